#!/bin/sh
# Makes a virtual environment with pip in it, on machines that lack python3-venv as well.
set -eu

venv=$1
python=${PYTHON:-python3}

if ! command -v "$python" >/dev/null 2>&1; then
    echo "There is no $python here. On Debian: apt install python3 python3-venv; or name another: make PYTHON=/path/to/python3.11" >&2
    exit 2
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "$python is $("$python" -V 2>&1); compliance needs Python 3.11 or later: make PYTHON=/path/to/python3.11" >&2
    exit 2
fi
if [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi

rm -rf "$venv"
# Debian ships the venv module without ensurepip unless python3-venv is installed.
if "$python" -c 'import ensurepip' >/dev/null 2>&1; then
    exec "$python" -m venv "$venv"
fi
if "$python" -m virtualenv --version >/dev/null 2>&1; then
    exec "$python" -m virtualenv --quiet "$venv"
fi
if "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --without-pip "$venv"
    exec "$python" -m pip --python "$venv/bin/python" install --quiet pip
fi
echo "This $python can make no environment with pip. On Debian: apt install python3-venv, then run the same command again." >&2
exit 2
