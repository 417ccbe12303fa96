"""The house looks at itself: sizes, purity, first lines, names, and nothing half made."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src/tambour"
FILES = sorted(SRC.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "bench").rglob("*.py"))
LINES_MAX = 500
FUNCTION_LINES_MAX = 60
PURE = set(
    "ast base64 bisect collections contextlib dataclasses datetime enum fractions functools hashlib heapq html"  # noqa: SIM905
    " itertools json math operator re string struct textwrap types typing unicodedata urllib zlib"
    " msgspec tambour".split()
)
IMPURE = {"datetime.now", "urllib.request"}
CORE = [p for p in FILES if p.relative_to(SRC).parts[0] in {"domain", "moderation"}]
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError)\b")
VAGUE = re.compile(r"(utils?|helpers?|managers?|misc|common)$")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "relative")
    return found


@pytest.mark.parametrize("path", FILES + TESTS, ids=name_of)
def test_no_file_is_longer_than_a_chapter(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_MAX


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_function_is_longer_than_a_page(path):
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES_MAX
    ]
    assert long == []


@pytest.mark.parametrize("path", FILES + TESTS, ids=name_of)
def test_the_first_line_says_what_the_room_is_for(path):
    if path.name == "__init__.py" and not path.read_text().strip() and path in TESTS:
        return
    assert len(ast.get_docstring(tree_of(path)) or "") >= 10


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_the_core_stays_pure(path):
    imported = imports_of(path)
    assert {name.split(".")[0] for name in imported} <= PURE
    assert not imported & IMPURE
    inside = {name for name in imported if name.startswith("tambour.")}
    assert all(name.split(".")[1] in {"domain", "moderation"} for name in inside)
    awaits = [n for n in ast.walk(tree_of(path)) if isinstance(n, ast.Await | ast.AsyncFunctionDef)]
    assert awaits == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_stand_at_the_top_and_hide_behind_nothing(path):
    tree = tree_of(path)
    inner = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inner == []
    assert not any(isinstance(n, ast.Name) and n.id == "TYPE_CHECKING" for n in ast.walk(tree))


@pytest.mark.parametrize("path", FILES + TESTS, ids=name_of)
def test_nothing_is_left_for_later(path):
    if path == Path(__file__):
        return
    assert LATER.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_names_say_something(path):
    assert not VAGUE.search(path.stem)
    classes = [n.name for n in ast.walk(tree_of(path)) if isinstance(n, ast.ClassDef)]
    assert [c for c in classes if re.search(r"(Utils?|Helper|Manager)$", c)] == []


def test_methods_that_call_themselves_abstract_are_only_in_protocols():
    bare = []
    for path in FILES:
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.ClassDef) or any("Protocol" in ast.unparse(b) for b in node.bases):
                continue
            bare += [
                f"{name_of(path)}:{item.lineno} {item.name}"
                for item in node.body
                if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef) and _does_nothing(item)
            ]
    assert bare == []


def _does_nothing(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Only `...` or `pass`, without a docstring that says why."""
    return len(function.body) == 1 and (
        isinstance(function.body[0], ast.Pass)
        or (isinstance(function.body[0], ast.Expr) and ast.unparse(function.body[0]) == "...")
    )
