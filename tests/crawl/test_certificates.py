"""A certificate is verified for the name that was asked for."""

import datetime as dt
import ipaddress
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crawl.asking import fetched_one, named, now
from tests.crawl.site import Reply, Site, outlet


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for outlet.test and 127.0.0.1 that signs itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "outlet.test")])
    names = [x509.DNSName("outlet.test"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now() - dt.timedelta(days=1))
        .not_valid_after(now() + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    path = tmp_path_factory.mktemp("tls") / "outlet.pem"
    path.write_bytes(key.private_bytes(pem, pkcs8, serialization.NoEncryption()) + signed.public_bytes(pem))
    return path


@pytest.fixture
def secure_site(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    site = Site(context)
    site.pages["/a"] = Reply(200, b"story")
    yield site
    site.close()


def test_a_certificate_nobody_vouches_for_is_refused(secure_site: Site) -> None:
    answer = fetched_one(outlet(secure_site.root), f"{secure_site.root}/a")
    assert (answer.status, answer.error) == (None, "its certificate could not be verified")
    assert secure_site.asked == []


@pytest.mark.parametrize(("host", "is_trusted"), [("outlet.test", True), ("127.0.0.1", True), ("other.test", False)])
def test_a_certificate_is_verified_for_the_name_not_the_address(
    secure_site: Site, certificate: Path, host: str, is_trusted: bool
) -> None:
    root = f"https://{host}:{secure_site.port}"
    trusting = ssl.create_default_context(cafile=str(certificate))
    answer = fetched_one(outlet(root), f"{root}/a", tls=trusting, reader={"resolve": named})
    assert answer.body == (b"story" if is_trusted else b"")
    assert is_trusted or answer.error == "its certificate could not be verified"


def test_a_redirect_from_https_to_http_is_refused(secure_site: Site, certificate: Path, site: Site) -> None:
    secure_site.pages["/a"] = Reply(302, headers={"Location": f"{site.root}/a"})
    trusting = ssl.create_default_context(cafile=str(certificate))
    answer = fetched_one(outlet(secure_site.root), f"{secure_site.root}/a", tls=trusting)
    assert answer.error == "a redirect leads from https to http" and site.asked == []
