"""Writes docs/operations/settings.md from tambour/config.py: `make docs`."""

from pathlib import Path

from tambour.config import settings

PAGE = Path(__file__).parents[2] / "docs/operations/settings.md"
TOP = """# Settings

Made from `src/tambour/config.py` by `make docs`; a test holds them together.

A setting comes from, the later winning: its default · a TOML file (`--config FILE`, else `TAMBOUR_CONFIG`, else
`tambour.toml` in the data folder) · the environment · the command line. A name that nobody knows is an error. In TOML
`server.port` is `port` in the table `[server]`.
"""


def page() -> str:
    """The whole page."""
    lines, section = [TOP], None
    for one in settings():
        if one.section is not section:
            section = one.section
            prefix = one.name.rpartition(".")[0]
            about = " ".join((section.__doc__ or "").split())
            lines += ["", f"## {f'`[{prefix}]` ' if prefix else ''}{about}", ""]
            lines += ["| name | environment | values | default | |", "|---|---|---|---|---|"]
        default = f"`{one.default}`" if one.default != "" else "empty"
        lines.append(f"| `{one.name}` | `{one.variable}` | {one.values} | {default} | {one.about} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
