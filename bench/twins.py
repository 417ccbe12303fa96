"""Which characters look like Latin and Cyrillic letters: writes src/tambour/moderation/text/twins.py anew.

    python -m bench.twins CONFUSABLES FONTS…

CONFUSABLES is Unicode's confusables.txt, FONTS are font files (Debian: fonts-noto-core, fonts-unifont). What the list
does not say is seen: a character's drawing is laid over those of all letters, upright, turned upside down and
mirrored. Only drawings that agree nearly everywhere count.
"""

import argparse
import unicodedata
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tambour.moderation.text.letters import fold, script

Drawing = NDArray[np.float32]
SIZE, BOX = 48, 24
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
SEEN_FROM = 0.81
TURNED_FROM = 0.88
"""How far two drawings agree (cosine) to be taken for one another."""
SLIM = 0.25
"""By how much the ratio of width and height may differ."""
OUT = Path("src/tambour/moderation/text/twins.py")
HEAD = '''"""Characters of all scripts that look like a Latin or Cyrillic letter: bench/twins.py wrote it.

From Unicode's confusables.txt, version {version}, © Unicode, Inc., used under the Unicode Licence V3
(https://www.unicode.org/license.txt), and from the drawings of free fonts laid over one another.
"""

'''


def drawing(font: ImageFont.FreeTypeFont, char: str) -> tuple[Drawing, float] | None:
    """The ink of a character in a box of its own, softened, of length 1; and its width by its height."""
    image = Image.new("L", (SIZE * 3, SIZE * 3))
    ImageDraw.Draw(image).text((SIZE, SIZE), char, fill=255, font=font)
    box = image.getbbox()
    if box is None:
        return None
    cut = image.crop(box)
    ratio = cut.width / cut.height
    soft = np.asarray(cut.resize((BOX, BOX)).filter(ImageFilter.GaussianBlur(1.2)), np.float32)
    soft = soft - soft.mean()
    length = float(np.linalg.norm(soft))
    return (soft / length, ratio) if length > 1 else None


def fonts(paths: Iterable[str]) -> list[ImageFont.FreeTypeFont]:
    """All of them, at one size."""
    return [ImageFont.truetype(path, SIZE) for path in paths]


def ways(one: Drawing) -> dict[str, Drawing]:
    """As it stands, upside down, mirrored."""
    return {"": one, "turned": one[::-1, ::-1], "mirrored": one[:, ::-1]}


def sought() -> list[str]:
    """Letters, numerals and signs that folding leaves as they are, without those of Latin, Cyrillic and East Asia."""
    found = []
    for point in range(0xA1, 0x1F200):
        char = chr(point)
        kind = unicodedata.category(char)
        if kind[0] not in "LN" and kind not in ("So", "Sm", "Mc"):
            continue
        if 0x2E80 <= point < 0xA000 or 0xAC00 <= point < 0xD7FF or 0xF900 <= point < 0xFB00:
            continue
        if 0x12000 <= point < 0x15000 or 0x16800 <= point < 0x16F00 or 0x17000 <= point < 0x1D000:
            continue
        said = fold(char)
        if len(said) == 1 and not ("a" <= said <= "z") and not said.isdigit():
            found.append(char)
    return found


def listed(path: str) -> tuple[str, dict[str, str]]:
    """The list's version, and for each single character the letters that it names."""
    version, found = "", {}
    for line in Path(path).read_text("utf-8-sig").splitlines():
        if line.startswith("# Version:"):
            version = line.split()[-1]
        if line and line[0] != "#":
            left, right, *_ = line.split(";")
            found[chr(int(left, 16))] = "".join(chr(int(c, 16)) for c in right.split())
    return version, found


def seen(faces: list[ImageFont.FreeTypeFont], alphabet: str, chars: list[str]) -> dict[str, str]:
    """Each character's best letter, where it is good enough."""
    models: list[tuple[str, str, float, Drawing]] = []
    for face in faces[:2]:
        for letter in alphabet:
            if made := drawing(face, letter):
                models += [(letter, how, made[1], one) for how, one in ways(made[0]).items()]
    matrix = np.stack([one.ravel() for *_, one in models])
    ratios = np.array([ratio for _, _, ratio, _ in models])
    bars = np.array([SEEN_FROM if how == "" else TURNED_FROM for _, how, _, _ in models])
    blanks = [font.getmask("\U000effff").getbbox() and bytes(font.getmask("\U000effff")) for font in faces]
    found: dict[str, str] = {}
    for char in chars:
        best, letter = 0.0, ""
        for face, blank in zip(faces, blanks, strict=True):
            mask = face.getmask(char)
            if mask.getbbox() is None or bytes(mask) == blank:
                continue
            made = drawing(face, char)
            if made is None:
                continue
            close = matrix @ made[0].ravel() - bars
            close[np.abs(np.log(ratios / made[1])) > SLIM] = -1
            top = int(close.argmax())
            if close[top] > best:
                best, letter = float(close[top]), models[top][0].lower()
            break
        if letter:
            found[char] = letter
    return found


def written(version: str, tables: dict[str, dict[str, str]]) -> str:
    """The module."""
    out = [HEAD.replace("{version}", version)]
    for name, table in tables.items():
        grouped: dict[str, list[str]] = {}
        for char, letter in table.items():
            grouped.setdefault(letter, []).append(char)
        out.append(f"{name}: dict[str, str] = {{\n")
        for letter in sorted(grouped):
            points = [f"{ord(c):x}" for c in sorted(grouped[letter])]
            rows = [" ".join(p for p in row if p) for row in zip_longest(*[iter(points)] * 18, fillvalue="")]
            inside = "\n        ".join(f'"{row} "' for row in rows)
            out.append(f'    "{letter}": (\n        {inside}\n    ),\n')
        out.append("}\n")
    return "".join(out)


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("confusables")
    parser.add_argument("fonts", nargs="+")
    chosen = parser.parse_args()
    version, names = listed(chosen.confusables)
    faces, chars = fonts(chosen.fonts), sought()
    tables = {}
    for name, kind, alphabet in (("LATIN", "latin", LATIN), ("CYRILLIC", "cyrillic", CYRILLIC)):
        table = seen(faces, alphabet, [c for c in chars if script(fold(c)) != kind])
        for char, meant in names.items():
            said = "".join(map(fold, meant))
            plain = len(said) == 1 and script(said) == kind and script(fold(char)) != kind
            if plain and not char.isascii() and fold(char) != said:
                table[char] = said
        tables[name] = table
        print(name, len(table))
    OUT.write_text(written(version, tables), "utf-8")


if __name__ == "__main__":
    main()
