"""A fork server whose children do not decode: they tell what they have, die, or stay."""

import errno
import json
import os
import sys
import time

from tambour.adapters.media import child, confine, fork_server


def main(folder: str, kind: str, *_more: str) -> None:
    """Instead of the child's, by kind."""
    confine.limit(memory_bytes=4 << 30, cpu_s=20, file_bytes=1_000_000)
    if kind == "die":
        os.abort()
    sealed = confine.confine()
    known = {"sealed": sealed, "open": [n for n in range(256) if is_open(n)], "pid": os.getpid()}
    os.write(1, json.dumps(known).encode())
    while kind in ("stay", "photo"):
        time.sleep(60)
    os._exit(0)


def is_open(handle: int) -> bool:
    """Is there a file behind it?"""
    try:
        os.lseek(handle, 0, os.SEEK_CUR)
    except OSError as no:
        return no.errno != errno.EBADF
    return True


if __name__ == "__main__":
    child.main = main
    fork_server.main(*sys.argv[1:])
