"""What a page says of itself in its data: title, outlet, date, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from readout.sources import dates
from readout.sources.cleaning import clean

PUBLISHED_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
)
TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "parsely-title")
OUTLET_NAMES = ("og:site_name", "dc.publisher", "dcterms.publisher", "article:publisher:name", "application-name")
ARTICLE_TYPE = re.compile(r"Article|Report|Posting|GovernmentService|WebPage|PressRelease", re.I)
SITE_PARTS = re.compile(r"\s+[|·•»]\s+|\s+[–—-]\s+")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Each None where the page does not say it.

    Attributes:
        published: ISO date or date-time.
        canonical: the address as the page writes it, which may be relative or hostile.
    """

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    canonical: str | None = None


def read_facts(page: str) -> PageFacts:
    """The facts of a page's source, by what it states in JSON-LD and meta elements, then by its elements."""
    # Imported here: a run over text files never needs it.
    from lxml import etree, html  # type: ignore[import-untyped, unused-ignore]

    try:
        tree = html.document_fromstring(page.replace("\0", "").encode("utf-8", "replace"), _parser(html))
    except (etree.ParserError, ValueError):
        return PageFacts()
    linked = list(_linked_data(tree))
    named = _meta(tree)
    outlet = _line(_first(named, OUTLET_NAMES)) or _publisher(linked)
    title, site = _title(tree, named, linked)
    canonical = tree.xpath("string((//link[@rel='canonical']/@href)[1])") or named.get("og:url", "")
    return PageFacts(title, outlet or site, _published(tree, named, linked), str(canonical).strip() or None)


def _parser(html: Any) -> Any:
    return html.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True)


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _first(named: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((named[name] for name in names if name in named), None)


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that describe an article or the page, outermost first; broken blocks are passed over."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        try:
            waiting = [json.loads(element.text_content())]
        except (ValueError, RecursionError):
            # Many pages carry broken JSON-LD; meta and time elements still speak for them.
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                kinds = value.get("@type")
                if ARTICLE_TYPE.search(" ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)):
                    yield value
                waiting.extend(value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value)


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for each in linked:
        publisher = each.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and not name.startswith("http") and _line(name):
            return _line(name)
    return None


def _title(tree: Any, named: dict[str, str], linked: list[dict[str, Any]]) -> tuple[str | None, str | None]:
    """Title, and the site's name where the title element adds it to the headline ("Headline | Site")."""
    headings = [_line(each.text_content()) for each in tree.iter("h1")]
    headings = [each for each in headings if each]
    whole = _line(tree.xpath("string((//head/title)[1])"))
    headline = next((_line(each["headline"]) for each in linked if isinstance(each.get("headline"), str)), None)
    title = headline or _line(_first(named, TITLE_NAMES)) or (headings[0] if len(headings) == 1 else None)
    parts = SITE_PARTS.split(whole or "")
    known = {title, *headings}
    if title is None and whole and len(parts) > 1 and parts[0] in known:
        title = parts[0]
    site = parts[-1] if len(parts) > 1 and " ".join(parts[:-1]) in known and len(parts[-1]) <= 60 else None
    return _without_site(title or (headings[0] if headings else whole), _first(named, OUTLET_NAMES) or site), site


def _without_site(title: str | None, site: str | None) -> str | None:
    """A headline without the name of the site behind a bar or a dash."""
    parts = SITE_PARTS.split(title or "")
    if title and site and len(parts) > 1 and parts[-1].strip().casefold() == site.strip().casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |·•»–—-")
    return title


def _published(tree: Any, named: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    stated = [each.get(name) for name in ("datePublished", "dateCreated") for each in linked]
    stated += [named[name] for name in PUBLISHED_NAMES if name in named]
    stated += [str(each) for each in tree.xpath("//*[@itemprop='datePublished']/@datetime")]
    for value in stated:
        if isinstance(value, str) and (day := _day(value)):
            return day
    return _time_element(tree)


def _time_element(tree: Any) -> str | None:
    """The first dated time element of the article; outside an article only when all of the page agree on the day."""
    for scope in ("//article//time", "//main//time", "//header//time"):
        for each in tree.xpath(scope):
            if day := _day(each.get("datetime") or each.text_content()):
                return day
    days = {_day(each.get("datetime") or each.text_content()) for each in tree.iter("time")} - {None}
    return days.pop() if len(days) == 1 else None


def _day(value: str) -> str | None:
    value = value.strip()[:60]
    found = dates.find(value)
    return dates.iso(value) or (found[0] if found else None)


def _line(value: object) -> str | None:
    """One clean line, as titles and names must be; at most 300 characters."""
    return " ".join(clean(str(value or ""))[0].split())[:300] or None
