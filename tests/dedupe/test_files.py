"""`presslake dedupe` over JSON lines: one address for the variants of a page, one cluster for its copies."""

import json
from pathlib import Path

from flows.file_stages import dedupe_file


def test_variants_of_a_page_share_address_and_cluster(tmp_path: Path) -> None:
    records = [
        {
            "id": "a",
            "url": "https://o.example/story?utm_source=rss",
            "title": "A story",
            "text": "It says what it says.",
        },
        {"id": "b", "url": "https://o.example/story/amp", "title": "A story", "text": "It says what it says."},
        {"id": "c", "title": "Another", "text": "And this is something else."},
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert dedupe_file(str(source), str(target)) == []
    one, same, other = (json.loads(line) for line in target.read_text().splitlines())
    assert one["canonical_url"] == same["canonical_url"] == "https://o.example/story"
    assert one["text_cluster_id"] == same["text_cluster_id"] != other["text_cluster_id"]
    assert one["is_canonical"] != same["is_canonical"]
    assert one["story_id"] == same["story_id"] != other["story_id"]
