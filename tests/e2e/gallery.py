"""`python -m tests.e2e.gallery [FOLDER]`: one page of all pictures that `tests.e2e.shots` took, and small copies."""

import sys
from collections import defaultdict
from pathlib import Path

from PIL import Image

from tests.e2e.shots import LOOKS

HEIGHT_MAX_PX = 560
QUALITY = 70


def main() -> None:
    """Write FOLDER/gallery.md and the small pictures it shows; say where it is."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "shots")
    small = folder / "small"
    small.mkdir(parents=True, exist_ok=True)
    screens: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("*.png")):
        with Image.open(path) as picture:
            picture.thumbnail((2 * HEIGHT_MAX_PX, HEIGHT_MAX_PX))
            picture.convert("RGB").save(small / f"{path.stem}.webp", quality=QUALITY)
        variant = max((one for one in LOOKS if path.stem.endswith(f"-{one}")), key=len)
        screens[path.stem.removesuffix(f"-{variant}")].append(Path(path.stem))
    lines = ["# Every screen of the messenger", "", "Made by `make gallery` from the demo town.", ""]
    for name, taken in screens.items():
        lines += [f"## {name}", "", *(f"![{one}](small/{one}.webp)" for one in taken), ""]
    page = folder / "gallery.md"
    page.write_text("\n".join(lines))
    print(f"{page}: {len(screens)} screens, {sum(map(len, screens.values()))} pictures")


if __name__ == "__main__":
    main()
