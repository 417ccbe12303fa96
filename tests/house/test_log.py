"""The log is whoever starts the program's: no web application made in passing may set it up anew."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"


def test_no_application_takes_over_the_log() -> None:
    made = [
        (path.name, call.lineno, {word.arg for word in call.keywords})
        for path in SOURCE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Litestar"
    ]
    assert len(made) >= 4
    assert [one for one in made if "logging_config" not in one[2]] == []
