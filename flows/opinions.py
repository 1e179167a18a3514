"""The optional second opinion in a run: each article is asked about once, and the answers stay in the data directory."""

import os
from collections import defaultdict
from collections.abc import Iterator, MutableMapping
from datetime import datetime
from pathlib import Path

import httpx

from flows.rules import Rules
from tasks.extract.second_opinion import second_opinion
from warehouse.contracts import Article, Mention, Reject


class AnswerFolder(MutableMapping[str, str]):
    """Answers of a language model, one file each, named for the hash of what was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, key: str) -> str:
        try:
            return self._path(key).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise KeyError(key) from None

    def __setitem__(self, key: str, answer: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        half_written = self.folder / f".{key}"
        half_written.write_text(answer, encoding="utf-8")
        os.replace(half_written, self._path(key))

    def __delitem__(self, key: str) -> None:
        self._path(key).unlink()

    def __iter__(self) -> Iterator[str]:
        return (path.stem for path in sorted(self.folder.glob("*.json")))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"


def second_opinions(
    articles: list[Article], found: list[Mention], rules: Rules, folder: Path, *, run_id: str, now: datetime
) -> tuple[list[Mention], list[Reject]]:
    """Mentions that a language model proposed and the texts prove, and what was refused, for a batch of articles."""
    settings = rules.settings.second_opinion
    api_key = os.environ.get(settings.api_key_env, "")
    found_in: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        found_in[mention.article_id].append(mention)
    mentions: list[Mention] = []
    rejects: list[Reject] = []
    with httpx.Client(trust_env=False) as client:
        for article in articles:
            opinion = second_opinion(
                article,
                found_in[article.article_id],
                rules.extractor,
                settings,
                answers=AnswerFolder(folder),
                client=client,
                api_key=api_key,
            )
            mentions += opinion.mentions
            rejects += [_reject(article, reason, run_id, now) for reason in dict.fromkeys(opinion.refused)]
    return mentions, rejects


def _reject(article: Article, reason: str, run_id: str, now: datetime) -> Reject:
    return Reject(
        stage="second_opinion",
        key_value=article.article_id,
        reason=reason,
        payload="{}",
        run_id=run_id,
        rejected_at=now,
    )
