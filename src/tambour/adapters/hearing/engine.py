"""Words in sound, by Whisper: loaded before the process is confined, asked afterwards, a piece of 30 s at a time.

Whisper says something of every noise. So a piece counts only where it is sure that somebody speaks, in a language that
it was asked to hear, and where it does not say one thing again and again.
"""

import zlib
from collections.abc import Sequence

import ctranslate2
import numpy as np

from tambour.adapters.hearing.mel import RATE, Samples, bands_of, spectrum

LANGUAGES = ("ar", "de", "en", "es", "fr", "ru", "tr")
"""Those that screening has words and tests for."""
SURE_FROM = 0.5
"""Of its guess at the language, among all that it knows."""
SPEECH_FROM = 0.4
"""1 less the chance of silence that it gives."""
SCORE_FROM = -1.0
"""Mean logarithm of the chance of a token: Whisper's own bar."""
REPEATS_MAX = 2.4
"""Text that packs better than so many times says one thing again and again: Whisper's own bar."""
LOUD_FROM = 1e-3
"""Root mean square of a piece, of 1.0; below, nobody is to be heard."""
TOKENS_MAX = 224
THREADS = 1


class Ear:
    """Not for two threads at once. `files`: the model as CTranslate2 wants it, by name."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.model = ctranslate2.models.Whisper(
            "whisper", files=files, device="cpu", compute_type="int8", intra_threads=THREADS, inter_threads=1
        )
        self.bands = bands_of()
        self.letters = letters()
        self.said(np.zeros(RATE, np.float32), anything=True)  # whatever it loads late, it loads now

    def piece(self, pcm: bytes) -> str:
        """What is said in signed 16-bit samples, up to PIECE_S at RATE; '' where nobody speaks, or it is not sure."""
        samples: Samples = np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32_768)
        loud = len(samples) and float(np.sqrt(np.mean(samples**2))) >= LOUD_FROM
        return self.said(samples) if loud else ""

    def said(self, samples: Samples, *, anything: bool = False) -> str:
        """With `anything` also what it is not sure of."""
        sound = self.model.encode(ctranslate2.StorageView.from_array(spectrum(samples, self.bands)[None]))
        token, sure = self.model.detect_language(sound)[0][0]
        if not anything and (sure < SURE_FROM or token.strip("<|>") not in LANGUAGES):
            return ""
        asked = ["<|startoftranscript|>", token, "<|transcribe|>", "<|notimestamps|>"]
        said = self.model.generate(
            sound,
            [asked],
            beam_size=1,
            max_length=TOKENS_MAX,
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        text = self.text_of(said.sequences[0])
        heard = 1 - said.no_speech_prob >= SPEECH_FROM and said.scores[0] >= SCORE_FROM
        return text if heard and not repeats(text) else ""

    def text_of(self, tokens: Sequence[str]) -> str:
        """Tokens are bytes, each written as a letter, as GPT-2 does."""
        spoken = bytes(self.letters[c] for token in tokens if not token.startswith("<|") for c in token)
        return spoken.decode("utf-8", "replace").strip()


def letters() -> dict[str, int]:
    """The letter by which GPT-2's vocabulary writes each byte: itself where it can be seen, else one from U+0100 on."""
    seen = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [byte for byte in range(256) if byte not in seen]
    return {chr(byte): byte for byte in seen} | {chr(256 + n): byte for n, byte in enumerate(hidden)}


def repeats(text: str) -> bool:
    """Does it say one thing again and again?"""
    plain = text.encode()
    return len(plain) > REPEATS_MAX * len(zlib.compress(plain))
