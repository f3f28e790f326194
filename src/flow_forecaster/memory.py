"""How the system's allocator keeps memory: little, in processes of many threads."""

from __future__ import annotations

import ctypes

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
"""What glibc's ``mallopt`` calls them."""

N_ARENAS = 2
"""Else each of many threads has an arena of its own, and keeps what it once needed."""

MAPPED_BYTES = 1_048_576
"""From this size on memory is given back at once; else what one log-in needed is kept."""


def keep_memory_small() -> None:
    """Tell the allocator so, for this process and those it forks; nothing where it isn't glibc's.

    Call it before threads are started.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_ARENA_MAX, N_ARENAS)
        mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES)
