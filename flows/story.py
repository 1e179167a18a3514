"""`presslake explain`: the whole story of one page, article or event, as people read it."""

from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.markup import escape

from flows.data_dir import DataDir
from warehouse.explain import Record, explain
from warehouse.lake import open_lake

SHORT = 110


def tell(data_dir: DataDir, key: str, console: Console) -> None:
    """Print everything that is known under an address or an id. Raises NothingKnownError, LakeError."""
    with open_lake(data_dir.root, read_only=True) as lake:
        story = explain(lake, key)
    _Teller(console).tell(story)


class _Teller:
    """Prints a story, heading by heading; headings without anything under them are left out."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def tell(self, story: Record) -> None:
        kinds: dict[str, Callable[[Record], None]] = {
            "event": self._event,
            "article": self._article,
            "page": self._page,
        }
        kinds[story["kind"]](story)

    def _event(self, story: Record) -> None:
        event = story["event"]
        self._title(f"{_words(event['event_type'])} {_words(event['status'])}", event["event_id"])
        hidden = {"event_id", "event_type", "status", "quote"}
        self._facts({name: value for name, value in event.items() if name not in hidden})
        self._heading("Companies", story["companies"], lambda row: f"{row['company']}, {_words(row['role'])}")
        self._heading("Products", story["products"], lambda row: row["product"])
        self._heading("Amounts", story["amounts"], _amount)
        self._heading(
            "Trials", story["trials"], lambda row: " ".join(filter(None, (row["trial_id"], row["trial_name"])))
        )
        self._heading("Who reported it, and why each article was joined", story["reports"], _report)
        self._heading("Former ids", story["id_changes"], lambda row: f"{row['old_event_id']}: {row['reason']}")

    def _article(self, story: Record) -> None:
        article = story["article"]
        self._title(article["title"], article["article_id"])
        hidden = {"article_id", "title", "text", "authors", "text_sha256"}
        self._facts({name: value for name, value in article.items() if name not in hidden})
        self._heading("Fetched", story["pages"], _fetch)
        self._heading("Signals of its date", story["date_candidates"], _date_signal)
        self._heading("Cut from the page", story["removed_blocks"], _cut)
        self._heading("Tells of", story["mentions"], _mention)
        self._heading("Copies of its text", story["near_duplicates"], _other)
        self._heading("Same story in other words", story["same_story"], _other)
        self._heading("Set aside", story["rejects"], lambda row: f"{row['stage']}: {row['reason']}")

    def _page(self, story: Record) -> None:
        self._title("A page without an article", story["id"])
        self._heading("Fetched", story["pages"], _fetch)
        self._heading("Refined", story["refinements"], lambda row: f"{row['outcome']} under {row['rules_version']}")
        self._heading("Set aside", story["rejects"], lambda row: f"{row['stage']}: {row['reason']}")

    def _title(self, title: str, identity: str) -> None:
        self._print(f"[bold]{escape(title)}[/]  [dim]{identity}[/]")

    def _facts(self, facts: Record) -> None:
        for name, value in facts.items():
            if value not in (None, "", []):
                self._print(f"  [dim]{_words(name):26}[/] {escape(str(value))}")

    def _heading(self, heading: str, rows: list[Record], line: Callable[[Record], str]) -> None:
        if rows:
            self._print(f"\n[bold]{heading}[/] ({len(rows)})")
            for row in rows:
                self._print(f"  {escape(line(row))}")

    def _print(self, text: str) -> None:
        self._console.print(text, highlight=False, soft_wrap=True)


def _report(row: Record) -> str:
    lag = "first" if not row["lag_hours"] else f"{row['lag_hours']:.0f} h later"
    return (
        f"{row['published_at'] or 'undated'}  {row['source_id']} ({lag}, {row['role']})  {row['url']}\n"
        f"    “{row['quote']}”\n    joined: {row['joined_because']}"
    )


def _mention(row: Record) -> str:
    date = f", {row['event_date']} ({row['event_date_basis']})" if row["event_date"] else ""
    return (
        f"{_words(row['event_type'])} {_words(row['status'])} ({row['role']}{date})  {row['event_id']}\n"
        f"    “{row['quote']}”\n    at {row['quote_start']}-{row['quote_end']} by {row['rule_id']}"
    )


def _fetch(row: Record) -> str:
    answer = row["error"] or f"{row['status']}, {row['byte_count']:,} bytes, {row['content_type']}"
    hop = f" -> {row['final_url']}" if row["final_url"] != row["url"] else ""
    return f"{row['fetched_at']}  {row['url']}{hop}\n    robots.txt: {row['robots_verdict']}; {answer}"


def _date_signal(row: Record) -> str:
    return f"{row['role']:9} {row['signal']:12} {row['value']}  read as {row['moment']} ({row['precision']}, zone {row['zone']})"


def _cut(row: Record) -> str:
    text = row["text"] if len(row["text"]) <= SHORT else row["text"][: SHORT - 1] + "…"
    return f"{row['position']:4} {row['kind']:14} {row['rule_id']:28} {text}"


def _other(row: Record) -> str:
    return f"{row['published_at'] or 'undated'}  {row['source_id']:16} {row['title']}  {row['url']}"


def _amount(row: Record) -> str:
    return f"{row['amount']:,.0f} {row['currency']}, {_words(row['role'])}"


def _words(name: Any) -> str:
    return str(name or "").replace("_", " ")
