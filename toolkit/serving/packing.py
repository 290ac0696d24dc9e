"""Fills the holes in the heap before a fork, so that what a child allocates lies together."""

import ctypes

_SIZES = (*(2**power for power in range(16, 9, -1)), *range(1008, 16, -16))


def pack() -> None:
    """Take all free pieces of the C heap for ever. Where the C library is not GNU's, do nothing.

    A child owns every page that it writes to: what it allocates in the holes between its parent's
    things costs a page for each small piece, instead of one for all of them."""
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "malloc_trim"):
        return
    libc.malloc.restype = libc.sbrk.restype = ctypes.c_void_p
    libc.malloc.argtypes, libc.free.argtypes = [ctypes.c_size_t], [ctypes.c_void_p]
    libc.malloc_trim(0)
    end = libc.sbrk(0)
    for size in _SIZES:
        while (piece := libc.malloc(size)) < end:
            pass
        libc.free(piece)
