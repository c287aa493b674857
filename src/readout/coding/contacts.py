"""Contact told by a verb: "met", "spoke by phone with", "will visit", "is to see", and who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from readout.codebook.lexicon import data, words
from readout.coding.actors import distinct
from readout.coding.appointments import intended
from readout.coding.opponents import apart, of_places, opponent
from readout.coding.reading import Reading, wished
from readout.language.frames import Frame
from readout.model import Actor
from readout.model.record import TalksFormat

if TYPE_CHECKING:
    from readout.language.tokens import Span, Token

_SPEAKING = frozenset({"talk", "speak", "consult", "negotiate", "confer"})
_ATTENDING = frozenset({"attend", "join", "sit in", "take"})
_GOING = frozenset({"travel", "fly", "visit"})
_JOINING = _SPEAKING | {"meet"}


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that a verb tells of, with at least one taking part."""

    frame: Frame
    form: TalksFormat
    people: tuple[Actor, ...]


@cache
def _forms() -> dict[str, TalksFormat]:
    """The format of the contact that each verb tells of."""
    return {verb: form for form, verbs in data("talks")["verbs"].items() for verb in verbs}


def contacts(reading: Reading, sent: Span) -> Iterator[Contact]:
    """Every contact that a verb of the sentence tells of and that is no mere wish."""
    for frame in reading.frames[sent.start]:
        form = _form(reading, frame)
        if form is None or (wished(frame) and not intended(frame)) or _imagined(frame):
            continue
        people = _attending(reading, frame) if frame.lemma in _ATTENDING else _people(reading, frame)
        people = tuple(a for a in people if a.type not in ("public", "media"))
        if len(people) >= 2 or (people and (_together(frame) or (frame.lemma == "meet" and frame.negated))):
            yield Contact(frame, form, people)


def _together(frame: Frame) -> bool:
    """ "The ministers met for five hours", "the council meets on Tuesday": one noun for all who sit together."""
    several = any(
        a.tag_ in ("NNS", "NNPS") or a.lemma_.casefold() in words("talks", "around.bodies") for a in frame.agents
    )
    return several and frame.lemma in ("meet", "convene", "reconvene", "assemble") and not frame.patients


def _form(reading: Reading, frame: Frame) -> TalksFormat | None:
    if frame.lemma == "embrace" and frame.patients and not reading.actors(*frame.patients):
        return None  # an idea is embraced too
    if frame.lemma in _ATTENDING:
        return "talks" if _attended(frame) else None
    if frame.lemma == "expect":
        return "visit" if _awaited(reading, frame) else None
    if frame.lemma == "see":
        return "meeting" if _sees(reading, frame) else None
    if frame.lemma == "call" and not _rings(reading, frame):
        return None
    if frame.lemma in ("speak", "talk") and not _by_phone(frame):
        return "talks"
    return _forms().get(frame.lemma)


def _attended(frame: Frame) -> bool:
    """ "Attended the session", "sat in on the talks", "took part in the meeting"."""
    if frame.lemma == "take" and not any(p.lemma_ == "part" for p in frame.patients):
        return False
    held = [*frame.patients, *frame.preposition("in", "on", "of")]
    for part in list(held):
        held += [o for c in part.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"]
    return any(o.lemma_.casefold() in words("talks", "around.encounters") for o in held)


def _attending(reading: Reading, frame: Frame) -> tuple[Actor, ...]:
    who = reading.agents(frame)
    return distinct([*who, *reading.cast.pair]) if who else ()


def _awaited(reading: Reading, frame: Frame) -> bool:
    """ "He is expected in the capital on Saturday": a visit is planned."""
    plain = not any(c.dep_ in ("xcomp", "ccomp", "oprd") for c in frame.head.children)
    return frame.passive and plain and bool(reading.where(frame.head)) and _person(reading.actors(*frame.patients))


def _person(actors: tuple[Actor, ...]) -> bool:
    return bool(actors) and all(a.type == "person" for a in actors)


def _people(reading: Reading, frame: Frame) -> tuple[Actor, ...]:
    """Who takes part; empty where the verb tells of no contact after all."""
    who, others = reading.agents(frame), frame.preposition("with")
    if frame.lemma in _JOINING and len(who) < 2 and frame.head.tag_ != "VBG":
        who = who or tuple(reading.cast.last_before(frame.head.i, "plural"))
    whom = _whom(reading, frame, others)
    if frame.lemma in ("speak", "talk") and any(a.type in ("public", "media") for a in whom):
        return ()
    if frame.lemma == "gather" and any(a.type in ("military", "armed_group", "public") for a in who):
        return ()  # fighters gather at a camp, crowds in a square
    if frame.lemma == "expect":
        return distinct([*reading.actors(*frame.patients), *of_places(reading.where(frame.head))])
    if frame.lemma in _GOING:
        whom = whom or reading.actors(*frame.preposition("to")) or apart(of_places(reading.where(frame.head)), who)
        envoy = any(a.type in ("person", "government", "armed_group", "igo") for a in who)
        if not envoy or not (whom or (frame.lemma == "visit" and reading.where(frame.head))):
            return ()
    people = distinct([*who, *whom])
    joint = frame.lemma in words("talks", "around.joint") and not frame.patients and not others
    if len(people) < 2 and joint and frame.head.dep_ != "acl":
        if any(a.tag_ in ("NNS", "NNPS") or a.lower_ == "they" for a in frame.agents) or len(frame.agents) > 1:
            return around(reading, frame.head, people)
        if _bodies(frame):
            return distinct([*people, *reading.cast.pair])
    return people


def _whom(reading: Reading, frame: Frame, others: list[Token]) -> tuple[Actor, ...]:
    """Those on the other side of the verb; "with whom he spoke" points to the noun before."""
    if frame.lemma in _SPEAKING:
        heads = [*others, *(frame.preposition("to") if frame.lemma in ("talk", "speak") else [])]
        heads += frame.patients if frame.lemma == "consult" else []
    elif frame.lemma == "write":
        heads = [*frame.preposition("to"), *frame.patients]
    elif frame.lemma == "discuss":
        heads = others
    elif frame.lemma == "shuttle":
        heads = frame.preposition("between")
    else:
        heads = [*frame.patients, *others]
    relative = any(h.lower_ in ("whom", "who", "which") for h in heads) and frame.head.dep_ == "relcl"
    return reading.actors(*(h for h in heads if h.lower_ not in ("whom", "which")), *([frame.head.head] * relative))


def _bodies(frame: Frame) -> bool:
    """ "The joint commission will convene": a body in which sides sit together."""
    return any(a.lemma_.casefold() in words("talks", "around.bodies") for a in frame.agents)


def _sees(reading: Reading, frame: Frame) -> bool:
    """ "is to see the vice president": one person another."""
    whom = reading.actors(*frame.patients)
    who = reading.agents(frame)
    plain = not any(c.dep_ in ("xcomp", "ccomp", "oprd", "prt") for c in frame.head.children)
    return plain and bool(who) and bool(whom) and all(a.type == "person" for a in (*who, *whom))


def _imagined(frame: Frame) -> bool:
    """Contact as a purpose, a wish or a readiness; only what was agreed on or set is planned."""
    head = frame.head
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children)
    if infinitive and head.dep_ in ("xcomp", "acl", "advcl", "ccomp"):
        done = words("talks", "around.setting") | {"begin", "start", "continue", "go", "have"}
        return head.head.lemma_.casefold() not in done
    if frame.lemma in ("fly", "travel") and frame.patients:
        return True
    return frame.lemma in ("talk", "negotiate") and frame.modality in ("conditional", "possible")


def _rings(reading: Reading, frame: Frame) -> bool:
    """ "called the president", not "called it a lie", "called on both sides", "called for a truce"."""
    named = any(c.dep_ in ("oprd", "xcomp", "ccomp", "attr", "prt") for c in frame.head.children)
    whom = [p for p in frame.patients if reading.cast.of(p)]
    dated = ("DATE", "TIME")
    preps = [c for c in frame.head.children if c.dep_ == "prep"]
    after = [p.lower_ for p in preps if not any(o.ent_type_ in dated for o in p.children)]
    told = any(p.right_edge.i + 1 < len(reading.doc) and reading.doc[p.right_edge.i + 1].text in "\"“‘'" for p in whom)
    return bool(whom) and not named and not frame.passive and not told and not {"on", "for"} & set(after)


def _by_phone(frame: Frame) -> bool:
    return any(t.lemma_.casefold() in ("phone", "telephone", "call") for t in frame.head.subtree)


def around(reading: Reading, head: Token, known: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who takes part in a contact that names one side or none: the report's two, or the sides named just before."""
    pair = reading.cast.pair
    if len(pair) == 2 and len(known) == 1 and known[0].type not in ("person", "igo") and len(apart(pair, known)) == 2:
        return distinct([*pair]) if known[0].state is None else distinct([*known, *opponent(reading, head, known)])
    if len(pair) == 2 and len(apart(known, pair)) == 0:
        return pair
    if known:
        return distinct([*known, *opponent(reading, head, known)])
    first = opponent(reading, head, ())
    return distinct([*first, *opponent(reading, head, first)]) if first else ()
