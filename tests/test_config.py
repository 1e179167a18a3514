"""Configuration is taken as it should be, or refused with file and line."""

from pathlib import Path

import pytest

from config.load import ConfigError, load_settings, load_sources

GOOD = """\
title: An Outlet
homepage: https://outlet.example
feeds:
  - rss: https://outlet.example/feed
"""


def test_the_shipped_configuration_loads() -> None:
    assert load_settings().crawl.user_agent
    assert load_sources()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD + "colour: red\n", 5, "unknown key 'colour'"),
        (GOOD + "timezone: Mars/Olympus\n", 5, "not a time zone"),
        (GOOD + "language: english\n", 5, "language"),
        (GOOD + "title: Again\n", 5, "twice"),
        (GOOD.replace("rss:", "atom:"), 4, "unknown key"),
        (GOOD.replace("https://outlet.example/feed", "ftp://outlet.example"), 4, "not an http"),
        (GOOD + "crawl:\n  min_interval_seconds: -1\n", 6, "min_interval_seconds"),
        ("title: [\n", 2, "not valid YAML"),
    ],
)
def test_a_bad_source_is_refused_with_file_and_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "outlet.yml"
    path.write_text(text)
    with pytest.raises(ConfigError) as refusal:
        load_sources(tmp_path)
    assert str(refusal.value).startswith(f"{path}:{line}: ")
    assert words in str(refusal.value)


def test_one_feed_belongs_to_one_source(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text(GOOD)
    (tmp_path / "two.yml").write_text(GOOD)
    with pytest.raises(ConfigError, match=r"two\.yml:4: the feed .* belongs to 'one' already"):
        load_sources(tmp_path)


def test_every_shipped_source_is_polite_and_says_what_it_yields() -> None:
    sources = load_sources()
    assert len(sources) >= 24
    for source in sources.values():
        assert source.crawl.min_interval_seconds >= 5, source.id
        assert not source.crawl.allow_private_network, source.id
        assert source.country and source.timezone != "UTC", source.id
        assert source.expect.min.articles_per_week and source.expect.max.articles_per_day, source.id
        assert all(feed.url.startswith("https://") for feed in source.feeds), source.id
