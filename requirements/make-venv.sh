#!/bin/sh
# make-venv.sh FOLDER: a virtual environment with the first fit Python found on PATH.
set -eu
folder=$1
fit='import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'
for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3 python; do
    if "$name" -c "$fit" >/dev/null 2>&1; then
        echo "making $folder with $("$name" --version)"
        rm -rf "$folder"
        exec "$name" -m venv "$folder"
    fi
done
echo "No Python 3.11, 3.12 or 3.13 with venv found on PATH. On Debian and Ubuntu: apt install python3 python3-venv" >&2
exit 1
