"""Incidents: force used, attempted or alleged, and alleged breaches (codebook sections 3 and 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from readout.codebook.lexicon import table, words
from readout.coding.actors import distinct, states_in
from readout.coding.answers import answered
from readout.coding.casualties import casualties
from readout.coding.force import Force, among, forces
from readout.coding.naming import clean_name
from readout.coding.opponents import apart, of_places, sides
from readout.coding.reading import Reading
from readout.coding.terms import target_classes
from readout.linking.states import name_of
from readout.model import Actor, Incident, Span
from readout.model.record import Factuality, Outcome

if TYPE_CHECKING:
    from spacy.tokens import Token

_CREWED = frozenset({"jet", "plane", "helicopter", "warplane", "aircraft", "bomber", "tank"})
_CARRIED = 220
"""Most characters between two incidents of which the second takes the doer of the first."""


def incidents(reading: Reading) -> Iterator[Incident]:
    """Every incident of the report, with what is said about one in the words after it, in text order."""
    made = [record for found in forces(reading) for record in _records(reading, found)]
    made = [r for r in made if r.attacker or r.said_by or r.factuality != "negated"]
    made.sort(key=lambda r: r.evidence[0].start)
    yield from _attributed(reading, answered(reading, _carried(reading, made)))


def _records(reading: Reading, found: Force) -> Iterator[Incident]:
    record = _incident(reading, found)
    pair = _mutual(reading, found, record)
    yield from pair or (record,)


def _carried(reading: Reading, made: list[Incident]) -> Iterator[Incident]:
    """One that names no doer takes the one that the sentence before it names."""
    last: tuple[Incident, int] | None = None
    for record in made:
        line = reading.report.text.count("\n", 0, record.evidence[0].start)
        if not record.attacker and last is not None and line == last[1] and _follows(record, last[0]):
            taken = _swapped(record, last[0]) or last[0].attacker
            record = replace(record, attacker=taken, confidence=record.confidence - 0.1)
        if record.attacker:
            last = record, line
        yield record


def _follows(made: Incident, before: Incident) -> bool:
    """Same speaker, and no sign that the doer is another: the attacker of the sentence before is not the victim now."""
    gap = made.evidence[0].start - before.evidence[-1].end
    return made.said_by == before.said_by and -1 <= gap < _CARRIED and not sides(made.target) & sides(before.attacker)


def _swapped(made: Incident, before: Incident) -> tuple[Actor, ...]:
    """Of two sides that fire at each other, the other one kills forces' men."""
    own = made.target_class == ("military",) and any(a.type in ("military", "government") for a in before.attacker)
    return before.target if own and not made.target else ()


def _attributed(reading: Reading, made: list[Incident]) -> Iterator[Incident]:
    """Where nobody is named, the only side that the report shows attacking those struck."""
    shown = {
        next(iter(sides(r.attacker))): r.attacker for r in made if len(sides(r.attacker)) == 1 and r.confidence >= 0.6
    }
    for record in made:
        victims = sides(record.target) | sides(of_places(record.where)) | sides(a for a in record.said_by if a.state)
        others = [actors for side, actors in shown.items() if side not in victims]
        own = not record.attacker and record.target and not any(a.type == "public" for a in record.target)
        placed = not record.attacker and record.where
        if (own or placed) and victims & (set(shown) | sides(reading.cast.pair)) and len(others) == 1:
            record = replace(record, attacker=others[0], confidence=0.35)
        yield record


def _incident(reading: Reading, found: Force) -> Incident:
    lemmas = _lemmas(found)
    outcome = _outcome(lemmas)
    attackers = _attackers(reading, found, outcome)
    struck = list(found.struck)
    span = _evidence(reading, found)
    killed, injured = casualties(span.of(reading.report.text))
    classes = ("territory",) if found.sort == "intrusion" else _classes(reading, found, struck, lemmas)
    return Incident(
        **reading.ground(found.head, _factuality(reading, found), span),
        plover="ASSAULT",
        attacker=attackers,
        target=_target(reading, struck, attackers),
        target_class=classes,
        means=_means(lemmas),
        outcome=outcome,
        killed=killed,
        injured=injured,
        confidence=0.65 if attackers else 0.5,
    )


def _evidence(reading: Reading, found: Force) -> Span:
    """The clause; one with "and wounded nine" after it is one telling."""
    span = reading.evidence(found.head)
    for child in found.head.children:
        joined = child.dep_ == "conj" and child.i > found.head.i and child.lemma_ in ("kill", "injure", "wound", "hurt")
        if joined and not any(c.dep_.startswith("nsubj") for c in child.children):
            return Span(span.start, max(span.end, reading.evidence(child).end))
    return span


def _factuality(reading: Reading, found: Force) -> Factuality:
    over = reading.attribution(found.head)
    denied = over is not None and reading.doc[over.head].lemma_ in words("incidents", "denying")
    if found.negated or denied:
        return "negated"
    return "possible" if found.frame is not None and found.frame.modality == "possible" else "fact"


def _lemmas(found: Force) -> list[str]:
    doc = found.head.doc
    start, end = found.head.left_edge.i, found.head.right_edge.i + 1
    apart_from = {
        t.i for c in found.head.children if c.dep_ == "conj" and c.pos_ == "VERB" for t in c.subtree if t is not c
    }
    return [t.lemma_.casefold() for t in doc[start:end] if t.i not in apart_from]


def _mutual(reading: Reading, found: Force, made: Incident) -> tuple[Incident, ...]:
    """ "A and B accused each other of breaking the truce", "each said the other had fired": two, each said by one."""
    sent = reading.sentence(found.head)
    here = {t.lower_ for t in sent}
    if not (here & {"each", "both", "one"} and here & {"other", "another"}) or not made.said_by:
        return ()
    over = reading.attribution(found.head)
    cue = reading.frame_at.get(over.head) if over is not None else None
    subjects = reading.agents(cue) if cue is not None else ()
    speakers = next((who for who in (made.said_by, subjects, reading.cast.pair) if len(who) == 2), ())
    if len(speakers) != 2:
        return ()
    first, second = speakers
    return (
        replace(made, said_by=(first,), attacker=(second,), target=(first,)),
        replace(made, said_by=(second,), attacker=(first,), target=(second,)),
    )


def _attackers(reading: Reading, found: Force, outcome: Outcome) -> tuple[Actor, ...]:
    frame, weapons = found.frame, list(found.arms)
    if any(d.pos_ == "PRON" for d in found.doers) and found.head.lemma_ in ("return", "respond", "answer"):
        return reading.said_by(found.head) or reading.actors(*found.doers)
    if outcome == "intercepted" and frame is not None and any(o.lemma_.casefold() in _CREWED for o in weapons):
        return reading.agents(frame)
    if frame is not None and outcome in ("repelled", "intercepted") and not frame.passive and weapons:
        return _senders(reading, weapons)
    if frame is not None and frame.passive and not frame.agents:
        return _senders(reading, weapons) or _senders(reading, _within(reading, found))
    doers = _senders(reading, found.doers)
    return doers or _senders(reading, weapons) or _senders(reading, _within(reading, found))


def _within(reading: Reading, found: Force) -> list[Token]:
    """Those who strike in a part of the clause: "in shelling by the army", "when rebels threw a grenade"."""
    near: list[Token] = []
    for child in found.head.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "by", "during", "with", "from"):
            told = [o for o in child.children if o.dep_ == "pobj" and (among("attacks", o) or among("weapons", o))]
            near += [o for t in told for c in t.children if c.lower_ == "with" for o in c.children] or told
        if (
            child.dep_ in ("advcl", "relcl")
            and child.i in reading.frame_at
            and (among("strong", child) or among("weak", child))
        ):
            near += reading.frame_at[child.i].agents
    return near


def _senders(reading: Reading, heads: list[Token] | tuple[Token, ...]) -> tuple[Actor, ...]:
    """The actors among the doers; for weapons and attacks, those who sent them ("a neighbour's drones")."""
    found: list[Actor] = []
    for head in heads:
        loose = among("weapons", head) or among("attacks", head) or head.dep_ in ("amod", "compound", "nmod")
        if not loose:
            actors = reading.actors(head)
            people = [a for a in actors if a.type in ("public", "person") and not a.state and among("victims", head)]
            found += actors if len(people) < len(actors) or among("doers", head) else []
            if not actors and (states := states_in(reading.doc, head)):
                found += [Actor(name_of(code), code, None, "government") for _, code in states]
            elif not actors and among("doers", head):
                found.append(Actor(clean_name(head.doc[head.left_edge.i : head.i + 1].text), None, None, "armed_group"))
            continue
        states = states_in(reading.doc, head)
        found += [Actor(name_of(code), code, None, "government") for _, code in states]
        if not states:
            found += [a for c in head.children if c.dep_ in ("poss", "compound") for a in _named(reading, c)]
            after = [o for c in head.children if c.dep_ in ("prep", "acl") for o in c.subtree if o.dep_ == "pobj"]
            found += [a for o in after if o.head.lower_ in ("by", "from") for a in reading.actors(o)]
            if any(c.lemma_.casefold() in ("military", "army", "naval") for c in head.children):
                found.append(Actor("military", None, None, "military"))
            if head.head.lemma_ in ("claim", "admit") and head.head.i in reading.frame_at:
                found += reading.agents(reading.frame_at[head.head.i])
            found += reading.actors(head) if head.dep_ in ("amod", "compound", "nmod") else ()
    return distinct(found)


def _named(reading: Reading, token: Token) -> tuple[Actor, ...]:
    """The actors of a modifier; a bare noun for a fighter stands for itself ("rebel shelling")."""
    if actors := reading.actors(token):
        return actors
    return (Actor(token.text, None, None, "armed_group"),) if among("doers", token) else ()


def _target(reading: Reading, struck: list[Token], attackers: tuple[Actor, ...]) -> tuple[Actor, ...]:
    found: list[Actor] = []
    for head in struck:
        found += apart(reading.actors(head), attackers)
        if not found:
            found += [Actor(name_of(code), code, None, "government") for _, code in states_in(reading.doc, head)]
    if not found and attackers and len(reading.cast.pair) == 2:
        rest = apart(reading.cast.pair, attackers)
        found = list(rest) if len(rest) == 1 else []
    return distinct(found)


def _words(head: Token) -> list[str]:
    """Lemmas of a noun phrase and its "of ..." part, without what else hangs on it."""
    found = [t.lemma_.casefold() for t in head.doc[head.left_edge.i : head.i + 1]]
    for prep in head.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "in") and prep.i > head.i:
            found += [w for o in prep.children if o.dep_ == "pobj" for w in _words(o)]
    return found


def _classes(reading: Reading, found: Force, struck: list[Token], lemmas: list[str]) -> tuple[str, ...]:
    """What is struck by its own words, then by the words of the clause around, without who strikes."""
    own = [w for head in struck for w in _words(head)]
    doing = {t.lemma_.casefold() for d in found.doers for t in d.subtree} if found.doers else set()
    told = [w for w in lemmas if w not in doing or w in own]
    heads = target_classes([h.lemma_.casefold() for h in struck])
    for text in (own, told):
        arms = words("incidents", "weapons") if text is told else frozenset()
        codes = list(target_classes([w for w in text if w not in arms | {"defence", "defense", "force"}]))
        if "civilian" in codes or "military" in codes:
            fighters = bool(set(text) & words("incidents", "combatants"))
            codes = [c for c in codes if c != "civilian" or not fighters or "civilian" in text]
        named = [c for c in codes if c != "territory"]
        if named:
            specific = [c for c in named if c not in ("civilian", "military", "transport")]
            people = [c for c in named if c in ("civilian", "military")]
            first = [c for c in heads if c in named]
            return tuple(dict.fromkeys([*first, *specific[:2], *people]))[:3] or tuple(named[:2])
    if set(own) & words("incidents", "combatants"):
        return ("military",)
    if any(o.lemma_.casefold() in _CREWED for o in found.arms):
        return ("military",)
    return ("unspecified",)


def _means(lemmas: list[str]) -> tuple[str, ...]:
    shot = " ".join(lemmas)
    for words_of in ("shoot down", "air defence", "air defense", "warning shot"):
        shot = shot.replace(words_of, "shoot" if "shot" in words_of else "")
    codes = list(dict.fromkeys(h.code for h in table("means").find(shot.split())))
    if len(codes) > 1:
        codes = [c for c in codes if c not in ("ground_assault", "bombing")] or codes
    return tuple(codes[:2]) or ("unspecified",)


def _outcome(lemmas: list[str]) -> Outcome:
    text = f" {' '.join(lemmas)} "
    present = set(lemmas)
    if any(f" {p} " in text for p in words("incidents", "intercepted") - {"down"}):
        return "intercepted"
    if any(f" {p} " in text for p in words("incidents", "repelled")):
        return "repelled"
    if present & words("incidents", "attempted"):
        return "attempted"
    return "hit" if present & words("incidents", "hits") else "unknown"
