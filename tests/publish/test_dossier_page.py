"""The dossier as a file: what it says, and that hostile text does nothing but be read."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from readout.model import Agreement, Figure, Finding, Report, Span, Statement, View
from readout.model.wire import sealed
from readout.publish.dossier import dossier, write_dossier
from readout.publish.register import Register
from readout.publish.timeline import timeline

NASTY = (
    "<script>alert(1)</script> said \"'onmouseover=alert(1)' & left\x00 \u202eeht rof\n"
    + "w" * 3000
    + '\n</mark></p><img src=x onerror=alert(1)> {{ 7 * 7 }} {% raw %} ${7*7} javascript:alert(1) <a href="http://x">x</a>'
)


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("<main", 1)[1]))


@pytest.fixture(scope="module")
def page(catatumbo: View) -> str:
    return dossier(catatumbo)


def test_the_same_view_gives_the_same_bytes(catatumbo: View, page: str, tmp_path: Path) -> None:
    out = write_dossier(catatumbo, tmp_path / "new" / "dossier.html")
    assert out.read_text(encoding="utf-8") == page
    assert "Written 2031" in dossier(catatumbo, generated="2031-05-04, 09:00 UTC")


def test_every_link_to_evidence_has_its_words(catatumbo: View, page: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(ids)
    assert {r.id for r in catatumbo.records} <= set(ids)


def test_nothing_is_fetched_and_only_our_own_script_and_style_may_run(page: str) -> None:
    assert re.findall(r'(?:src|href)="(?!#)([^"]*)"', page) == ["https://cauce.example/sixty"]
    assert 'rel="noopener noreferrer"' in page
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    allowed = policy[1].replace("&#39;", "'")
    assert allowed.startswith("default-src 'none';")
    for name in ("style", "script"):
        body = re.search(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert body is not None
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in allowed
    assert "style=" not in page.split("<body>")[1].split("<script>")[0]


def test_a_dispute_cannot_be_missed(page: str) -> None:
    said = _text(page)
    assert "≠ number The truce (Colombia, frente del norte)" in said
    assert re.search(r"60 days.{0,40}1.{0,40}90 days", said)
    assert re.search(r'class="alarm"><span>Where they differ</span> <span class="n">≠ 1', page)


def test_it_says_who_stands_where_what_is_asked_and_who_denies(page: str) -> None:
    said = _text(page)
    assert "Full ceasefire : proposed by Colombia; refused by Frente del Norte" in said
    assert "“The front asks for the release of prisoners" in page
    assert "✕ denied by Frente del Norte" in said
    assert "left out: term" in said


def test_what_was_held_what_is_planned_and_what_has_no_date_stand_apart(catatumbo: View) -> None:
    found = timeline(Register(catatumbo))
    assert [d.label for d in found.held] == ["1 May 2031", "2 May 2031"]
    assert [e.text for d in found.planned for e in d.entries] == [
        "Talks: Colombian government and Frente del Norte, Cúcuta"
    ]
    assert [d.label for d in found.unresolved] == ["“last week”"]


def test_what_the_coder_is_not_sure_of_says_so(page: str) -> None:
    assert re.search(r'the coder is not sure\)"><span class="vh">[^<]*</span>3a?\?', page)


def _hostile() -> View:
    report = Report.create(
        NASTY, outlet="<b>Outlet</b>\u202e", title='"><script>alert(2)</script>', url="javascript:alert(3)"
    )
    whole = (Span(0, len(NASTY)), Span(3, 40))
    records = (
        replace(sealed(Statement(report=report.id, evidence=whole, quote=NASTY), "t"), id='x" onclick="alert(4)'),
        sealed(Agreement(report=report.id, evidence=(Span(5, 10**6),), measure=("</style>",)), "t"),
    )
    finding = Finding.create("disputed", (records[1].id,), about="<i>", explanation=NASTY, subject="</script>")
    return View((report,), records, (finding,))


def test_hostile_text_is_only_text() -> None:
    page = dossier(_hostile(), title="</title><script>alert(5)</script>")
    assert page.count("<script>") == 1
    assert page.count("</style>") == 1
    assert "<img" not in page and "<b>Outlet" not in page and "onclick=" not in re.sub(r">[^<]*<", "><", page)
    assert re.findall(r'(?:src|href)="(?!#)([^"]*)"', page) == []
    assert "\u202e" not in page and "\x00" not in page and "[U+202E]" in page
    assert "{{ 7 * 7 }}" in page


def test_no_report_and_a_report_without_records_still_make_a_page() -> None:
    assert "No reports" in dossier(View((), ()))
    alone = dossier(View((Report.create("Nothing happened."),), ()))
    assert "One report only" in alone and "Nothing happened." in alone


def test_a_large_view_stays_a_page_that_can_be_used(catatumbo: View) -> None:
    reports, records = [], []
    for number in range(80):
        copies = {r.id: replace(r, id=f"{r.id}-{number}", outlet=f"{r.outlet} {number}") for r in catatumbo.reports}
        reports += copies.values()
        for record in catatumbo.records:
            told = replace(record, value=300.0 + number) if isinstance(record, Figure) else record
            records.append(sealed(replace(told, report=copies[record.report].id), "t"))
    page = dossier(View(tuple(reports), tuple(records)))
    assert len(page) / len(records) < 1500
    assert page.count("more accounts") >= 1
    assert page.count('<tr role="row" class=" over"') == 80 - 40
