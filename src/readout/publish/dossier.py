"""The dossier: a view as one HTML file that asks for nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from readout.model import Agreement, View
from readout.publish import wording
from readout.publish.accounts import AccountTable, account_tables
from readout.publish.agreements import AgreementCard, agreement_cards
from readout.publish.conditions import Demand, demands
from readout.publish.deals import deals
from readout.publish.differ import Differences, differences
from readout.publish.figures import FigureRow, figure_rows
from readout.publish.glance import Point, glance
from readout.publish.incidents import Incidents, incidents
from readout.publish.left_out import LeftOut, left_out
from readout.publish.positions import Matrix, matrix
from readout.publish.quotations import Quotations, quotations
from readout.publish.register import Register
from readout.publish.shown import visible
from readout.publish.sources import Source, independent, sources
from readout.publish.timeline import Timeline, timeline


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the page's contents; ``alarm`` where readers must look."""

    id: str
    name: str
    count: int | None = None
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the templates show."""

    title: str
    meta: tuple[str, ...]
    generated: str | None
    version: str
    policy: str
    style: Markup
    script: Markup
    sections: tuple[Section, ...]
    glance: tuple[Point, ...]
    agreements: tuple[AgreementCard, ...]
    accounts: tuple[AccountTable, ...]
    differ: Differences
    left_out: tuple[LeftOut, ...]
    matrix: Matrix
    demands: tuple[Demand, ...]
    timeline: Timeline
    incidents: Incidents
    quotations: Quotations
    figures: tuple[FigureRow, ...]
    sources: tuple[Source, ...]
    kept: Markup


def write_dossier(
    view: View, out: Path, *, title: str | None = None, generated: str | None = None, kept: Markup | None = None
) -> Path:
    """Write the dossier of a view.

    Args:
        out: the file to write; its folder is made when it is missing.
        title: the page's heading; by default made of the first agreement and the number of reports.
        generated: when it was written, as it shall stand on the page. Without it, the same view gives the same bytes.
        kept: the section of a monitor run, from ``compliance.compliance_section``.

    Returns:
        ``out``.

    Raises:
        OSError: if the file cannot be written.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(dossier(view, title=title, generated=generated, kept=kept).encode("utf-8"))
    return out


def dossier(view: View, *, title: str | None = None, generated: str | None = None, kept: Markup | None = None) -> str:
    """The dossier of a view as HTML text."""
    page = _page(Register(view), title, generated, kept or Markup())
    return _environment().get_template("page.html.j2").render(page=page)


def default_title(register: Register) -> str:
    """A heading for a view that was given none."""
    if not register.reports:
        return "No reports"
    told = "one report" if len(register.reports) == 1 else f"{len(register.reports):,} reports"
    said = "says" if len(register.reports) == 1 else "say"
    apart = len({register.episode[r.report] for r in register.of_kind(Agreement)})
    if apart > 1:
        return f"What {told} on {apart} negotiations {said}"
    subject = next((d.title for d in deals(register) if d.key != "other"), None)
    return f"{subject}: what {told} {said}" if subject else f"What {told} {said}"


def _page(register: Register, title: str | None, generated: str | None, kept: Markup) -> Page:
    style, script = _asset("dossier.css"), _asset("dossier.js")
    if kept:
        style += _asset("compliance.css")
    parts: dict[str, Any] = {
        "glance": glance(register),
        "agreements": agreement_cards(register),
        "accounts": account_tables(register),
        "differ": differences(register),
        "left_out": left_out(register),
        "matrix": matrix(register),
        "demands": demands(register),
        "timeline": timeline(register),
        "incidents": incidents(register),
        "quotations": quotations(register),
        "figures": figure_rows(register),
        "sources": sources(register),
    }
    return Page(
        title=title or default_title(register),
        meta=_meta(register),
        generated=generated,
        version=version("readout"),
        policy=_policy(style, script),
        style=style,
        script=script,
        sections=_sections(kept=bool(kept), **{k: parts[k] for k in parts if k != "glance"}),
        kept=kept,
        **parts,
    )


def _meta(register: Register) -> tuple[str, ...]:
    view = register.view
    reports = wording.count(len(view.reports), "report")
    alone = independent(register)
    if alone < len(view.reports):
        reports += f", {alone} independent"
    published = sorted(r.published[:10] for r in view.reports if r.published)
    dates = wording.days(published[0], published[-1]) if published else "dates unknown"
    judged = len({i for d in view.decisions for i in d.records})
    pieces = [reports, dates, wording.count(len(register.records), "record")]
    pieces += [f"{judged:,} judged by a person"] if judged else []
    pieces += [f"as of {wording.day(view.as_of)}"] if view.as_of else []
    return tuple(pieces)


def _sections(
    *,
    agreements: tuple[AgreementCard, ...],
    accounts: tuple[AccountTable, ...],
    differ: Differences,
    left_out: tuple[LeftOut, ...],
    matrix: Matrix,
    demands: tuple[Demand, ...],
    timeline: Timeline,
    incidents: Incidents,
    kept: bool,
    quotations: Quotations,
    figures: tuple[FigureRow, ...],
    sources: tuple[Source, ...],
) -> tuple[Section, ...]:
    disputed = len(differ.disputes) + len(differ.references)
    found = (
        (True, Section("glance", "At a glance")),
        (bool(agreements), Section("agreements", "Agreements", len(agreements))),
        (bool(accounts), Section("accounts", "Accounts")),
        (True, Section("differ", "Where they differ", disputed, alarm=disputed > 0)),
        (bool(left_out), Section("leftout", "Left out", len(left_out))),
        (bool(matrix.rows), Section("positions", "Positions", len(matrix.rows))),
        (bool(demands), Section("conditions", "Conditions", len(demands))),
        (bool(timeline.held or timeline.planned or timeline.unresolved), Section("time", "Timeline")),
        (bool(incidents.rows), Section("incidents", "Incidents", len(incidents.rows))),
        (kept, Section("kept", "Is it kept?")),
        (bool(quotations.speakers), Section("quotes", "Quotations", quotations.total)),
        (bool(figures), Section("figures", "Figures", len(figures))),
        (True, Section("sources", "Sources", len(sources))),
    )
    return tuple(section for there, section in found if there)


def _asset(name: str) -> Markup:
    """A file of ours that goes into the page as it is."""
    return Markup((files("readout.publish") / "templates" / name).read_text(encoding="utf-8"))  # noqa: S704


def _policy(style: str, script: str) -> str:
    """The content security policy: nothing but this page's own style and script, known by their hashes."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("readout.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
