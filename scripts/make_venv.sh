#!/bin/sh
# Make the virtual environment $1 with the first Python that is new enough; $PYTHON names one.
set -eu
venv=$1

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

fail() {
    echo "$1" >&2
    exit 1
}

is_new_enough "$venv/bin/python" && "$venv/bin/python" -c 'import pip' 2>/dev/null && exit

for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    is_new_enough "$python" || continue
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python can't make virtual environments: install its venv module (Debian, Ubuntu: apt-get install python3-venv)."
    "$python" -m venv --clear "$venv"
    exit
done
fail "Python 3.11 or newer is needed: install it, or name one that is there: make PYTHON=/path/to/python3"
