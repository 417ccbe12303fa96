"""Starts a process of its own for one file: where there is no fork server, and where it died."""

import asyncio
import logging
import os
import sys
from pathlib import Path

from tambour.domain.errors import Retry
from tambour.ports.studio import Unreadable

CHILD = "tambour.adapters.media.child"
ANSWER_BYTES_MAX = 1_000_000
QUIET = ("read",)
"""Tesseract has a remark for every other picture."""

log = logging.getLogger(__name__)


async def alone(kind: str, scratch: Path, wall_s: float, *more: str) -> bytes:
    """What the child answers; b'' where it died. Ends it when this is cancelled. Raises Unreadable, Retry."""
    try:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            CHILD,
            str(scratch),
            kind,
            *more,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment(),
            cwd=scratch,
            start_new_session=True,
        )
    except OSError as error:
        raise Retry(5, "no process could be started") from error
    try:
        async with asyncio.timeout(wall_s):
            answer, said = await child.communicate()
    except TimeoutError as late:
        raise Unreadable("media.too_slow") from late
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode or (said and kind not in QUIET):
        log.info("media child ended with %s: %s", child.returncode, said[-300:].decode("ascii", "replace"))
    return answer[:ANSWER_BYTES_MAX]


def environment() -> dict[str, str]:
    """Nothing of ours: no secret that a setting may have put there."""
    kept = {
        "PATH": "/usr/bin:/bin",
        "OMP_NUM_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    passed = ("PYTHONPATH", "VIRTUAL_ENV", "TESSDATA_PREFIX")
    return kept | {name: os.environ[name] for name in passed if name in os.environ}
