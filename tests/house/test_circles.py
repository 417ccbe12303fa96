"""No two files of the web client import each other, not even by way of others. Type-only imports count."""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "web" / "messenger"
STATEMENT = re.compile(
    r"""^\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"](\.{1,2}/[^'"]+)['"]""", re.MULTILINE
)
"""What `import('…')` fetches is fetched when it is asked for, perhaps never: that is a door, and no circle."""


def imports_of(text: str, beside: Path) -> set[Path]:
    """The files that a module names, itself at `beside`."""
    found = set()
    for name in STATEMENT.findall(text):
        path = (beside.parent / name.partition("?")[0]).resolve()
        candidates = [path, *(path.with_name(path.name + end) for end in (".ts", ".tsx"))]
        known = next((c for c in candidates if c.is_file()), None)
        assert known is not None, f"{beside.name} imports {name}, which is not there"
        found.add(known)
    return found


def circle_in(graph: dict[Path, set[Path]]) -> list[str]:
    """The names along one circle; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [path.name for path in error.args[1]]
    return []


def test_no_circle_in_the_web_client() -> None:
    modules = [p.resolve() for p in ROOT.rglob("*") if p.suffix in (".ts", ".tsx")]
    graph = {path: imports_of(path.read_text(), path) for path in modules}
    assert sum(map(len, graph.values())) > 2 * len(modules), "imports are not recognised any more"
    assert circle_in(graph) == []


@pytest.mark.parametrize(
    "statement",
    [
        "import { b } from './b';",
        "import type { B } from './b';",
        "import {\n  one,\n  type Two,\n} from './b';",
        "import './b';",
        "export * from './b';",
        'export type { B } from "./b";',
    ],
)
def test_a_circle_is_found(tmp_path: Path, statement: str) -> None:
    a, b = tmp_path / "a.ts", tmp_path / "b.ts"
    a.write_text(statement)
    b.write_text("import { a } from './a';")
    graph = {path: imports_of(path.read_text(), path) for path in (a, b)}
    assert sorted(set(circle_in(graph))) == ["a.ts", "b.ts"]


def test_what_is_fetched_when_asked_for_is_no_circle(tmp_path: Path) -> None:
    a, b = tmp_path / "a.ts", tmp_path / "b.ts"
    a.write_text("export const open = () => import('./b');")
    b.write_text("import { open } from './a';")
    assert circle_in({path: imports_of(path.read_text(), path) for path in (a, b)}) == []
