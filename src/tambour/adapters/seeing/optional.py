"""Knowing media again needs numpy, and points of pictures OpenCV; the server runs without either and says so."""

from importlib.util import find_spec

from tambour.ports.known import Known

try:
    from tambour.adapters.seeing.eye import Eye
    from tambour.adapters.seeing.known import KnownMedia
except ImportError:
    Eye = None  # type: ignore[assignment,misc]
    KnownMedia = None  # type: ignore[assignment,misc]

NEEDED = {"numpy": "numpy", "cv2": "opencv-python-headless"}
"""Modules, and the packages that hold them."""


def lacking() -> list[str]:
    """Packages that this machine has not."""
    return [package for module, package in NEEDED.items() if find_spec(module) is None]


def new_eye(*, keeping: bool) -> "Eye | None":
    """None where numpy is not there: then nothing is known again."""
    return Eye(keeping=keeping) if Eye is not None else None


def new_known() -> Known | None:
    """An empty memory, or None."""
    return KnownMedia() if KnownMedia is not None else None
