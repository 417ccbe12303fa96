"""An address as a QR code."""

import io

import segno


def qr_svg(url: str) -> str:
    """An SVG without a fixed size: black on white whatever the theme, with the quiet zone that cameras need."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return out.getvalue().decode()
