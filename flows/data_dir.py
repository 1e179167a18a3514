"""Where a data directory keeps what: archive, lake and published folder."""

import os
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT_VARIABLE = "PRESSLAKE_DATA_DIR"


@dataclass(frozen=True)
class DataDir:
    """A data directory; nothing of Presslake lies outside it."""

    root: Path

    @property
    def published(self) -> Path:
        """The folder that BI tools read."""
        return self.root / "published"

    @property
    def report(self) -> Path:
        """The self-contained HTML report."""
        return self.root / "report.html"

    @property
    def second_opinions(self) -> Path:
        """The folder of a language model's answers, by content."""
        return self.root / "second_opinions"

    def archive(self, source_id: str) -> Path:
        """The folder of one source's WARC files; made when it is missing."""
        folder = self.root / "archive" / source_id
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def default_data_dir() -> Path:
    """What PRESSLAKE_DATA_DIR says, else `data` in the working directory."""
    return Path(os.environ.get(ENVIRONMENT_VARIABLE) or "data")
