"""Terms sheets drafted from what the ledger holds of a truce: one for each account, for a person to check."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from readout.model import Actor, Agreement, Report, View

PROHIBITED = {
    "ceasefire.energy": ("energy",),
    "ceasefire.infrastructure": ("infrastructure",),
    "ceasefire.maritime": ("shipping", "port"),
    "nuclear_plant": ("nuclear",),
}
"""Target classes that a measure protects by its name; other measures need the terms or a person."""
EVERYTHING = (
    "energy", "nuclear", "health", "education", "residential", "transport", "port", "shipping", "government",
    "infrastructure", "industry", "military", "civilian", "territory",
)  # fmt: skip
FULL = ("ceasefire.full", "ceasefire.local", "ceasefire.humanitarian")


@dataclass(frozen=True, slots=True)
class Draft:
    """A terms sheet as TOML text; ``file_name`` is safe on every file system."""

    account: str
    file_name: str
    text: str
    records: tuple[str, ...]


def draft_terms(view: View, agreements: Sequence[str] = ()) -> list[Draft]:
    """One draft for each account of a truce.

    Args:
        agreements: record ids of agreements; empty for every agreement on a ceasefire that the view holds.

    Raises:
        ValueError: if an id is no agreement of the view, or there is none at all.
    """
    known = {record.id: record for record in view.records if isinstance(record, Agreement)}
    for identity in agreements:
        if identity not in known:
            raise ValueError(f"{identity}: no agreement has this id. The dossier and `readout export` give the ids.")
    chosen = [known[identity] for identity in agreements] or [r for r in known.values() if _truce(r)]
    if not chosen:
        raise ValueError("the ledger holds no agreement on a ceasefire. Read reports first, or write a sheet by hand.")
    reports = {report.id: report for report in view.reports}
    groups: dict[str, list[Agreement]] = {}
    for record in chosen:
        groups.setdefault(_account(record, reports.get(record.report)), []).append(record)
    return [_draft(account, records, reports) for account, records in groups.items()]


def _truce(record: Agreement) -> bool:
    return record.factuality != "negated" and any(code.startswith("ceasefire") for code in record.measure)


def _account(record: Agreement, report: Report | None) -> str:
    """Whose account a record is: of the one who says it, else of the outlet."""
    if record.said_by:
        return " and ".join(actor.name for actor in record.said_by)
    return (report.outlet if report else None) or "unnamed account"


def _draft(account: str, records: Sequence[Agreement], reports: dict[str, Report]) -> Draft:
    lines = [
        f"# The truce by the account of {_comment(account)}: a draft from the ledger. Check every line.",
        f"name = {_quoted(_name(records))}",
        f"account = {_quoted(account)}",
        f"records = {_list(record.id for record in records)}",
        *_sources(records, reports),
        *_dates(records, reports),
        *_parties(records),
        *_area(records),
        *_clauses(records),
        *_conditions(records),
    ]
    name = re.sub(r"[^a-z0-9]+", "-", account.lower()).strip("-")[:60] or f"account-{records[0].id[:8]}"
    return Draft(account, f"{name}.toml", "\n".join(lines) + "\n", tuple(record.id for record in records))


def _name(records: Sequence[Agreement]) -> str:
    return next((r.terms.text for r in records if r.terms.text), None) or ", ".join(
        dict.fromkeys(c for r in records for c in r.measure)
    )


def _sources(records: Sequence[Agreement], reports: dict[str, Report]) -> list[str]:
    """The words of the evidence, as comments: what the draft rests on."""
    out = []
    for record in records:
        report = reports.get(record.report)
        if report:
            words = " ... ".join(span.of(report.text) for span in record.evidence)
            out.append(f"# {_comment(report.outlet or 'report')}, {report.published or 'no date'}: {_comment(words)}")
    return out


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text[:10]).isoformat() if text else None
    except ValueError:
        return None


def _dates(records: Sequence[Agreement], reports: dict[str, Report]) -> list[str]:
    start = next((d for r in records if (d := _day(r.terms.starts))), None)
    note = ""
    if start is None:
        start = next((d for r in records if r.when and (d := _day(r.when.start))), None)
        note = "  # no start is given: the day that the report gives for the agreement"
    if start is None:
        start = next((d for r in records if (p := reports.get(r.report)) and (d := _day(p.published))), None)
        note = "  # no start is given: the day of the report"
    out = [f"start = {start}{note}" if start else "# start = 2025-01-31  # no date is known: fill in"]
    end = next((d for r in records if (d := _day(r.terms.ends))), None)
    duration = next((r.terms.duration for r in records if r.terms.duration), None)
    if end:
        out += [f"end = {end}", "end_inclusive = true  # does the last day count?"]
    elif duration:
        out += [f"duration = {duration:g}  # days", "first_day_counts = true  # does the first day count?"]
    else:
        out.append("# end = 2025-01-31  # this account gives no end")
    return [*out, 'zone = "UTC"  # whose days are counted: an IANA name such as "Europe/Kyiv"']


def _parties(records: Sequence[Agreement]) -> list[str]:
    parties: dict[str, Actor] = {}
    for actor in (actor for record in records for actor in record.parties):
        parties.setdefault(_key(actor), actor)
    if not parties:
        return ["", "[[party]]  # the account names no party: fill in", 'key = "AAA"', 'name = "..."']
    out = []
    for key, actor in parties.items():
        names = {actor.name, *_country_names(actor.state)} - {""}
        out += ["", "[[party]]", f"key = {_quoted(key)}", f"name = {_quoted(_shown(actor))}"]
        out += [f"state = {_quoted(actor.state)}"] if actor.state else []
        out += [f"names = {_list(sorted(names))}  # as incident tables and notes call it, in any language"]
        out += ["sources = []  # offices and outlets that speak for it"]
    return out


def _key(actor: Actor) -> str:
    return actor.state or actor.name


def _shown(actor: Actor) -> str:
    names = _country_names(actor.state)
    return names[0] if names else actor.name


def _country_names(state: str | None) -> list[str]:
    """English, Ukrainian and Russian names of a state (Unicode CLDR, through Babel)."""
    if not state:
        return []
    import pycountry
    from babel import Locale

    country = pycountry.countries.get(alpha_3=state)
    if country is None:
        return []
    return [name for code in ("en", "uk", "ru") if (name := Locale(code).territories.get(country.alpha_2))]


def _area(records: Sequence[Agreement]) -> list[str]:
    states = dict.fromkeys(actor.state for record in records for actor in record.parties if actor.state)
    words = next((r.terms.area for r in records if r.terms.area), None)
    said = f"  # the account says: {_comment(words)}" if words else "  # not said: the parties' own states"
    return ["", "[area]", f"countries = {_list(states)}{said}"] if states or words else []


def _clauses(records: Sequence[Agreement]) -> list[str]:
    measures = dict.fromkeys(code for record in records for code in record.measure)
    prohibits = dict.fromkeys(code for record in records for code in record.terms.prohibits)
    note = ""
    if not prohibits:
        prohibits = dict.fromkeys(code for measure in measures for code in PROHIBITED.get(measure, ()))
        note = "  # from the measure; the account lists no targets"
    if not prohibits and any(measure in FULL for measure in measures):
        prohibits, note = dict.fromkeys(EVERYTHING), "  # a full ceasefire"
    words = next((r.terms.text for r in records if r.terms.text), None) or ", ".join(measures)
    acts = '\nacts = ["drone", "missile", "air_strike", "bombing", "rocket"]' if "ceasefire.air" in measures else ""
    return ["", "[[clause]]", 'id = "main"', f"words = {_quoted(words)}", f"prohibits = {_list(prohibits)}{note}{acts}"]


def _conditions(records: Sequence[Agreement]) -> list[str]:
    return [
        "",
        "# [[exception]]  # what the terms leave out: words, and classes, means, parties, area, first or last",
        "# [extension]    # words, and when it was agreed: agreed = true, until = 2025-01-31",
        "# [release]      # words, when a breach of one side frees the other",
    ]


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(items: Iterable[str]) -> str:
    return f"[{', '.join(_quoted(item) for item in items)}]"


def _comment(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f\s]+", " ", text).strip()
