"""What the markup of an element says of it: furniture by tag, by class and id, by role; hidden elements."""

import re
from functools import lru_cache

from lxml import etree

_KINDS: tuple[tuple[str, str], ...] = (
    ("comments", r"comments?|commentlist|disqus\w*|respond|livefyre|fb-comments|comment-\w+|comments-\w+|replies"),
    (
        "navigation",
        r"nav|navbar|navigation|menu|mainmenu|breadcrumbs?|breadcrumb-\w+|pagination|pager|pagenav|toc|site-?nav|nav-links?|post-?nav\w*|skip-?link|masthead|toolbar|subnav|nav-\w+|\w+-nav|\w+-menu|prev-?next",
    ),
    ("navigation", r"site-?header|site-?footer|page-?footer|global-?footer|footer-\w+|colophon|footer"),
    (
        "related",
        r"related|related-?\w*|\w+-related|recommend\w*|\w*-recommend\w*|recirc\w*|read-?more|readmore|also-?read|more-?stories|more-?news|more-?from\w*|most-?read|most-?popular|popular-?\w*|trending\w*|outbrain\w*|taboola\w*|zergnet|you-?may\w*|up-?next|next-?up|latest-?news|latest-?posts|recent-?posts|teasers?|see-?also|further-?reading|storylink|readnext|read-?next|jp-relatedposts|yarpp\w*|suggested\w*|linked-?stories",
    ),
    (
        "newsletter",
        r"newsletters?|newsletter-?\w+|\w+-newsletter|subscri(?:be|ption)\w*|sign-?up\w*|mailchimp\w*|mc-embedded\w*|mc_embed\w*|email-?signup|optin\w*|opt-in|inline-?signup",
    ),
    (
        "share",
        r"share|shares|sharing|share-?\w+|\w+-share|social|social-?\w+|\w+-social|addthis\w*|sharedaddy|addtoany\w*|a2a_kit|sharethis\w*|sharebar|follow-?us|shareaholic\w*|essb\w*|ssba\w*|sumo\w*-share",
    ),
    (
        "promotion",
        r"ads?|advert\w*|adverts?|ad-?slot\w*|ad-?unit\w*|ad-?wrapper|ad-?container|ads-\w+|ad-\w+|sponsor\w*|promos?|promo-?\w+|\w+-promo|promotion\w*|banners?|cta|cta-?\w+|\w+-cta|call-?to-?action|dfp\w*|google_ads\w*|leaderboard|mpu|affiliate\w*|upsell\w*|house-?ad\w*|marketing\w*|awards?-?(?:box|promo|banner|notice)|webinar-?\w*|whitepaper\w*|download-?(?:box|form|report|cta)\w*|gated\w*|lead-?gen\w*|buy-?box|offer-?\w*|native-?ad\w*|commercial-?\w*|report-store\w*",
    ),
    (
        "form",
        r"paywall\w*|regwall\w*|gate|meter\w*|piano\w*|tp-modal\w*|modal|popup\w*|lightbox|overlay|cookie\w*|consent\w*|gdpr\w*|login\w*|register-?\w*",
    ),
    (
        "caption",
        r"caption\w*|\w+-caption|wp-caption-text|image-?credit|photo-?credit|credits?|media-?caption|fig-?caption|img-?caption|photo-?caption|image-?caption|figure__caption|media__caption|photocredit|imagecaption|gallery\w*|slideshow\w*|carousel\w*|slider\w*|video-?player\w*|jwplayer\w*|media-?player|lead-?media|video-?caption|video-?meta",
    ),
    (
        "byline",
        r"byline\w*|by-?line|authors?|author-?\w+|\w+-author|post-?meta|entry-?meta|article-?meta|meta-?info|dateline|timestamp\w*|published-?\w*|publish-?date|post-?date|entry-?date|date-?posted|contributors?|bio|about-?the-?author|author_?box\w*|post-?info|vcard|writer-?\w*",
    ),
    (
        "tags",
        r"tags?|tag-?list|tags-?\w+|\w+-tags|post-?tags|article-?tags|entry-?tags|topics?-?list|keywords|post-?categories|cat-?links|entry-?categories|filed-?under|taxonomy\w*|article-?topics",
    ),
    (
        "furniture",
        r"sidebar|side-?bar|sidebar-?\w+|\w+-sidebar|widget\w*|rail|right-?rail|right-?col\w*|secondary|aside|print-?only|sr-only|screen-?reader\w*|visually-?hidden|visuallyhidden|hidden|tooltip|rating\w*|poll|poll-?\w+|quiz|weather\w*|stock-?(?:quote|ticker)\w*|ticker-?\w*|toast|notification\w*|alert-?bar|player|disclosure|correction-?link|feedback|print-?\w+|utility\w*|tools|article-?tools|story-?tools|survey\w*",
    ),
)
"""Kind of furniture, and the class or id tokens that name it; the first that fits gives the kind."""

MARKUP_RULES = tuple(pattern for _, pattern in _KINDS)
_BODY_LIKE = re.compile(
    r"(?:article|story|entry|post|news|page|content|main|text|body)[-_]{0,2}(?:body|content|text|main|copy|article|wrapper?)"
)
_COMPILED = re.compile("|".join(f"(?P<kind_{place}>{pattern})" for place, (_, pattern) in enumerate(_KINDS)))
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPLIT = re.compile(r"__|--|_(?=[a-z])|\s+")
_TAGS = {
    "nav": "navigation",
    "footer": "navigation",
    "aside": "furniture",
    "figcaption": "caption",
    "form": "form",
    "menu": "navigation",
    "address": "byline",
    "fieldset": "form",
    "label": "form",
    "caption": "caption",
}
_ROLES = {
    "navigation": "navigation",
    "complementary": "furniture",
    "banner": "navigation",
    "contentinfo": "navigation",
    "search": "form",
    "dialog": "form",
    "menu": "navigation",
}
_WALL = ("form", "markup_name_form")
"""On a paragraph such a name tells what lies behind the wall, not the wall."""

_NEVER = frozenset(("html", "body", "main", "article"))
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def kind_by_markup(tag: str, names: str, element: etree._Element) -> tuple[str, str] | None:
    """The kind of furniture that an element declares itself to be, with the id of the rule; None where it does not."""
    if tag in _NEVER:
        return None
    if "hidden" in element.attrib or _HIDDEN_STYLE.search(element.get("style") or ""):
        return "hidden", "markup_hidden"
    if tag in _TAGS:
        return _TAGS[tag], f"markup_tag_{tag}"
    role = element.get("role")
    if role in _ROLES:
        return _ROLES[role], f"markup_role_{role}"
    found = kind_by_names(names) if names else None
    return None if tag == "p" and found == _WALL else found


@lru_cache(maxsize=20_000)
def kind_by_names(names: str) -> tuple[str, str] | None:
    """The same, by the tokens of class and id alone."""
    names = _CAMEL.sub("-", names).lower()
    if _BODY_LIKE.search(names):
        return None
    tokens = {part.strip("-_") for token in names.split() for part in (token, *_SPLIT.split(token))}
    places = [
        int((match.lastgroup or "").removeprefix("kind_")) for token in tokens if (match := _COMPILED.fullmatch(token))
    ]
    if not places:
        return None
    kind = _KINDS[min(places)][0]
    return kind, f"markup_name_{kind}"
