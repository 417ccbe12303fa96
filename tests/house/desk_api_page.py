"""Writes docs/desk-api/openapi.json from the desk's interface: `make docs`."""

from pathlib import Path

from tambour.edges.deskapi.routes import described

PAGE = Path(__file__).parents[2] / "docs/desk-api/openapi.json"


def page() -> str:
    """The whole description."""
    return described().decode() + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
