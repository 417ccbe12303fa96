"""Forks a child for each file: a process that has imported all that decoding needs, touches no file, and waits.

`python -P -m tambour.adapters.media.fork_server LANGUAGES…`: Orders on its input, a line each, an Ended for each
child on its output. When its input ends it ends, and with it, however it dies, whatever it has forked. Linux only.
"""

import ctypes
import gc
import os
import select
import signal
import sys
import traceback
from typing import NoReturn

import msgspec

from tambour.adapters.media import child
from tambour.adapters.media.fork_orders import ANSWER, SAID, UNSTARTED, Ended, Order

READ_BYTES = 65_536
PR_SET_PDEATHSIG = 1


class ForkServer:
    """One thread, so that a fork holds nobody's lock."""

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}
        """Of living children, by pid."""
        self.woken, wake = os.pipe()
        os.set_blocking(self.woken, False)
        os.set_blocking(wake, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)

    def serve(self) -> None:
        """Until the input ends."""
        rest = b""
        while True:
            ready, _, _ = select.select([0, self.woken], [], [])
            if self.woken in ready:
                os.read(self.woken, READ_BYTES)
                self.reap()
            if 0 in ready:
                piece = os.read(0, READ_BYTES)
                if not piece:
                    break
                *lines, rest = (rest + piece).split(b"\n")
                for line in lines:
                    self.obey(msgspec.json.decode(line, type=Order))
        for pid in self.numbers:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    def obey(self, order: Order) -> None:
        """Begin or end one."""
        if not order.folder:
            for pid, number in self.numbers.items():
                if number == order.number:
                    os.kill(pid, signal.SIGKILL)  # not reaped yet, so the pid is nobody else's
            return
        own = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            return self.tell(order.number, UNSTARTED)
        if pid == 0:
            born(order, own)
        self.numbers[pid] = order.number

    def reap(self) -> None:
        """Tell of all that have ended."""
        while self.numbers:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            self.tell(self.numbers.pop(pid), os.waitstatus_to_exitcode(status))

    def tell(self, number: int, status: int) -> None:
        """One line; it is shorter than what a pipe takes in one piece."""
        os.write(1, msgspec.json.encode(Ended(number, status)) + b"\n")


def born(order: Order, parent: int) -> NoReturn:
    """In the child: nothing of the server's is left open, then as if it had been started for this file."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
        os.closerange(0, os.sysconf("SC_OPEN_MAX"))
        os.setsid()
        os.chdir(order.folder)
        os.open(os.devnull, os.O_RDONLY)  # the lowest number that is free, each time: 0, 1, 2
        for name in (ANSWER, SAID):
            os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        child.main(order.folder, order.kind, *order.more)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def main(*languages: str) -> None:
    """Everything loaded first; what is loaded is not looked at by the collector again, so its pages stay shared."""
    os.closerange(
        3, os.sysconf("SC_OPEN_MAX")
    )  # not every event loop does, and the server may have inherited some
    child.warm(languages)
    server = ForkServer()
    gc.collect()
    gc.freeze()
    server.serve()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
