"""Lists of teasers: siblings of one shape, each with a title that links to another page of the site."""

from functools import lru_cache

from tasks.clean.blocks import Block, Scope
from tasks.urls import host_of, site_of

_CARDS_FROM = 3
_CARD_CHARS = 700
_TITLE_CHARS = range(15, 200)


def leads_to_same_site(href: str, site: str) -> bool:
    """Whether an address leads to a page of the same site, rather than out of it or along the page."""
    if not href or href.startswith(("#", "mailto:", "tel:", "javascript:")):
        return False
    if "//" not in href[:9]:
        return True
    host = host_of(href)
    return bool(host) and (host == site or _brand_of(host) == _brand_of(site))


@lru_cache(maxsize=10_000)
def _brand_of(host: str) -> str:
    """The name that an outlet registered, whatever the country: bbc of bbc.com and news.bbc.co.uk."""
    return site_of(f"https://{host}/").partition(".")[0]


def mark_cards(blocks: list[Block], site: str) -> None:
    """Mark every card of a list of three or more as related, so that its text counts for no article."""
    groups: dict[tuple[int, str], dict[int, Scope]] = {}
    for block in blocks:
        card = _card_of(block, site)
        if card is not None:
            groups.setdefault((id(card.parent), card.shape), {})[id(card)] = card
    for cards in groups.values():
        if len(cards) >= _CARDS_FROM:
            for card in cards.values():
                if card.kind is None:
                    card.kind, card.rule_id = "related", "list_of_cards"


def _card_of(block: Block, site: str) -> Scope | None:
    """The largest element around a linked title that holds more than the title and less than an article."""
    if block.link_share < 0.9 or len(block.text) not in _TITLE_CHARS or not leads_to_same_site(block.href, site):
        return None
    card = None
    for scope in block.scope.lineage():
        if scope.chars > _CARD_CHARS or scope.tag in ("ul", "ol", "tbody", "table", "p"):
            break
        if scope.last - scope.first > 1 or scope.tag in ("article", "li"):
            card = scope
    return card
