"""What is written down agrees with what is there: protocol, errors, README, lock files, the bundle's weight."""

import ast
import asyncio
import gzip
import re
import subprocess
from pathlib import Path

import pytest

from tambour import VERSION
from tambour.domain import errors

ROOT = Path(__file__).parents[2]
PROTOCOL = ROOT / "docs/protocol"
BUILT = ROOT / "src/tambour/edges/web/built"
FIRST_LOAD_BYTES_MAX = 90_000
NODE_LOCKS = [ROOT / "web/package-lock.json", ROOT / "tests/sdk/package-lock.json"]
LOCKS = [*sorted((ROOT / "requirements").glob("*.txt")), *NODE_LOCKS]


def protocol_text() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(PROTOCOL.rglob("*.md")))


def codes() -> set[str]:
    found, todo = set(), [errors.Refusal]
    while todo:
        kind = todo.pop()
        found.add(kind.code)
        todo += kind.__subclasses__()
    return found


def test_every_error_code_is_in_the_protocol_and_every_one_there_is_ours():
    section = protocol_text().split("## Errors", 1)[1].split("\n## ", 1)[0]
    documented = set(re.findall(r"\b[A-Z][A-Z_0-9]{2,}\b", section)) - {"JSON", "HTTP", "English"}

    assert codes() - documented == set()
    assert documented - codes() == set()


def documented_methods() -> set[str]:
    section = protocol_text().split("## Methods", 1)[1]
    found: set[str] = set()
    for line in section.splitlines():
        if line.startswith("| ") and not line.startswith(("| method", "|--")):
            cell = line.split("|")[1]
            found |= set(re.findall(r"[a-z0-9]+(?:\.[a-z0-9]+)+|\b(?:sync|chatset)\b", cell))
    return found


def served_methods() -> set[str]:
    """Read from the source: the first argument of each Method(…)."""
    found: set[str] = set()
    for path in (ROOT / "src/tambour/edges/methods").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Method":
                name = node.args[0] if node.args else next(k.value for k in node.keywords if k.arg == "name")
                assert isinstance(name, ast.Constant), f"a method's name is written out: {path}:{node.lineno}"
                found.add(name.value)
    return found


def test_every_method_is_in_the_protocol():
    assert served_methods() - documented_methods() == set()


def test_every_method_of_the_protocol_is_served():
    assert documented_methods() - served_methods() == set()


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_lock_files_name_packages_and_digests_but_no_addresses(path):
    text = path.read_text(encoding="utf-8")
    assert "://" not in text, "python web/build.py lock"
    assert ("sha256:" in text) or ("sha512-" in text)


@pytest.mark.parametrize("name", ["run", "seeing", "reading", "dev"])
def test_everything_asked_for_is_pinned(name):
    asked = (ROOT / f"requirements/{name}.in").read_text()
    pinned = (ROOT / f"requirements/{name}.txt").read_text().lower()
    for line in asked.splitlines():
        if line and not line.startswith("#"):
            package = re.split(r"[<>=\[]", line)[0].strip().lower().replace("_", "-")
            assert f"\n{package}==" in f"\n{pinned}", "run: make pins"


def test_what_the_readme_tells_to_make_can_be_made():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    told = set(re.findall(r"(?:^|`)make ([a-z][a-z-]+)", (ROOT / "README.md").read_text(), re.MULTILINE))

    assert told <= targets
    assert {"run", "test"} <= told


def test_ci_runs_what_people_run():
    assert "make test" in (ROOT / ".ci/run").read_text()


def test_the_version_is_the_same_everywhere():
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text()


@pytest.mark.skipif(not (BUILT / "index.html").is_file(), reason="the web client is not built here")
def test_the_first_load_of_the_web_client_is_light():
    page = (BUILT / "index.html").read_text()
    named = re.findall(r'(?:src|href)="/([^"]+\.(?:js|css))"', page)
    weight = sum(len(gzip.compress((BUILT / name).read_bytes(), 9)) for name in named)

    assert named
    assert weight <= FIRST_LOAD_BYTES_MAX, f"{weight} bytes"


def tracked() -> list[Path]:
    listed = asyncio.run(asyncio.to_thread(subprocess.check_output, ["git", "ls-files", "-z"], cwd=ROOT))
    return [ROOT / name for name in listed.decode().split("\0") if name]


def test_nothing_built_or_borrowed_is_kept_in_the_repository():
    names = [str(path.relative_to(ROOT)) for path in tracked()]
    assert [
        n for n in names if re.search(r"node_modules|/built/|\.min\.js$|\.woff2?$|__pycache__|\.egg-info", n)
    ] == []


def test_no_file_names_the_machine_it_was_written_on():
    private = re.compile(r"/(?:root/|home/[a-z]+/\.)")
    guilty = []
    for path in tracked():
        if path == Path(__file__) or not path.is_file():
            continue
        try:
            if private.search(path.read_text(encoding="utf-8")):
                guilty.append(str(path.relative_to(ROOT)))
        except UnicodeDecodeError:
            continue
    assert guilty == []


def test_features_name_tests_that_are_there() -> None:
    said = (ROOT / "docs" / "features.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", said))
    there = {path.stem for path in (ROOT / "tests" / "e2e").glob("test_*.py")}
    assert named <= there
