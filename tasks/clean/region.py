"""Where on a page the article stands: the smallest scope that holds nearly all of its prose."""

import re

from tasks.clean.blocks import Block, Scope

_SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*(?:\s|$)|[,;，、、]")
_WIDE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BODY_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?:article|story|entry|post|news|single|blog|release|page)[-_]{0,2}(?:body|content|text|main|copy)(?:[-_]{1,2}\w+)*|articlebody|storybody|body-?(?:copy|text|content)|rich-?text|main-?text|td-post-content)(?:$|\s)",
    re.IGNORECASE,
)
_PROSE_FROM = 60
_HOLDS_NEARLY_ALL = 0.8
_TRUST_BELOW = {"comments": 0.95, "hidden": 0.6}


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
    region = _descend(root, scopes)
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
    """A "sidebar" with most of the page's prose is the article: themes name their columns carelessly."""
    for scope in scopes:
        if scope.kind and scope.kind != "dropped" and scope.prose > _TRUST_BELOW.get(scope.kind, 0.5) * total:
            scope.kind = scope.rule_id = None


def _descend(root: Scope, scopes: list[Scope]) -> Scope:
    children: dict[int, list[Scope]] = {}
    for scope in scopes:
        if scope.parent is not None:
            children.setdefault(id(scope.parent), []).append(scope)
    region = root
    while True:
        inner = max(children.get(id(region), ()), key=lambda scope: scope.prose, default=None)
        if inner is None or inner.prose < _HOLDS_NEARLY_ALL * region.prose or inner.prose == 0:
            return region
        region = inner


def _named_body(region: Scope, scopes: list[Scope]) -> Scope | None:
    """A scope inside the region that calls itself the body and holds most of its prose."""
    named = [
        scope
        for scope in scopes
        if scope.prose >= 0.6 * region.prose > 0
        and region in scope.lineage()
        and (scope.element.get("itemprop") == "articleBody" or _BODY_NAMES.search(scope.names))
    ]
    return named[-1] if named else None
