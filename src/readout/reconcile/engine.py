"""The comparison of one episode: every difference and every agreement among its records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readout.model import Finding
from readout.reconcile.actors import Identities
from readout.reconcile.agreements import agreement_differences
from readout.reconcile.appointed import appointments_compared
from readout.reconcile.brokers import brokers_compared
from readout.reconcile.compose import differing, shared, single
from readout.reconcile.conditions import conditions_compared
from readout.reconcile.consent import consents
from readout.reconcile.contact_lengths import lengths_compared
from readout.reconcile.coverage import coverage_compared, dates_compared, strings_compared
from readout.reconcile.denials import denials_compared
from readout.reconcile.groups import Difference, Group, by_key
from readout.reconcile.incidents import incidents_compared
from readout.reconcile.items import Item
from readout.reconcile.judged import Pair, judged, pairs
from readout.reconcile.lengths_told import lengths_told
from readout.reconcile.lines import Line, lines
from readout.reconcile.matching import matches, weighing
from readout.reconcile.numbers import numbers_compared
from readout.reconcile.omissions import omissions
from readout.reconcile.one_sided import one_sided
from readout.reconcile.origins import origins_compared
from readout.reconcile.provisions import provisions_omitted, terms_told
from readout.reconcile.provisos import provisos_omitted
from readout.reconcile.quotes import quotes_compared
from readout.reconcile.reach import reach_compared
from readout.reconcile.references import References
from readout.reconcile.resemblance import alike, kindred
from readout.reconcile.roles import roles_compared
from readout.reconcile.sensing import Reader
from readout.reconcile.signers import signers_compared
from readout.reconcile.spoken import beginners_compared, mouths_compared
from readout.reconcile.stances import stances_compared
from readout.reconcile.standing import standing_compared
from readout.reconcile.talks import talks_compared
from readout.reconcile.terms import Term
from readout.reconcile.threads import Thread, threads
from readout.reconcile.told_alike import rounds_compared, told_together, values_compared
from readout.reconcile.tolls import tolls_compared
from readout.reconcile.unsettled import unsettled_compared
from readout.reconcile.worlds import Rulings, absences


@dataclass(frozen=True, slots=True)
class Setting:
    """What the comparison of an episode needs besides its items; ``reader`` reads pairs of sentences."""

    who: Identities
    references: References | None
    as_of: str | None
    reader: Reader | None = None


def episode_findings(items: Sequence[Item], setting: Setting, ruled: Rulings) -> list[Finding]:
    """All findings of one episode, with people's merges and splits honoured."""
    runs = []
    for absent in absences(ruled.splits):
        present = [i for i in items if i.id not in absent]
        groups, differences = _compared(present, setting, [i for i in items if i.id in absent])
        runs.append((groups, differences, frozenset(i for s in ruled.splits for i in s) - absent))
    groups = _kept(runs[0][0], [(g.items, g) for r in runs for g in r[0]], runs)
    differences = [d for r in runs for d in r[1]] if len(runs) == 1 else _common(runs)
    groups = _merged(groups, items, ruled)
    found = [differing(d) for d in differences]
    found += shared(groups)
    found += single(items, groups, differences)
    return found


_Run = tuple[list[Group], list[Difference], frozenset[str]]


def _kept(first: list[Group], every: Sequence[tuple[tuple[Item, ...], Group]], runs: Sequence[_Run]) -> list[Group]:
    """With splits: groups that hold a split record, and those that every run has."""
    if len(runs) == 1:
        return first
    named = frozenset(i for r in runs for i in r[2])
    return [g for items, g in every if named & {i.id for i in items} or g in first]


def _common(runs: Sequence[_Run]) -> list[Difference]:
    """Differences that rest on a split record, and those that every run finds."""
    named = frozenset(i for r in runs for i in r[2])
    keys = [{(d.about, d.items) for d in r[1]} for r in runs]
    return [
        d
        for r in runs
        for d in r[1]
        if (d.finding == "disputed" and named & {i.id for i in d.items}) or all((d.about, d.items) in k for k in keys)
    ]


def _merged(groups: list[Group], items: Sequence[Item], ruled: Rulings) -> list[Group]:
    """Groups that share a record that a person merged become one."""
    for ids, author in ruled.merges:
        chosen = tuple(i for i in items if i.id in ids)
        if len(chosen) < 2:
            continue
        reason = f"joined by {author}"
        merged = Group(chosen[0].record.kind, chosen, f"{chosen[0].record.kind} joined by hand", reason)
        touching = [g for g in groups if ids & {i.id for i in g.items} and g.kind == merged.kind]
        groups = [g for g in groups if g not in touching]
        everything = tuple(dict.fromkeys(i for g in (merged, *touching) for i in g.items))
        groups.append(Group(merged.kind, everything, touching[0].subject if touching else merged.subject, reason))
    return groups


def _compared(
    items: Sequence[Item], setting: Setting, absent: Sequence[Item] = ()
) -> tuple[list[Group], list[Difference]]:
    told = lines(items, absent)
    groups, differences = _by_rules(items, told, setting, absent)
    if len({i.report.id for i in items}) > 1:
        alike, differences = judged(told, items, groups, differences, setting.reader)
        groups += alike
    return groups, differences


def held_together(items: Sequence[Item], setting: Setting) -> list[Pair]:
    """Sentences of an episode that may speak of one thing, with all that speaks of a dispute between them."""
    told = lines(items)
    groups, differences = _by_rules(items, told, setting)
    return pairs(told, items, groups, differences)


def terms_held(items: Sequence[Item], setting: Setting) -> list[Term]:
    """Sentences of an episode that may give a term of its accord, with what speaks for others leaving it out."""
    told = lines(items)
    return terms_told(_threads(items, setting.who), items, told, weighing(told))[1]


def _by_rules(
    items: Sequence[Item], every: Sequence[Line], setting: Setting, absent: Sequence[Item] = ()
) -> tuple[list[Group], list[Difference]]:
    who = setting.who
    if len({i.report.id for i in items}) < 2 and not setting.references:
        return [], []
    by_report: dict[str, list[Item]] = {}
    for item in items:
        by_report.setdefault(item.report.id, []).append(item)
    groups: list[Group] = []
    differences: list[Difference] = []
    for found in (
        numbers_compared(list(by_report.values()), absent),
        talks_compared(items, who),
        quotes_compared(items, who),
        incidents_compared(items, who),
        conditions_compared(items, who),
        stances_compared(items, who),
    ):
        groups += found[0]
        differences += found[1]
    agreed, apart = lengths_compared(items, who, absent)
    groups += agreed
    differences += [d for d in apart if not any(_covers(o, d) for o in differences)]
    differences += standing_compared(items, absent)
    told = _threads(items, who, absent)
    for thread in told:
        differences += agreement_differences(thread, items, who)
        differences += brokers_compared(thread, items)
        if len({i.report.id for i in thread.facts}) > 1:
            groups.append(
                Group("agreement", thread.facts, thread.subject, "the same measure between parties that overlap")
            )
    differences += omissions(told, items, who)
    differences += one_sided(told, items, who)
    differences += roles_compared(items, who, setting.references, setting.as_of, absent)
    groups += alike(items, who)
    groups += kindred(items)
    groups += consents(items, who)
    _add_sentences(told, items, every, groups, differences)
    return groups, list({(d.finding, d.about, d.explanation): d for d in reversed(differences)}.values())[::-1]


def _threads(items: Sequence[Item], who: Identities, absent: Sequence[Item] = ()) -> list[Thread]:
    own = by_key(items, lambda i: [i.report.id])
    lengths = [told for report in own.values() for told in lengths_told(report, absent)]
    return threads([*items, *lengths], who)


def _add_sentences(
    told: Sequence[Thread],
    items: Sequence[Item],
    every: Sequence[Line],
    groups: list[Group],
    differences: list[Difference],
) -> None:
    """Adds what the sentences of the reports tell together and where they differ, beside what records gave."""
    weigh = weighing(every)
    matched = matches(every, weigh)
    differences += values_compared(matched, differences)
    differences += rounds_compared(every, differences)
    agreed, apart = tolls_compared(every, differences)
    groups += agreed
    differences += apart
    differences += denials_compared(every, matched, weigh, differences)
    differences += unsettled_compared(every, items, weigh, differences)
    differences += reach_compared(every, items, weigh, differences)
    differences += signers_compared(every)
    differences += coverage_compared(every, weigh, differences)
    differences += strings_compared(every, weigh, differences)
    differences += dates_compared(every, matched, differences)
    differences += appointments_compared(every, weigh, differences)
    differences += mouths_compared(every, differences)
    differences += beginners_compared(every, differences)
    differences += origins_compared(every, weigh, differences)
    groups += told_together(matched, groups, differences)
    differences += provisions_omitted(told, items, every, matched, weigh)
    differences += provisos_omitted(every, matched, weigh, differences)


def _covers(found: Difference, other: Difference) -> bool:
    """True when ``found`` says of two of the same reports that the length of a contact differs."""
    contact = found.about == "number" and all(i.record.kind == "talks" for i in found.items)
    return contact and len({i.report.id for i in found.items} & {i.report.id for i in other.items}) > 1
