"""One function over many items on all cores, in order, with progress on a terminal."""

import os
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


def map_in_order(
    function: Callable[[list[Item]], list[Result]],
    items: Iterable[Item],
    *,
    prepare: Callable[[], None] | None = None,
    processes: int | None = None,
) -> Iterator[Result]:
    """Yield the results of `function` over chunks of the items, in the items' order, holding only a few chunks at once.

    Few items stay in this process, because starting others costs more than it saves. `prepare` runs once in each process.
    """
    processes = processes or os.cpu_count() or 1
    chunks = _chunks(items)
    head = list(islice(chunks, 2))
    if processes == 1 or len(head) < 2:
        if prepare:
            prepare()
        for chunk in (*head, *chunks):
            yield from function(chunk)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=prepare) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        for chunk in (*head, *chunks):
            waiting.append(pool.submit(function, chunk))
            if len(waiting) > 4 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def with_progress(results: Iterable[Result], title: str, counted: Sized | None = None) -> Iterable[Result]:
    """Show how far the results have come, on standard error and only on a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        return results
    return track(results, title, total=len(counted) if counted is not None else None, console=console, transient=True)


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
