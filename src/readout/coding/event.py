"""Events: interactions that no other kind holds: aid, sanctions, threats, releases, deployments, ground taken."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from readout.codebook.lexicon import PhraseTable, data
from readout.coding.actors import distinct
from readout.coding.reading import Reading, wished
from readout.language.frames import Frame
from readout.model import Event
from readout.model.record import Factuality

if TYPE_CHECKING:
    pass

_GUARDS: dict[str, frozenset[str]] = {
    "YIELD": frozenset(["prisoner", "hostage", "captive", "detainee", "soldier", "body", "remains", "troop", "force", "border", "crossing", "airspace", "port", "road", "town", "city", "embassy", "sanction", "territory", "weapon", "arm", "post", "airport", "village", "base", "fighter", "refugee", "civilian", "checkpoint", "capital", "blockade", "siege", "asset", "aid", "president", "minister", "leader", "wounded", "convoy"]),
    "SANCTION": frozenset(["sanction", "embargo", "tie", "relation", "ambassador", "diplomat", "border", "aid", "treaty", "asset", "trade", "talk", "airspace", "crossing", "delivery", "visa", "flight", "envoy", "gas", "supply", "bank", "tariff", "export", "import", "support", "cooperation", "membership", "fund", "port", "consulate", "company"]),
    "MOBILIZE": frozenset(["troop", "force", "soldier", "reservist", "army", "warship", "ship", "unit", "brigade", "battalion", "tank", "fleet", "peacekeeper", "aircraft", "reinforcement", "navy", "police", "jet", "fighter", "carrier", "monitor", "observer", "border", "men", "division", "regiment", "militia", "artillery"]),
    "COERCE": frozenset(["prisoner", "journalist", "activist", "leader", "politician", "official", "soldier", "curfew", "ship", "vessel", "member", "opponent", "civilian", "worker", "crew", "man", "woman", "people", "protester", "resident", "fisherman", "aid", "law", "tanker", "lawmaker", "driver", "captain", "general", "commander", "teacher", "staff", "hostage", "villager", "rule", "minister", "trawler", "student", "editor", "monk"]),
    "ASSAULT": frozenset(["territory", "town", "city", "village", "ground", "region", "area", "position", "hill", "district", "settlement", "base", "airport", "crossing", "control", "advance", "front", "bridge", "suburb", "outskirt", "line", "province", "peak", "plateau", "heights", "island", "capital", "fort", "post", "kilometre", "mile"]),
    "AID": frozenset(["aid", "relief", "food", "medicine", "army", "force", "troop", "million", "billion", "dollar", "euro", "grain", "tent", "fund", "convoy", "truck", "hospital", "refugee", "weapon", "tank", "ammunition", "missile", "equipment", "fuel", "water", "clinic", "loan", "lorry", "supply", "victim", "survivor", "flour", "generator"]),
}  # fmt: skip
_NEED_GUARD = frozenset(_GUARDS)


@cache
def _verbs() -> PhraseTable:
    return PhraseTable.of(data("plover"))


def events(reading: Reading) -> Iterator[Event]:
    """Every other interaction of the report."""
    for sent in reading.sents:
        for frame in reading.frames[sent.start]:
            if (made := _of_frame(reading, frame)) is not None:
                yield made


def _of_frame(reading: Reading, frame: Frame) -> Event | None:
    code = _code(frame)
    if code is None or wished(frame) or _fighting(reading, frame):
        return None
    if frame.head.dep_ == "xcomp" and frame.head.head.lemma_ not in ("begin", "start", "continue", "threaten", "help", "manage", "vow", "promise", "be", "have", "go"):
        return None
    if frame.modality in ("obligation", "conditional", "possible") and code != "THREATEN":
        return None
    source = reading.agents(frame)
    target = reading.actors(*(p for p in frame.patients), *frame.preposition("to", "from", "against", "on", "into"))
    if code == "THREATEN":
        target = target or reading.actors(*frame.preposition("with"))
    if code == "YIELD" and frame.head.lemma_ in ("swap", "exchange"):
        target = source
    if (not source and not frame.passive) or (all(a.type == "public" for a in source) and code not in ("PROTEST",) and source):
        return None
    if not source and not target and not frame.passive:
        return None
    if not target and code in ("ASSAULT", "COERCE") and len(source) == 1:
        own = {source[0].state or source[0].name}
        other = [a for a in reading.cast.pair if (a.state or a.name) not in own]
        target = tuple(other) if len(other) == 1 else ()
    factuality: Factuality = "negated" if frame.negated else "planned" if frame.modality == "future" and code != "THREATEN" else "fact"
    return Event(
        **reading.ground(frame.head, factuality),
        plover=code,
        source=distinct(source),
        target=tuple(a for a in distinct(target) if a not in source or (code == "YIELD" and len(source) > 1)),
        confidence=0.5,
    )


def _fighting(reading: Reading, frame: Frame) -> bool:
    """ "strike" of an army is an incident, of workers a protest; a clause told inside another event is none."""
    if frame.head.lemma_ == "strike":
        return any(a.type != "public" for a in reading.agents(frame)) or bool(frame.patients)
    return False


def _code(frame: Frame) -> str | None:
    lemmas = [frame.head.lemma_.casefold(), *(c.lemma_.casefold() for c in frame.head.children if c.i > frame.head.i and c.dep_ in ("prt", "dobj", "prep", "advmod"))]
    hits = [h for h in _verbs().find(lemmas) if h.start == 0] or [h for h in _verbs().find(frame.lemma.split()) if h.start == 0]
    arguments = {t.lemma_.casefold() for p in (*frame.patients, *frame.preposition("of", "into", "to", "in", "from", "with", "on")) for t in p.subtree}
    if frame.head.dep_ in ("acl", "relcl"):
        arguments.add(frame.head.head.lemma_.casefold())
    if not frame.patients or frame.head.lemma_ in ("leave", "enter", "quit"):
        arguments |= {t.lemma_.casefold() for t in frame.agents}
    for hit in hits:
        if hit.code in _NEED_GUARD and hit.end - hit.start == 1 and not arguments & _GUARDS[hit.code]:
            continue
        return hit.code
    return None
