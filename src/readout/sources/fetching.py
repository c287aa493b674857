"""An address that the user gave, fetched once, within limits and never from inside a private network."""

from __future__ import annotations

import ipaddress
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from readout.sources.reading import SIZE_LIMIT, SourceError

if TYPE_CHECKING:
    from httpx import URL, Client, Response

REDIRECTS = 5
STEP_SECONDS = 15.0
WHOLE_SECONDS = 60.0
SAVE_IT = "Open it in a browser, save the page and give the file."
AGENT = "readout/0.1 (reads single reports on request)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response.

    Attributes:
        url: the address that answered, after redirects.
        media_type: in lower case, without parameters; empty when the server does not say.
        charset: as the server names it.
    """

    raw: bytes
    url: str
    media_type: str
    charset: str | None


def fetch(address: str, *, allow_private: bool) -> Fetched:
    """The body behind an http or https address.

    Every hop's host is resolved first, refused when any of its addresses is not public, and then connected to at the
    address that was checked, so that a second answer of the name server cannot lead elsewhere. Proxies and passwords
    of the environment are not used.

    Raises:
        SourceError: for a refused address, a network error, a time, size or redirect limit, or a status of 400 up.
    """
    # Imported here: it takes half a second, and a run over files never needs it.
    import httpx

    deadline = time.monotonic() + WHOLE_SECONDS
    try:
        url = httpx.URL(address)
        with httpx.Client(timeout=STEP_SECONDS, trust_env=False, follow_redirects=False) as client:
            for _ in range(REDIRECTS + 1):
                answer = _hop(client, url, allow_private=allow_private, deadline=deadline)
                if isinstance(answer, Fetched):
                    return answer
                url = answer
    except httpx.InvalidURL as error:
        raise SourceError(f"The address cannot be read: {error}.", "Check how it is written.") from error
    except httpx.TimeoutException as error:
        raise SourceError(f"No answer within {STEP_SECONDS:.0f} seconds.", f"Try again later. {SAVE_IT}") from error
    except httpx.HTTPError as error:
        raise SourceError(f"It could not be fetched: {error}.", f"Check the address. {SAVE_IT}") from error
    raise SourceError(f"It was redirected more than {REDIRECTS} times.", SAVE_IT)


def _hop(client: Client, url: URL, *, allow_private: bool, deadline: float) -> Fetched | URL:
    """One request: the body, or where it sends us."""
    if url.scheme not in ("http", "https") or not url.host:
        raise SourceError(f"The address {url} is not http or https.", SAVE_IT)
    checked = public_address(url.host, url.port or (443 if url.scheme == "https" else 80), allow_private=allow_private)
    port = "" if url.port is None else f":{url.port}"
    host = f"[{url.host}]" if ":" in url.host else url.host
    request = client.build_request(
        "GET",
        url.copy_with(host=checked, userinfo=b"", fragment=None),
        headers={"Host": host + port, "User-Agent": AGENT, "Accept": "text/html, text/plain, */*;q=0.5"},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )
    response = client.send(request, stream=True)
    try:
        if response.has_redirect_location:
            return url.join(response.headers["Location"])
        if response.status_code >= 400:
            raise SourceError(f"The server answers {response.status_code} {response.reason_phrase}.", SAVE_IT)
        raw = _body(response, deadline)
        media_type = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        return Fetched(raw, str(url.copy_with(userinfo=b"", fragment=None)), media_type, response.charset_encoding)
    finally:
        response.close()


def _body(response: Response, deadline: float) -> bytes:
    """The decompressed body; the limit counts decompressed bytes, so that a small answer cannot swell."""
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_bytes(65_536):
        size += len(piece)
        if size > SIZE_LIMIT:
            raise SourceError(f"It is larger than {SIZE_LIMIT // 1_000_000} MB.", "Give the address of one report.")
        if time.monotonic() > deadline:
            raise SourceError(f"It did not arrive within {WHOLE_SECONDS:.0f} seconds.", SAVE_IT)
        pieces.append(piece)
    return b"".join(pieces)


def public_address(host: str, port: int, *, allow_private: bool) -> str:
    """The first address of ``host``, after all of them were found to be public (or ``allow_private``).

    Raises:
        SourceError: when the name has no address, or one that is private, loopback, link-local or reserved.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"The host {host} was not found.", "Check the address and the network.") from error
    found = [str(answer[4][0]).split("%")[0] for answer in answers]
    for each in found if not allow_private else ():
        if not _is_public(each):
            raise SourceError(
                f"The host {host} is at {each}, which is not a public address.",
                "Save the page as a file, or allow private addresses.",
            )
    return found[0]


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        # 64:ff9b::/96 carries an IPv4 address through a translator.
        if inner is None and parsed in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(str(inner)) and not parsed.is_loopback
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def is_address(source: str) -> bool:
    """True for what begins as an http or https address."""
    try:
        return urlsplit(source).scheme.lower() in ("http", "https")
    except ValueError:
        return source.lower().startswith(("http://", "https://"))
