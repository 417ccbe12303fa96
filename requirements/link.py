"""Put this tree on the virtual environment's path, with the `tambour` command: an editable install without a build."""

import stat
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = f"""#!/bin/sh
exec '{sys.executable}' -m tambour "$@"
"""
# Not a Python script with a #! of its own: those fail where the path of this folder is long.

Path(sysconfig.get_path("purelib"), "tambour.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
command = Path(sysconfig.get_path("scripts"), "tambour")
command.write_text(COMMAND, encoding="utf-8")
command.chmod(command.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
