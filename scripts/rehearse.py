"""Rehearse the deployment of several machines on this one: `make rehearse`.

Starts what deploy/compose.yaml names as processes on the loopback, checks what must hold, ends all.
"""

from __future__ import annotations

import sys
import time

from scripts.rehearsal.checks import CORE, LOSSES, Check
from scripts.rehearsal.stand import Stand, standing


def main() -> int:
    """The exit status: 0 if everything held."""
    began_at = time.monotonic()
    with standing() as stand:
        print(f"{time.monotonic() - began_at:6.1f} s  started  {', '.join(stand.running)}")
        held = [_holds(check, stand) for check in (*CORE, *LOSSES)]
        left = stand.end()
    print(f"{sum(held)} of {len(held)} held; {len(left)} processes had to be killed at the end.")
    return int(not all(held) or bool(left))


def _holds(check: Check, stand: Stand) -> bool:
    began_at = time.monotonic()
    problem = ""
    try:
        check(stand)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is told, and the rest still checked
        problem = f"{type(error).__name__}: {error}"
    word = "BROKEN" if problem else "held"
    print(f"{time.monotonic() - began_at:6.1f} s  {word:<7}  {check.__doc__}", flush=True)
    if problem:
        print(f"          {problem}")
        for name, one in stand.running.items():
            print(f"--- {name} ---\n{one.said}")
    return not problem


if __name__ == "__main__":
    sys.exit(main())
