"""One function over many items on all cores, in order, with progress on a terminal."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sized
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from rich.console import Console
from rich.progress import track

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 32
START_METHOD = "fork" if sys.platform == "linux" else "spawn"  # elsewhere a fork breaks libraries of the system


def map_in_order(
    function: Callable[[list[Item]], list[Result]],
    items: Iterable[Item],
    *,
    processes: int | None = None,
) -> Iterator[Result]:
    """Yield the results of `function` over chunks of the items, in the items' order, holding only a few chunks at once.

    Few items stay in this process, because starting others costs more than it saves. Where processes can be forked, what
    this one has loaded before is at hand in the others.
    """
    processes = processes or os.cpu_count() or 1
    chunks = _chunks(items)
    head = list(islice(chunks, 2))
    if processes == 1 or len(head) < 2:
        for chunk in (*head, *chunks):
            yield from function(chunk)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context(START_METHOD)) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        for chunk in (*head, *chunks):
            waiting.append(pool.submit(function, chunk))
            if len(waiting) > 4 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def with_progress(items: Iterable[Item], title: str) -> Iterable[Item]:
    """Show how many items have been taken, on standard error and only on a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        return items
    total = len(items) if isinstance(items, Sized) else None
    return track(items, title, total=total, console=console, transient=True)


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
