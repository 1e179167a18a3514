"""Releases: the issuer's boilerplate goes to the ledger under its own kind, the news stays."""

from tasks.clean import RawPage, SiteMemory, clean_page
from tests.themes.generate import FETCHED_AT

NEWS = [
    f"Velmora Bio said today that part {part} of its trial has begun, and that results will follow." for part in "ABCD"
]
TAIL = """<h3>About Velmora</h3><p>Velmora Bio is a company in Basel that develops medicines for rare diseases.</p>
<p><b>Forward-Looking Statements</b></p><p>Statements in this text about plans, expectations and dates may turn out to be wrong.</p>
<h3>Media contact</h3><p>Press office, +41 61 555 01 00</p>"""


def test_boilerplate_of_the_issuer_is_cut_under_its_own_kind():
    body = "".join(f"<p>{line}</p>" for line in NEWS) + TAIL
    page = RawPage(
        "p", "https://velmora.example/a", f"<html><body><h1>Trial begins</h1><div>{body}</div></body></html>"
    )
    result = clean_page(page, source=None, memory=SiteMemory(), now=FETCHED_AT)
    assert result.article.text.split("\n") == NEWS
    assert {block.rule_id for block in result.removed_blocks if block.kind == "boilerplate"} == {
        "about_issuer",
        "forward_looking",
        "contact",
    }
