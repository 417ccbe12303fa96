"""The built web client, from memory: hashed files for ever, the page itself always asked for again."""

import gzip
import hashlib
import mimetypes
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

BUILT = Path(__file__).with_name("built")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; media-src 'self' blob:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
PAGE_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PART_HEADERS = {"X-Content-Type-Options": "nosniff"}
"""Of what is never a document nor a worker of its own: a policy would weigh more than many a part."""
MISSING = b"<!doctype html><title>Tambour</title><p>The web client is not built: run <code>make setup</code>."
COMPRESS_FROM_BYTES = 512


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of the build."""

    body: bytes
    packed: bytes
    """gzip, or b'' where it does not help."""
    kind: str
    etag: str
    forever: bool
    headers: dict[str, str]


Place = Callable[[Request[Any, Any, Any], str], Awaitable[Response[bytes] | None]]
"""(request, path) → the public page there, or None."""


def load(folder: Path = BUILT) -> dict[str, Asset]:
    """All files by their path under the root."""
    found: dict[str, Asset] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            body = path.read_bytes()
            packed = gzip.compress(body, 9, mtime=0) if len(body) > COMPRESS_FROM_BYTES else b""
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            found[name] = Asset(
                body=body,
                packed=packed if packed and len(packed) < len(body) * 0.95 else b"",
                kind="application/manifest+json" if name.endswith(".webmanifest") else kind,
                etag=f'"{hashlib.sha256(body).hexdigest()[:16]}"',
                forever=name.startswith("assets/"),
                headers=PART_HEADERS if is_part(name) else PAGE_HEADERS,
            )
    return found


def is_part(name: str) -> bool:
    """A module, style or picture that a page loads. Workers are ruled by the policy that comes with their script."""
    return name.startswith("assets/") and name.endswith((".js", ".css", ".png")) and "worker" not in name


def page_of(folder: Path = BUILT) -> bytes:
    """The client's own page, or what stands there while it is not built."""
    path = folder / "index.html"
    return path.read_bytes() if path.is_file() else MISSING


def respond(asset: Asset, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The file, packed where the client takes it; 304 where it has it."""
    headers = asset.headers | {
        "ETag": asset.etag,
        "Vary": "Accept-Encoding",
        "Cache-Control": "public, max-age=31536000, immutable" if asset.forever else "no-cache",
    }
    if request.headers.get("if-none-match") == asset.etag:
        return Response(b"", status_code=304, headers=headers)
    if asset.packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, media_type=asset.kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(asset.body, media_type=asset.kind, headers=headers)


def asset_routes(public: Place, folder: Path = BUILT) -> list[Any]:
    """Every path nobody else serves: a file of the build, a `public` page, or the client itself."""
    files = load(folder)

    @get(["/", "/{path:path}"])
    async def client(request: Request[Any, Any, Any], path: FromPath[str] = "") -> Response[bytes]:
        name = path.strip("/")
        if name in files and name != "index.html":
            return respond(files[name], request)
        page = await public(request, name)
        if page is not None:
            return page
        if name.startswith("assets/") or "index.html" not in files:
            missing = name.startswith("assets/")
            return Response(
                b"" if missing else MISSING, status_code=404 if missing else 503, media_type="text/html"
            )
        return respond(files["index.html"], request)

    return [client]
