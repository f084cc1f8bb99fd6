"""Python's search for reference cycles, paused while a document is taken apart."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """
    Pause the collector of reference cycles, as a context or as a decorator.

    A long page becomes some objects for each of its blocks, all of them alive to the end. The
    collector goes over them again and again, which takes as long as the work itself. What is no
    longer referred to is freed all the same.

    Yields
    ------
    None
        The collector is then as it was before, after an error, too.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
