"""The settings of a server: one frozen tree from defaults, a TOML file, the environment and the command line.

Each later source wins over the earlier. A key nobody knows is an error: a misspelt setting is never ignored.
`tests/house/test_settings.py` holds `docs/operations/settings.md` to what stands here.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import msgspec
from msgspec import Meta

from tambour.config_detection import Classifying, Hearing, Holding, Reading, Section
from tambour.ports.trouble import Trouble

PREFIX = "TAMBOUR_"
FILE_NAME = "tambour.toml"


class Server(Section, frozen=True):
    """Where the server listens and what it does."""

    host: Annotated[str, Meta(description="Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535, description="Port to listen on; 0 takes a free one.")] = 8080
    public_url: Annotated[
        str,
        Meta(description="Where people reach the server, no slash at the end; empty: `http://HOST:PORT`."),
    ] = ""
    role: Annotated[
        Literal["all", "gateway", "api", "worker"],
        Meta(description="`gateway`: sockets; `api`: HTTP; `worker`: timed work; `all`: all of it."),
    ] = "all"
    proxies: Annotated[
        int,
        Meta(
            ge=0,
            le=8,
            description="Your proxies in front: so many last entries of `X-Forwarded-For` are believed.",
        ),
    ] = 0
    metrics_token: Annotated[
        str,
        Meta(
            description="Bearer token for `/metrics`; empty: only from this machine and not through a proxy."
        ),
    ] = ""


class Database(Section, frozen=True):
    """PostgreSQL."""

    url: Annotated[
        str,
        Meta(description="`postgresql://…`, 15 or newer, with `pg_trgm`; empty: the embedded server."),
    ] = ""
    pool: Annotated[int, Meta(ge=2, le=200, description="Most connections of one process.")] = 12
    reserve_mb: Annotated[
        int,
        Meta(
            ge=16,
            description="The embedded server: with less free on the disk, only moderation may still write.",
        ),
    ] = 256


class Bus(Section, frozen=True):
    """How several processes hear each other."""

    url: Annotated[
        str,
        Meta(description="`nats://…` when several processes serve; empty: within this process."),
    ] = ""


class BlobStore(Section, frozen=True):
    """Where the bytes of files lie."""

    url: Annotated[
        str,
        Meta(description="`s3://BUCKET/PREFIX`; empty: the folder `blobs` in the data folder."),
    ] = ""
    endpoint: Annotated[
        str, Meta(description="Address of an S3-compatible server, `https://…`; empty: Amazon's.")
    ] = ""
    region: Annotated[str, Meta(description="Region of the bucket.")] = "us-east-1"
    key_id: Annotated[str, Meta(description="Access key.")] = ""
    secret: Annotated[str, Meta(description="Its secret.")] = ""
    grace_days: Annotated[
        int, Meta(ge=0, le=365, description="How long bytes are kept that no file needs any more.")
    ] = 3


class Media(Section, frozen=True):
    """Files and what one person may store."""

    file_bytes: Annotated[int, Meta(ge=1, le=2 * 1024**3, description="Largest file.")] = 2 * 1024**3
    bytes_per_day: Annotated[
        int, Meta(ge=0, le=1 << 50, description="Bytes a person may upload in a day; 0: any.")
    ] = 20 * 1024**3
    files_per_day: Annotated[
        int, Meta(ge=0, le=1_000_000, description="Files a person may upload in a day; 0: any.")
    ] = 2000
    bytes_total: Annotated[
        int, Meta(ge=0, le=1 << 50, description="Bytes a person may have stored; 0: any.")
    ] = 0
    workers: Annotated[
        int,
        Meta(
            ge=1,
            le=16,
            description="Files processed at the same time by one process, and one hand for pictures and voice notes.",
        ),
    ] = 1


class Bots(Section, frozen=True):
    """The Bot API."""

    listen: Annotated[
        str, Meta(description="`HOST:PORT` of its own, port 0 takes a free one; empty: no such port.")
    ] = ""
    url: Annotated[
        str,
        Meta(
            description="Where bots reach it, no slash at the end. Its host name is served on the main port, too;"
            " empty: `http://` and `bots.listen`."
        ),
    ] = ""


class Smtp(Section, frozen=True):
    """Mail server for codes sent by e-mail (`sender.email = \"smtp\"`)."""

    host: Annotated[str, Meta(description="Host name of the mail server.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535, description="Port of the mail server.")] = 587
    user: Annotated[str, Meta(description="User name; empty: no sign-in.")] = ""
    password: Annotated[str, Meta(description="Password.")] = ""
    sender: Annotated[str, Meta(description="The address that mails come from.")] = ""
    tls: Annotated[
        Literal["starttls", "tls", "none"], Meta(description="`none` is for a mail server on this machine.")
    ] = "starttls"


class Http(Section, frozen=True):
    """HTTP gateway for text messages (`sender.phone = \"http\"`)."""

    url: Annotated[str, Meta(description="Called with POST for every code.")] = ""
    token: Annotated[str, Meta(description="Sent as `Authorization: Bearer …` when set.")] = ""
    body: Annotated[
        str,
        Meta(description="JSON; `{to}`, `{text}`, `{code}`, `{lang}` are replaced inside its strings."),
    ] = '{"to": "{to}", "text": "{text}"}'


class Limits(Section, frozen=True):
    """Floods. Only load tests switch them off."""

    enabled: Annotated[
        Literal["on", "off"], Meta(description="`off`: no rate limits at all; for load tests.")
    ] = "on"
    sends_burst: Annotated[
        int, Meta(ge=1, description="Messages a person may send at once; then one a second.")
    ] = 20
    chat_sends_per_s: Annotated[int, Meta(ge=1, description="Messages a second that one chat takes.")] = 20
    phone_codes_per_day: Annotated[
        int,
        Meta(
            ge=1, le=10_000_000, description="Codes sent to phones in a day at most: the ceiling of the bill."
        ),
    ] = 2000


class Moving(Section, frozen=True):
    """Imports and exports."""

    import_bytes: Annotated[
        int, Meta(ge=1, le=1 << 40, description="Largest export that a person may upload.")
    ] = 20 * 1024**3
    export_days: Annotated[
        int, Meta(ge=1, le=30, description="How long a finished export may be fetched.")
    ] = 3


class Sender(Section, frozen=True):
    """How sign-in codes reach people."""

    phone: Annotated[
        Literal["console", "http"],
        Meta(description="`console` prints codes in the terminal; `http` calls `sender.http`."),
    ] = "console"
    email: Annotated[
        Literal["off", "console", "smtp"],
        Meta(description="Sign-in by e-mail: `off`, `console`, or `smtp` through `sender.smtp`."),
    ] = "console"
    region: Annotated[
        str,
        Meta(description="Country (two letters) by which phone numbers without `+` are read."),
    ] = "RU"
    smtp: Smtp = Smtp()
    http: Http = Http()


class Outward(Section, frozen=True):
    """What the server asks of the web by itself: previews of links, push services. Public addresses only, always."""

    previews: Annotated[
        Literal["on", "off"], Meta(description="`off`: links get no previews, nothing is fetched for them.")
    ] = "on"
    ports: Annotated[str, Meta(description="Ports that may be asked, with commas between them.")] = "80, 443"

    contact: Annotated[
        str,
        Meta(
            description="`mailto:…` or `https://…` by which push services may reach you; empty: the server's URL."
        ),
    ] = ""

    def contact_url(self, server: str) -> str:
        """What push services are told: they refuse other kinds of address."""
        if self.contact:
            return self.contact
        return server if server.startswith("https://") else "mailto:operator@localhost.localdomain"

    @property
    def port_numbers(self) -> frozenset[int]:
        """Raises Trouble."""
        try:
            found = frozenset(int(each) for each in self.ports.split(","))
        except ValueError as error:
            raise Trouble("outward.ports is no list of ports", "write `80, 443`") from error
        if not all(0 < port < 65536 for port in found):
            raise Trouble("outward.ports names no port", "write `80, 443`")
        return found


class LedgerPlaces(Section, frozen=True):
    """Who watches the ledger of privileged acts."""

    witnesses: Annotated[
        str,
        Meta(description="Witnesses that cosign checkpoints: `VKEY URL`, with commas between them."),
    ] = ""
    copies: Annotated[
        str, Meta(description="Address to which each checkpoint is sent by POST; public addresses only.")
    ] = ""


class VaultKeys(Section, frozen=True):
    """Keys of the evidence vault, in the format of age."""

    recipients: Annotated[
        str,
        Meta(
            description="Public keys that evidence is sealed to, two at least, with commas between them;"
            " empty: those the server made at its first start (`DATA/vault`)."
        ),
    ] = ""
    key: Annotated[
        str,
        Meta(
            description="Secret key with which the console opens evidence; empty: `desk.key` in `DATA/vault`."
        ),
    ] = ""


class ConsoleDoor(Section, frozen=True):
    """The review desk."""

    listen: Annotated[
        str,
        Meta(
            description="`HOST:PORT` of its own, port 0 takes a free one; empty: `/console` on the main port."
            " An origin of its own keeps the desk apart from whatever runs in the messenger's pages."
        ),
    ] = ""
    url: Annotated[
        str,
        Meta(
            description="Where staff reach it, no slash at the end. Its host name is served on the main port, too;"
            " empty: `http://` and `console.listen`, or the server's own address."
        ),
    ] = ""
    sign_in: Annotated[
        Literal["any", "passkey"],
        Meta(
            description="`passkey`: the messenger makes no links to the desk; `tambour user console` still does."
        ),
    ] = "any"
    looks_per_day: Annotated[
        int,
        Meta(
            ge=0,
            le=100_000,
            description="Pictures and films that one person may look at in 24 hours at the desk; 0: any number.",
        ),
    ] = 150
    recheck_percent: Annotated[
        float,
        Meta(
            ge=0,
            le=100,
            description="Of a hundred decisions so many are judged again by somebody who does not see them; 0: none.",
        ),
    ] = 5.0


class Translation(Section, frozen=True):
    """Who translates at the desk. What is translated leaves the server, and each time is in the ledger."""

    kind: Annotated[
        Literal["none", "libretranslate", "openai"],
        Meta(
            description="`libretranslate`: `POST URL/translate`; `openai`: `POST URL/chat/completions`,"
            " as many servers of language models speak it; `none`: the desk translates nothing."
        ),
    ] = "none"
    url: Annotated[str, Meta(description="Base address of that service.")] = ""
    key: Annotated[str, Meta(description="Its API key, if it wants one.")] = ""
    model: Annotated[str, Meta(description="`openai`: the name of the model.")] = ""


class Config(Section, frozen=True):
    """Everything an operator can choose."""

    data: Annotated[
        str,
        Meta(description="The data folder: embedded database, log, the keys that seal phone numbers."),
    ] = "tambour-data"
    secret: Annotated[
        str,
        Meta(
            description="Root secret, 32 bytes in hexadecimal; empty: the file `secrets` in the data folder."
        ),
    ] = ""
    server: Server = Server()
    database: Database = Database()
    bus: Bus = Bus()
    sender: Sender = Sender()
    limits: Limits = Limits()
    outward: Outward = Outward()
    blobs: BlobStore = BlobStore()
    media: Media = Media()
    moving: Moving = Moving()
    bots: Bots = Bots()
    ledger: LedgerPlaces = LedgerPlaces()
    vault: VaultKeys = VaultKeys()
    console: ConsoleDoor = ConsoleDoor()
    translation: Translation = Translation()
    classifier: Classifying = Classifying()
    reading: Reading = Reading()
    hearing: Hearing = Hearing()
    holding: Holding = Holding()

    @property
    def folder(self) -> Path:
        """The data folder as an absolute path."""
        return Path(self.data).expanduser().resolve()

    @property
    def url(self) -> str:
        """What to open in a browser."""
        return self.server.public_url or f"http://{self.server.host}:{self.server.port}"

    @property
    def bots_url(self) -> str:
        """Where bots reach the Bot API."""
        return (self.bots.url or f"http://{self.bots.listen or 'localhost'}").rstrip("/")

    @property
    def console_url(self) -> str:
        """Where staff reach the review desk: its origin."""
        own = self.console.url or (f"http://{self.console.listen}" if self.console.listen else self.url)
        return own.rstrip("/")

    @property
    def console_apart(self) -> bool:
        """Has the review desk an origin of its own?"""
        return bool(self.console.url or self.console.listen)


class Setting(msgspec.Struct, frozen=True):
    """One leaf of the tree, for the documentation and for reading the environment."""

    name: str
    """Dotted, as in the TOML file: `server.port`."""
    variable: str
    """In the environment: `TAMBOUR_SERVER_PORT`."""
    section: type[Section]
    default: str | int
    values: str
    about: str


def settings(of: type[Section] = Config, prefix: str = "") -> Iterator[Setting]:
    """All leaves, in the order in which they are written down."""
    hints = get_type_hints(of, include_extras=True)
    for fact in msgspec.structs.fields(of):
        name = prefix + fact.name
        if isinstance(fact.default, Section):
            yield from settings(type(fact.default), f"{name}.")
            continue
        kind, meta = hints[fact.name].__origin__, hints[fact.name].__metadata__[0]
        values = " \\| ".join(f"`{v}`" for v in getattr(kind, "__args__", ())) or f"{kind.__name__}"
        if meta.ge is not None:
            values += f", {meta.ge}–{meta.le}"
        variable = PREFIX + name.replace(".", "_").upper()
        yield Setting(name, variable, of, fact.default, values, meta.description)


def load(
    file: Path | None = None,
    env: Mapping[str, str] | None = None,
    chosen: Mapping[str, str | int | None] | None = None,
) -> Config:
    """The settings in force. `chosen`: dotted names from the command line, None where nothing was said.

    Without `file`, `TAMBOUR_CONFIG` and then `tambour.toml` in the data folder is read. Raises Trouble.
    """
    env = env or {}
    said: dict[str, str | int] = {name: value for name, value in (chosen or {}).items() if value is not None}
    known = {s.variable: s.name for s in settings()}
    for variable, text in env.items():
        if variable.startswith(PREFIX) and variable != PREFIX + "CONFIG":
            if variable not in known:
                raise Trouble(
                    f"the environment variable {variable} is no setting", "see docs/operations/settings.md"
                )
            said.setdefault(known[variable], text)
    tree = _read_file(file, env, str(said.get("data", Config().data)))
    for name, value in said.items():
        _put(tree, name, value)
    try:
        return msgspec.convert(tree, Config, strict=False)
    except msgspec.ValidationError as error:
        raise Trouble(f"the settings are wrong: {error}", "see docs/operations/settings.md") from error


def _read_file(file: Path | None, env: Mapping[str, str], data: str) -> dict[str, Any]:
    named = file or (Path(env[PREFIX + "CONFIG"]) if env.get(PREFIX + "CONFIG") else None)
    path = named or Path(data).expanduser() / FILE_NAME
    if named is None and not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Trouble(f"cannot read the settings in {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Trouble(f"{path} is not TOML: {error}") from error


def _put(tree: dict[str, Any], name: str, value: str | int) -> None:
    *sections, leaf = name.split(".")
    for section in sections:
        inner = tree.setdefault(section, {})
        if not isinstance(inner, dict):
            raise Trouble(f"the settings are wrong: `{section}` must be a table")
        tree = inner
    tree[leaf] = value
