"""Redirects are followed as far as they may be, and addresses inside are refused."""

import pytest

from tasks.addresses import is_public
from tasks.fetch import Known
from tests.crawl.asking import fetched_one, named
from tests.crawl.site import Reply, Site, outlet


def test_redirects_are_followed_and_every_response_is_kept(site: Site) -> None:
    site.pages |= {"/a": Reply(301, headers={"Location": "b?x=1#top"}), "/b?x=1": Reply(200, b"story")}
    answer = fetched_one(outlet(site.root), f"{site.root}/a")
    assert (answer.final_url, answer.body) == (f"{site.root}/b?x=1", b"story")
    assert [exchange.url for exchange in answer.exchanges] == [f"{site.root}/a", f"{site.root}/b?x=1"]


def test_redirects_in_a_circle_are_noticed(site: Site) -> None:
    site.pages |= {"/a": Reply(302, headers={"Location": "/b"}), "/b": Reply(302, headers={"Location": "/a"})}
    assert fetched_one(outlet(site.root), f"{site.root}/a").error == "the redirects go in a circle"
    assert site.paths() == ["/a", "/b"]


def test_redirects_without_end_are_cut_off(site: Site) -> None:
    site.pages |= {f"/{number}": Reply(302, headers={"Location": f"/{number + 1}"}) for number in range(10)}
    assert fetched_one(outlet(site.root), f"{site.root}/0").error == "more than 5 redirects"
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("http://127.0.0.1:9/admin", "127.0.0.1, which is no public address"),
        ("http://[::1]/", "::1, which is no public address"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254, which is no public address"),
        ("http://inside.test/", "10.0.0.7, which is no public address"),
        ("http://mixed.test/", "169.254.169.254, which is no public address"),
        ("file:///etc/passwd", "is not an http or https address"),
        ("javascript:alert(1)", "is not an http or https address"),
        ("http://[broken/", "leads nowhere"),
        ("http://:80/", "names no host to connect to"),
    ],
)
def test_a_redirect_to_the_inside_is_refused(site: Site, target: str, words: str) -> None:
    site.pages["/a"] = Reply(302, headers={"Location": target})
    source = outlet(f"http://outlet.test:{site.port}")
    answer = fetched_one(source, f"{source.homepage}/a", reader={"resolve": named})
    assert answer.error and words in answer.error
    assert answer.status == 302 and answer.body == b""


def test_a_private_address_needs_the_sources_permission(site: Site) -> None:
    answer = fetched_one(outlet(site.root, private=False), f"{site.root}/a")
    assert answer.error and "crawl.allow_private_network" in answer.error
    assert site.asked == []


def test_permission_is_for_declared_hosts_only(site: Site, other_site: Site) -> None:
    source = outlet(f"http://outlet.test:{site.port}")
    answer = fetched_one(source, f"http://elsewhere.test:{other_site.port}/", reader={"resolve": named})
    assert answer.error and "no public address" in answer.error and other_site.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    """The name is resolved once, by us; nothing below could resolve it again, as no other resolver knows it."""
    site.pages["/a"] = Reply(200, b"story")
    lookups: list[str] = []

    async def once(host: str, port: int) -> list[str]:
        lookups.append(host)
        return ["127.0.0.1"]

    source = outlet(f"http://outlet.test:{site.port}")
    answer = fetched_one(source, f"{source.homepage}/a", reader={"resolve": once})
    assert answer.body == b"story" and lookups == ["outlet.test"]
    assert site.asked[0].headers["host"] == f"outlet.test:{site.port}"


def test_the_next_address_is_tried_where_the_first_does_not_answer(site: Site) -> None:
    site.pages["/a"] = Reply(200, b"story")

    async def two(host: str, port: int) -> list[str]:
        return ["::1", "127.0.0.1"]

    source = outlet(f"http://outlet.test:{site.port}")
    assert fetched_one(source, f"{source.homepage}/a", reader={"resolve": two}).body == b"story"


def test_a_name_that_leads_nowhere_is_told() -> None:
    async def nothing(host: str, port: int) -> list[str]:
        return []

    answer = fetched_one(outlet("http://outlet.test"), "http://outlet.test/a", reader={"resolve": nothing})
    assert answer.error == "the name outlet.test has no address" and answer.status is None


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"]
    + ["255.255.255.255", "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fd00::1", "fec0::1", "ff02::1"]
    + ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "fd00:ec2::254"],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_addresses_beyond_ascii_are_sent_as_they_must_be(site: Site) -> None:
    site.pages |= {
        "/%C3%A4": Reply(301, headers={"Location": "/ö?q=ü".encode().decode("latin-1")}),
        "/%C3%B6?q=%C3%BC": Reply(200, b"story"),
    }
    source = outlet(f"http://xn--bcher-kva.test:{site.port}")
    answer = fetched_one(source, f"http://bücher.test:{site.port}/ä", reader={"resolve": named})
    assert answer.body == b"story" and site.asked[0].headers["host"] == f"xn--bcher-kva.test:{site.port}"


def test_an_etag_beyond_ascii_is_sent_back_as_it_came(site: Site) -> None:
    site.pages["/a"] = Reply(200, b"story", {"ETag": '"\xe4"'})
    first = fetched_one(outlet(site.root), f"{site.root}/a")
    fetched_one(outlet(site.root), f"{site.root}/a", known=Known(first.final_url, first.header("etag")))
    assert site.asked[1].headers["if-none-match"] == '"\xe4"'
