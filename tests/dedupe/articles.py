"""Articles of invented companies for the tests of dedupe."""

import hashlib
from datetime import UTC, datetime

from warehouse.contracts import Article


def article(
    article_id: str,
    title: str,
    text: str,
    *,
    published: str = "2026-05-12",
    source: str = "outlet",
    url: str | None = None,
    syndicated_from: str | None = None,
) -> Article:
    """An article with what dedupe reads of it; `published` is an ISO date or time, UTC."""
    url = url or f"https://{source}.example/{article_id}"
    moment = datetime.fromisoformat(published).replace(tzinfo=UTC)
    return Article(
        article_id=article_id,
        source_id=source,
        url=url,
        canonical_url=url,
        title=title,
        published_at=moment,
        text=text,
        word_count=len(text.split()),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        syndicated_from=syndicated_from,
        rules_version="1",
        first_seen_at=moment,
    )


def earnings(quarter: str, ended: str, sales: str, loss: str) -> str:
    """A quarterly release of an invented company: the same sentences each quarter, other facts in them."""
    return f"""Velmora Therapeutics today reported its financial results for the {quarter} quarter ended {ended}.
Product sales of Orvantis were ${sales} million for the quarter, compared with ${float(sales) * 0.8:.1f} million a year before.
Research and development expenses rose as the company went on with two late-stage trials in chronic kidney disease.
The net loss was ${loss} million, and the company believes that its cash will last for at least the next eighteen months.
Management will hold a conference call and a webcast this afternoon to discuss the results and to answer questions.
About Velmora Therapeutics
Velmora Therapeutics is a biopharmaceutical company that develops and sells medicines for diseases of the kidney.
Forward-looking statements
This release contains statements about the future that are subject to risks and uncertainties."""
