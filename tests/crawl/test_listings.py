"""Sitemaps and listings are followed as far as they may be."""

from config.models import Feed
from tests.crawl.desk import DAY, Desk, paths
from tests.crawl.site import Reply, Site, outlet, with_etag


def sitemap(*addresses: str) -> bytes:
    return ("<urlset>" + "".join(f"<url><loc>{url}</loc></url>" for url in addresses) + "</urlset>").encode()


def index(*children: tuple[str, str]) -> bytes:
    parts = (f"<sitemap><loc>{url}</loc><lastmod>{when}</lastmod></sitemap>" for url, when in children)
    return ("<sitemapindex>" + "".join(parts) + "</sitemapindex>").encode()


def test_an_index_leads_to_its_sitemaps_and_only_the_changed_ones_are_read_again(site: Site, desk: Desk) -> None:
    desk.source = outlet(site.root, Feed(sitemap=f"{site.root}/index.xml"))
    site.pages |= {f"/{number}": Reply(200, b"story") for number in range(1, 4)}
    site.pages |= {
        "/index.xml": Reply(200, index(("/a.xml", "2026-11-01"), ("/b.xml", "2026-11-02"))),
        "/a.xml": Reply(200, sitemap("/1")),
        "/b.xml": Reply(200, sitemap("/2")),
    }
    assert paths(desk.run()) == ["/2", "/1", "/robots.txt", "/index.xml", "/b.xml", "/a.xml"]
    desk.moment += DAY
    before = len(site.asked)
    assert desk.run() == [] and site.paths()[before:] == ["/robots.txt", "/index.xml"]
    site.pages["/index.xml"] = Reply(200, index(("/a.xml", "2026-11-24T09:00:00Z"), ("/b.xml", "2026-11-02")))
    site.pages["/a.xml"] = Reply(200, sitemap("/1", "/3"))
    assert paths(desk.run()) == ["/3", "/index.xml", "/a.xml"]


def test_a_sitemap_that_changes_behind_an_unchanged_index_is_seen(site: Site, desk: Desk) -> None:
    desk.source = outlet(site.root, Feed(sitemap=f"{site.root}/index.xml"))
    plain_index = b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
    site.pages |= {"/index.xml": with_etag(plain_index), "/a.xml": Reply(200, sitemap("/two"))}
    desk.run()
    site.pages["/a.xml"] = Reply(200, sitemap("/two", "/one?utm_source=rss"))
    assert paths(desk.run()) == ["/one", "/a.xml"]


def test_an_index_that_names_itself_ends(site: Site, desk: Desk) -> None:
    desk.source = outlet(site.root, Feed(sitemap=f"{site.root}/index.xml"))
    site.pages["/index.xml"] = Reply(200, index(("/index.xml", "2026-11-01"), ("/deeper.xml", "2026-11-01")))
    site.pages["/deeper.xml"] = Reply(200, index(("/index.xml", "2026-11-01"), ("/gone.xml", "2026-11-01")))
    desk.run()
    assert site.paths() == ["/robots.txt", "/index.xml", "/deeper.xml", "/gone.xml"]


def test_a_listing_is_followed_as_far_as_it_may_be(site: Site, desk: Desk) -> None:
    desk.source = outlet(site.root, Feed(listing=f"{site.root}/news", links="h3 a", max_pages=2))
    for number in range(4):
        html = f'<h3><a href="/{number}">Story</a></h3><a rel="next" href="/news?page={number + 1}">more</a>'
        site.pages |= {f"/news?page={number}" if number else "/news": Reply(200, html.encode())}
        site.pages[f"/{number}"] = Reply(200, b"story")
    desk.run()
    assert [path for path in site.paths() if path.startswith("/news")] == ["/news", "/news?page=1"]
