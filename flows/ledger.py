"""How a run signs what it writes: one row in `runs`, and every commit under its name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pyarrow as pa

from flows.data_dir import DataDir
from flows.flow_report import FlowReport
from warehouse.commit import CommitOutcome
from warehouse.contracts import Row, Run, stable_id
from warehouse.lake import Lake, open_lake


def clock(now: datetime | None) -> datetime:
    """The given time, or else the present; UTC."""
    return now or datetime.now(UTC)


@dataclass
class RunLedger:
    """A run while it lasts: when it started, what it has counted, and what has gone wrong."""

    flow: str
    data: DataDir
    rules_version: str
    started_at: datetime
    counts: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    has_written: bool = False

    @property
    def run_id(self) -> str:
        """Derived from the flow and its start."""
        return stable_id("run", self.flow, self.started_at.isoformat())

    def count(self, **more: int) -> None:
        """Add to the counts."""
        for name, number in more.items():
            self.counts[name] = self.counts.get(name, 0) + number

    def commit(
        self,
        staged: Mapping[str, pa.Table | Sequence[Row]],
        *,
        now: datetime,
        lake: Lake | None = None,
        scope: Mapping[str, pa.Table] | None = None,
        references: Mapping[str, pa.Table] | None = None,
    ) -> CommitOutcome:
        """Check and commit rows under this run; a failed check is noted as a failure of the run."""
        run = self.row(now, "running")
        if lake is None:
            with open_lake(self.data.root) as own:
                outcome = own.commit(staged, run=run, scope=scope, references=references)
        else:
            outcome = lake.commit(staged, run=run, scope=scope, references=references)
        self.has_written |= outcome.changed or not outcome.committed
        if not outcome.committed:
            self.failures.extend(
                f"the check {result.check_id} failed on {result.failing_rows:,} rows: {result.expected}"
                for result in outcome.checks
                if not result.passed and result.severity == "fail"
            )
        return outcome

    def close(self, *, now: datetime, seconds: float) -> FlowReport:
        """Sign the run off. A run that changed nothing leaves no row: a second run adds nothing anywhere."""
        state = "failed" if self.failures else "completed"
        if self.has_written:
            with open_lake(self.data.root) as lake:
                row = self.row(now, state)
                lake.commit({"runs": [row]}, run=row)
        return FlowReport(flow=self.flow, seconds=seconds, counts=self.counts, failures=tuple(self.failures))

    def row(self, now: datetime, state: str) -> Run:
        """The run's row as of `now`; state is running, completed or failed."""
        return Run(
            run_id=self.run_id,
            flow=self.flow,
            started_at=self.started_at,
            finished_at=now,
            state=state,
            counts=_as_json(self.counts),
            rules_version=self.rules_version,
        )


def _as_json(counts: dict[str, int]) -> str:
    return "{" + ", ".join(f'"{name}": {number}' for name, number in sorted(counts.items())) + "}"
