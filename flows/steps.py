"""Each stage as Prefect shows it: a task run named after stage and source, with its timeout, retries and tags."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from prefect.cache_policies import NO_CACHE
from prefect.tasks import Task


@dataclass(frozen=True)
class Step:
    """A stage: how long a task run of it may take, and its tags.

    Nothing is retried as a whole: requests have retries of their own in the fetcher, and a stage that computes gives
    the same result when it is tried again.
    """

    stage: str
    timeout_seconds: float
    tags: tuple[str, ...] = ()

    async def run(self, subject: str, work: Callable[[], Any]) -> Any:
        """Run `work`, a plain or an async function, as one task run called "<stage> <subject>"; returns its result.

        The work brings its data along instead of taking parameters, because Prefect walks through every parameter,
        and a batch holds thousands of rows.
        """

        async def body() -> Any:
            result = work()
            return await result if inspect.isawaitable(result) else result

        run: Task[[], Any] = Task(
            body,
            name=self.stage,
            task_run_name=f"{self.stage} {subject}",
            timeout_seconds=self.timeout_seconds,
            tags=["presslake", *self.tags],
            cache_policy=NO_CACHE,
            persist_result=False,
        )
        return await run()


CRAWL = Step("crawl", timeout_seconds=3600, tags=("network",))
CLEAN = Step("clean", timeout_seconds=1800)
EXTRACT = Step("extract", timeout_seconds=1800)
DEDUPE = Step("dedupe", timeout_seconds=900)
RESOLVE = Step("resolve", timeout_seconds=900)
COMMIT = Step("check and commit", timeout_seconds=900)
CHECK = Step("check", timeout_seconds=900)
PUBLISH = Step("publish", timeout_seconds=900)
