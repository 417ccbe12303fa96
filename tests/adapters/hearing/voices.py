"""Voices of this machine, for tests of hearing: eSpeak speaks English well enough to be understood."""

import shutil
import subprocess

import pytest

from tambour.adapters.hearing.optional import unheard

SPEAKER = "espeak-ng"
can_hear = pytest.mark.skipif(
    bool(unheard()) or shutil.which(SPEAKER) is None,
    reason=f"lacks {', '.join([*unheard(), *([] if shutil.which(SPEAKER) else [SPEAKER])])}",
)


def spoken_aloud(text: str, lang: str) -> bytes:
    """A WAV in which this is said."""
    said = [SPEAKER, "-v", lang, "-s", "150", "--stdout", text]
    return subprocess.run(said, check=True, capture_output=True).stdout
