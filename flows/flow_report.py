"""What a flow says of itself when it ends."""

from pydantic import BaseModel, ConfigDict


class FlowReport(BaseModel):
    """Counts and failures of one flow: failures are sentences, one for each source or check that failed."""

    model_config = ConfigDict(frozen=True)

    flow: str
    seconds: float
    counts: dict[str, int] = {}
    failures: tuple[str, ...] = ()

    def as_markdown(self) -> str:
        """The counts and failures as Prefect shows them."""
        rows = [f"| {name.replace('_', ' ')} | {count:,} |" for name, count in self.counts.items()]
        table = ["| what | count |", "| --- | ---: |", *rows] if rows else ["Nothing to do."]
        lines = [f"# {self.flow}", "", *table]
        if self.failures:
            lines += ["", "## Failed", "", *(f"- {failure}" for failure in self.failures)]
        return "\n".join(lines)
