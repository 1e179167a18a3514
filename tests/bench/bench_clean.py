"""Clean against its peers, side by side in one run: pages per CPU-second and F1 on generated trade-press pages.

usage: python -m tests.bench.bench_clean [--pages N] [--rounds N] [--seed N]

Every extractor sees the same pages in the same order, one after the other in each round; the median round counts.
Presslake's figure includes all metadata, dates and the ledger, and learning the site memory.
"""

import argparse
import platform
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable

import newspaper
import readability
import trafilatura
from lxml import html as lxml_html
from trafilatura.settings import use_config

from tasks.clean import Cleaned, clean_page, learn_site_memory
from tests.themes.generate import FETCHED_AT, KnownPage, generate_pages
from tests.themes.outlets import THEMES

Texts = list[str]


def presslake(pages: list[KnownPage]) -> Texts:
    memory = learn_site_memory([known.page for known in pages])
    results = (clean_page(known.page, source=None, memory=memory, now=FETCHED_AT) for known in pages)
    return [result.article.text if isinstance(result, Cleaned) else "" for result in results]


def trafilatura_with(**options: bool) -> Callable[[list[KnownPage]], Texts]:
    config = use_config()
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")

    def extract(pages: list[KnownPage]) -> Texts:
        return [trafilatura.extract(known.page.body, config=config, with_metadata=True, include_comments=False, **options) or "" for known in pages]  # fmt: skip

    return extract


def readability_lxml(pages: list[KnownPage]) -> Texts:
    summaries = (readability.Document(known.page.body.decode()).summary() for known in pages)
    return ["\n".join(lxml_html.fromstring(summary).itertext()) for summary in summaries]


def newspaper4k(pages: list[KnownPage]) -> Texts:
    return [
        newspaper.article(known.page.url, input_html=known.page.body.decode(), language="en").text for known in pages
    ]


PEERS: dict[str, Callable[[list[KnownPage]], Texts]] = {
    "presslake": presslake,
    "trafilatura default": trafilatura_with(),
    "trafilatura fast": trafilatura_with(fast=True),
    "trafilatura precision": trafilatura_with(favor_precision=True),
    "readability-lxml": readability_lxml,
    "newspaper4k": newspaper4k,
}


def grams(text: str) -> Counter[tuple[str, ...]]:
    words = text.split()
    return Counter(zip(*(words[start:] for start in range(4)), strict=False))


def f1(pages: list[KnownPage], texts: Texts) -> float:
    """F1 of word 4-grams, precision and recall averaged over pages first."""
    precisions, recalls = [], []
    for known, text in zip(pages, texts, strict=True):
        truth, found = (grams(one.replace(" | ", " ")) for one in (" ".join(known.lines), text))
        common = sum((truth & found).values())
        precisions.append(common / max(1, sum(found.values())))
        recalls.append(common / max(1, sum(truth.values())))
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def pages_with_box_lines(pages: list[KnownPage], texts: Texts) -> float:
    """Share of the pages on which a line of a box reached the text."""
    hits = (
        any(line in text for line in known.box_lines if len(line.split()) > 3)
        for known, text in zip(pages, texts, strict=True)
    )
    return statistics.mean(hits)


def rounds_of(pages: list[KnownPage], rounds: int) -> Iterable[tuple[str, float, Texts]]:
    for _ in range(rounds):
        for name, extract in PEERS.items():
            started = time.process_time()
            texts = extract(pages)
            yield name, len(pages) / (time.process_time() - started), texts


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=int, default=20, help="pages of each theme")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    pages = [known for theme in THEMES for known in generate_pages(theme, chosen.seed, chosen.pages)]
    for extract in PEERS.values():
        extract(pages[:2])
    speeds: dict[str, list[float]] = {}
    texts: dict[str, Texts] = {}
    for name, speed, found in rounds_of(pages, chosen.rounds):
        speeds.setdefault(name, []).append(speed)
        texts[name] = found
    print_table(pages, speeds, texts)


def print_table(pages: list[KnownPage], speeds: dict[str, list[float]], texts: dict[str, Texts]) -> None:
    print(f"{len(pages)} pages, {platform.machine()}, Python {platform.python_version()}, {platform.system()}")
    print(f"{'extractor':24}{'pages/CPU-s':>12}{'ratio':>8}{'F1':>8}{'box lines':>11}")
    own = statistics.median(speeds["presslake"])
    for name, measured in speeds.items():
        speed = statistics.median(measured)
        print(
            f"{name:24}{speed:12.1f}{own / speed:8.2f}{f1(pages, texts[name]):8.4f}{pages_with_box_lines(pages, texts[name]):11.3f}"
        )


if __name__ == "__main__":
    main()
