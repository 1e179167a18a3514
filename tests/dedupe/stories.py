"""News of other trades, each told by two or three invented outlets in words of their own."""

import json
from pathlib import Path

from tests.dedupe.articles import article

_RECORDS = [json.loads(line) for line in (Path(__file__).parent / "stories.jsonl").read_text("utf-8").splitlines()]
STORIES = [
    article(row["id"], row["title"], row["text"], published=row["published_at"], source=row["source"])
    for row in _RECORDS
]
STORY_OF = {row["id"]: row["story"] for row in _RECORDS}
