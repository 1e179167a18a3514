"""Text clusters -> the article that stands for each: first hand before second hand, then the earliest."""

from collections.abc import Iterable

from warehouse.contracts import TextPrint


def choose_canonical(prints: Iterable[TextPrint]) -> list[TextPrint]:
    """Mark one print of each cluster as canonical; returns all prints, sorted by article.

    The prints have to hold each cluster whole. A wire, issuer or authority goes first, an outlet that credits another
    last; then the earliest, then the lowest id. A choice can change when a better copy arrives.
    """
    by_cluster: dict[str, TextPrint] = {}
    prints = list(prints)
    for text_print in prints:
        best = by_cluster.get(text_print.text_cluster_id)
        if best is None or _rank(text_print) < _rank(best):
            by_cluster[text_print.text_cluster_id] = text_print
    canonical = {text_print.article_id for text_print in by_cluster.values()}
    return [_marked(text_print, text_print.article_id in canonical) for text_print in sorted(prints, key=_id)]


def _rank(text_print: TextPrint) -> tuple[object, ...]:
    return text_print.standing, text_print.published_at, text_print.article_id


def _id(text_print: TextPrint) -> str:
    return text_print.article_id


def _marked(text_print: TextPrint, is_canonical: bool) -> TextPrint:
    if text_print.is_canonical == is_canonical:
        return text_print
    return text_print.model_copy(update={"is_canonical": is_canonical})
