"""Where on a page the article stands: the smallest scope that holds nearly all of its prose."""

import re
from collections.abc import Iterable

from tasks.clean.blocks import Block, Scope

_SENTENCE = re.compile(r"[.!?…。！？؟।։።។][\"'”’»)\]]*(?:\s|$)|[,;，、၊။]")
_WIDE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BODY_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?:article|story|entry|post|news|single|blog|release|page)[-_]{0,2}(?:body|content|text|main|copy)(?:[-_]{1,2}\w+)*|articlebody|storybody|body-?(?:copy|text|content)|rich-?text|main-?text|td-post-content)(?:$|\s)",
    re.IGNORECASE,
)
_PROSE_FROM = 60
_HOLDS_NEARLY_ALL = 0.8
_LEFT_OUTSIDE = 0.05
_TRUST_BELOW = {"comments": 0.95, "hidden": 0.6}
_TRUST_ALIKE_BELOW = 0.5
_TEASER = 200
_PARTS_OF_A_TEXT = frozenset(("p", "li", "ul", "ol", "dl", "blockquote"))


def prose_chars(block: Block) -> float:
    """How much running text a block holds: its characters outside links, if it reads as sentences."""
    if block.prose is None:
        block.prose = _prose_of(block)
    return block.prose


def _prose_of(block: Block) -> float:
    plain = len(block.text) - block.link_chars
    if not block.text.isascii():
        plain += 2 * len(_WIDE.findall(block.text))
    if plain < _PROSE_FROM or block.is_heading or not _SENTENCE.search(block.text):
        return 0.0
    return float(plain)


def runs(blocks: list[Block]) -> list[list[Block]]:
    """Blocks grouped into what the markup holds together: lines that only line breaks divide are one run."""
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and groups[-1][-1].scope is block.scope and groups[-1][-1].position + 1 == block.position:
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def prose_of_run(run: list[Block]) -> float:
    """Running text of a run; many short lines count as prose together where each alone would not."""
    alone = sum(prose_chars(block) for block in run)
    if alone or len(run) < 4:
        return alone
    return 0.5 * sum(len(block.text) - block.link_chars for block in run if not block.is_heading)


def find_region(blocks: list[Block], scopes: list[Scope]) -> Scope:
    """The scope of the article, with the kinds of scopes that cannot be what their markup says withdrawn."""
    _measure(blocks, scopes)
    root = scopes[0]
    _withdraw_wrong_kinds(scopes, root.prose)
    _measure([block for block in blocks if not is_marked(block.scope)], scopes)
    region = _descend(root, blocks, scopes)
    return _named_body(region, scopes) or region


def is_marked(scope: Scope, within: Scope | None = None) -> bool:
    """Whether the scope, or one that it lies in (inside `within`), is furniture by its markup."""
    return marking(scope, within) is not None


def marking(scope: Scope, within: Scope | None = None) -> Scope | None:
    """The outermost furniture that the scope lies in, at most as far out as `within` (itself not counted)."""
    found = None
    for outer in scope.lineage():
        if outer is within:
            break
        if outer.kind:
            found = outer
    return found


def _measure(blocks: list[Block], scopes: list[Scope]) -> None:
    for scope in scopes:
        scope.prose = 0.0
    for run in runs(blocks):
        run[0].scope.prose += prose_of_run(run)
    for scope in reversed(scopes):
        if scope.parent is not None:
            scope.parent.prose += scope.prose


def _withdraw_wrong_kinds(scopes: list[Scope], total: float) -> None:
    """A "sidebar" with most of the page's prose is the article: themes name their columns carelessly.

    So are elements of one shape that hold most of it together: page builders call every part of a text a widget, and
    the entries of a long list look like teasers, except that each says more than one.
    """
    for scope in scopes:
        if scope.kind and scope.kind != "dropped" and scope.prose > _TRUST_BELOW.get(scope.kind, 0.5) * total:
            scope.kind = scope.rule_id = None
    alike: dict[tuple[str, str], list[Scope]] = {}
    for scope in scopes:
        if scope.kind and scope.prose and scope.kind not in ("dropped", "comments", "hidden"):
            alike.setdefault((scope.kind, scope.shape), []).append(scope)
    for group in alike.values():
        if sum(scope.prose for scope in group) > max(_TRUST_ALIKE_BELOW * total, _TEASER * len(group)):
            for scope in group:
                scope.kind = scope.rule_id = None


def _descend(root: Scope, blocks: list[Block], scopes: list[Scope]) -> Scope:
    """Inwards as long as one child holds nearly all of the prose, and nothing like it is left outside."""
    children: dict[int, list[Scope]] = {}
    for scope in scopes:
        if scope.parent is not None:
            children.setdefault(id(scope.parent), []).append(scope)
    region = root
    while True:
        inner = max(children.get(id(region), ()), key=lambda scope: scope.prose, default=None)
        if inner is None or inner.prose < _HOLDS_NEARLY_ALL * region.prose or inner.prose == 0:
            return region
        if inner.tag in _PARTS_OF_A_TEXT or _leaves_paragraphs_outside(inner, region, blocks):
            return region
        region = inner


def _leaves_paragraphs_outside(inner: Scope, outer: Scope, blocks: list[Block]) -> bool:
    """Whether paragraphs that the markup gives the class of the inner scope's own paragraphs stand beside it."""
    if inner.prose > (1 - _LEFT_OUTSIDE) * outer.prose:
        return False
    names = {block.scope.names for block in _prose(blocks[inner.first : inner.last])} - {""}
    beside = blocks[outer.first : inner.first] + blocks[inner.last : outer.last]
    left = sum(prose_chars(block) for block in _prose(beside) if block.scope.names in names)
    return left > _LEFT_OUTSIDE * outer.prose


def _prose(blocks: Iterable[Block]) -> Iterable[Block]:
    return (block for block in blocks if prose_chars(block) and not is_marked(block.scope))


def _named_body(region: Scope, scopes: list[Scope]) -> Scope | None:
    """A scope inside the region that calls itself the body and holds most of its prose, alone."""
    named = [
        scope
        for scope in scopes
        if scope.prose >= 0.6 * region.prose > 0
        and region in scope.lineage()
        and (scope.element.get("itemprop") == "articleBody" or _BODY_NAMES.search(scope.names))
    ]
    if not named:
        return None
    body = named[-1]
    beside = sum(
        scope.prose
        for scope in scopes
        if scope.names == body.names
        and scope.tag == body.tag
        and not (body.first <= scope.first and scope.last <= body.last)
        and not (scope.first <= body.first and body.last <= scope.last)
    )
    return None if beside > _LEFT_OUTSIDE * region.prose else body
