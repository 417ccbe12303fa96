"""Takes away from the process that calls it whatever decoding does not need: memory, time, files, network, processes.

Needs no privilege. On Linux (x86-64, arm64) a seccomp filter leaves about fifty system calls; every other one, `open`,
`socket`, `execve` and `fork` among them, answers EPERM. So files are opened and modules imported before. On other
systems the resource limits alone hold, and `confine` says so.
"""

import ctypes
import os
import platform
import resource
import struct
import sys

PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 4, 22, 38
SECCOMP_MODE_FILTER = 2
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
EPERM, ENOSYS = 1, 38
CLONE_THREAD = 0x00010000
LOAD, JUMP_EQUAL, JUMP_SET, RETURN = 0x20, 0x15, 0x45, 0x06
"""BPF_LD|BPF_W|BPF_ABS, BPF_JMP|BPF_JEQ|BPF_K, BPF_JMP|BPF_JSET|BPF_K, BPF_RET|BPF_K."""

# name: (x86-64, arm64); None: there is none.
CALLS: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "fstat": (5, 80), "lseek": (8, 62), "mmap": (9, 222),
    "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214), "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "pread64": (17, 67), "pwrite64": (18, 68),
    "readv": (19, 65), "writev": (20, 66), "sched_yield": (24, 124), "mremap": (25, 216), "madvise": (28, 233),
    "nanosleep": (35, 101), "getpid": (39, 172), "exit": (60, 93), "uname": (63, 160), "ftruncate": (77, 46),
    "gettimeofday": (96, 169), "getrusage": (98, 165), "sysinfo": (99, 179), "sigaltstack": (131, 132),
    "gettid": (186, 178), "futex": (202, 98), "sched_getaffinity": (204, 123), "restart_syscall": (219, 128),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115), "exit_group": (231, 94),
    "set_robust_list": (273, 99), "getcpu": (309, 168), "getrandom": (318, 278),
    "membarrier": (324, 283), "rseq": (334, 293), "poll": (7, None), "arch_prctl": (158, None),
    "sched_setaffinity": (203, 122), "set_tid_address": (218, 96),
}  # fmt: skip
CLONE, CLONE3, TGKILL = (56, 220), (435, 435), (234, 131)
ARCHES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def limit(*, memory_bytes: int, cpu_s: int, file_bytes: int) -> None:
    """Resource limits: address space, CPU seconds, the largest file written, no core, few open files."""
    wanted = {
        resource.RLIMIT_CPU: (cpu_s, cpu_s + 2),
        resource.RLIMIT_FSIZE: (file_bytes, file_bytes),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NOFILE: (64, 64),
        resource.RLIMIT_AS: (memory_bytes, memory_bytes),
    }
    for kind, pair in wanted.items():
        try:
            resource.setrlimit(kind, pair)
        except (ValueError, OSError):  # macOS knows no limit of the address space
            if sys.platform == "linux":
                raise


def confine() -> bool:
    """Seal this process, single-threaded until now, for good. False where the system has no such filter."""
    known = ARCHES.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    program = filter_of(*known)
    buffer = ctypes.create_string_buffer(program, len(program))
    header = ctypes.create_string_buffer(
        struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(buffer)), 16
    )
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return not libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(header), 0, 0)


def filter_of(column: int, arch: int) -> bytes:
    """The BPF program: right architecture, the listed calls, threads but no processes, signals to itself alone, EPERM
    for the rest."""
    code = [step(LOAD, 4), step(JUMP_EQUAL, arch, yes=1), step(RETURN, KILL), step(LOAD, 0)]
    for pair in CALLS.values():
        number = pair[column]
        if number is not None:
            code += [step(JUMP_EQUAL, number, no=1), step(RETURN, ALLOW)]
    code += [step(JUMP_EQUAL, CLONE3[column], no=1), step(RETURN, ERRNO | ENOSYS)]  # glibc then calls clone
    code += [step(JUMP_EQUAL, TGKILL[column], no=4), step(LOAD, 16), step(JUMP_EQUAL, os.getpid(), no=1)]
    code += [step(RETURN, ALLOW), step(RETURN, ERRNO | EPERM)]
    code += [step(JUMP_EQUAL, CLONE[column], no=3), step(LOAD, 16), step(JUMP_SET, CLONE_THREAD, no=1)]
    code += [step(RETURN, ALLOW), step(RETURN, ERRNO | EPERM)]
    return b"".join(code)


def step(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    """One instruction: `struct sock_filter`."""
    return struct.pack("HBBI", code, yes, no, value)
