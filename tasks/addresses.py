"""On the arrow from links to pages: a host's addresses are looked up and checked before anything connects to them."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable

Resolver = Callable[[str, int], Awaitable[list[str]]]
NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressRefused(Exception):
    """A host that may not be read; the message is one sentence."""


class AddressUnknown(Exception):
    """A host whose name could not be resolved; the message is one sentence."""


async def look_up(host: str, port: int) -> list[str]:
    """The IP addresses of a host as this machine resolves it. Raises AddressUnknown."""
    try:
        answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressUnknown(f"the name {host} could not be resolved") from error
    return list(dict.fromkeys(str(answer[4][0]).partition("%")[0] for answer in answers))


async def checked_addresses(host: str, port: int, *, allow_private: bool, resolve: Resolver = look_up) -> list[str]:
    """The IP addresses to connect to, every one of them public unless private ones are allowed.

    The caller must connect to one of these and never resolve again: the name may lead elsewhere a moment later.
    Raises AddressRefused where any address is loopback, private, link-local, a cloud's metadata service or otherwise
    not public, and AddressUnknown where there is none.
    """
    found = await resolve(host, port)
    if not found:
        raise AddressUnknown(f"the name {host} has no address")
    refused = [address for address in found if not allow_private and not is_public(address)]
    if refused:
        raise AddressRefused(
            f"{host} leads to {refused[0]}, which is no public address; "
            "a source that means it says crawl.allow_private_network"
        )
    return found


def is_public(address: str) -> bool:
    """Whether an IP address lies on the public internet; IPv4 addresses wrapped in IPv6 are judged as such."""
    plain = _unwrapped(ipaddress.ip_address(address))
    is_of_old_site = isinstance(plain, ipaddress.IPv6Address) and plain.is_site_local
    return plain.is_global and not (plain.is_multicast or plain.is_reserved or is_of_old_site)


def _unwrapped(address: Address) -> Address:
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    return inner or address
