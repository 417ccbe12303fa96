"""`python -m bench`: every bench with moderate settings, one after the other."""

import subprocess
import sys

BENCHES = [
    ["chat", "--seconds", "3"],
    ["catchup"],
    ["size"],
    ["moderation"],
    ["desk", "--quick"],
    ["crawl", "--quick"],
    ["ledger", "--quick"],
    ["uploads", "--mib", "256"],
    ["search"],
    ["web"],
    ["bytes"],
    ["bots", "--quick"],
    ["botkills", "--quick"],
    ["contracts", "--quick"],
    ["moving", "--messages", "20000"],
    ["durability", "--kills", "10", "--acks", "10000"],
]


def main() -> int:
    """The number of benches that failed."""
    extra = sys.argv[1:]
    failed = 0
    for name, *options in BENCHES:
        failed += bool(subprocess.run([sys.executable, "-m", f"bench.{name}", *options, *extra]).returncode)
    return failed


if __name__ == "__main__":
    sys.exit(main())
