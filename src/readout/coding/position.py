"""Positions: an actor's stance on a measure, a proposal or another actor's conduct (codebook section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

from readout.codebook.lexicon import Hit, PhraseTable, data
from readout.coding.attribution import Attribution
from readout.coding.actors import distinct
from readout.coding.measures import NOTHING, Found, Measures
from readout.coding.reading import Reading, wished
from readout.language.frames import Frame, is_negated
from readout.model import Actor, Position
from readout.model import Span as TextSpan
from readout.model.record import Factuality, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLOVER = {"accept": "AGREE", "support": "SUPPORT", "criticise": "ACCUSE", "reject": "REJECT"}
_OPPOSITE: dict[str, Stance] = {"accept": "reject", "support": "doubt", "open": "reject", "reject": "open", "criticise": "support", "doubt": "support", "conditional": "conditional"}
_CONDUCT = frozenset({"accuse", "blame", "condemn", "criticise", "criticize", "denounce", "praise", "thank", "commend", "congratulate", "fault", "rebuke", "slam", "lambast", "castigate", "deplore", "decry", "salute", "applaud", "hail", "charge", "attack", "berate", "chide", "scold"})
_VOICE = frozenset({"express", "voice", "show", "have", "reaffirm", "affirm", "reiterate", "signal", "declare", "raise", "offer", "pledge", "give", "convey", "repeat", "indicate", "confirm", "share", "hold", "withdraw", "announce", "face", "lend", "restate", "harbour"})
_LINKING = frozenset({"be", "remain", "seem", "stay", "appear", "feel", "sound", "become", "look", "grow"})
_SENDING = frozenset({"accept", "agree", "sign", "negotiate", "send", "withdraw", "give", "disarm", "surrender", "recognise", "recognize", "join", "leave", "lift", "cede", "talk", "return", "tolerate", "allow", "support", "stop", "halt", "compromise", "permit", "hand", "lay", "bow", "yield", "retreat", "attend", "take", "let", "be"})


def positions(reading: Reading, measures: Measures) -> Iterator[Position]:
    """Every position of the report; one stance a predicate, several where a sentence holds several."""
    for sent in reading.sents:
        for frame in reading.frames[sent.start]:
            if wished(frame):
                continue
            for rule in (_voiced, _adjectival, _verbal, _refusing):
                found = list(rule(reading, measures, frame))
                if found:
                    yield from found
                    break
    for over in reading.attributions:
        if over.statement and (found_one := _evaluative(reading, measures, over)) is not None:
            yield found_one


def _make(reading: Reading, head: Token, holder: tuple[Actor, ...], stance: Stance, found: Found, toward: tuple[Actor, ...] = (), *, confidence: float = 0.6, factuality: Factuality = "fact", evidence: TextSpan | None = None, said_by: tuple[Actor, ...] | None = None) -> Position:
    ground = reading.ground(head, factuality, evidence)
    if said_by is not None:
        ground["said_by"] = said_by
    return Position(
        **ground,
        plover=_PLOVER.get(stance),
        holder=distinct(holder),
        stance=stance,
        measure=found.codes,
        toward=tuple(a for a in distinct(toward) if a not in holder),
        confidence=confidence,
    )


@cache
def _table(key: str) -> PhraseTable:
    return PhraseTable.of({stance: entry[key] for stance, entry in data("stances").items()})


def _phrase(frame: Frame) -> list[str]:
    """The predicate's lemma followed by its particles and prepositions, for phrases such as "agree to"."""
    after = [c for c in frame.head.children if c.i > frame.head.i and c.dep_ in ("prt", "prep", "advmod", "dobj", "xcomp")]
    return [frame.head.lemma_.casefold(), *(c.lemma_.casefold() for c in sorted(after, key=lambda c: c.i)[:2])]


def _stance_verb(frame: Frame) -> tuple[Stance, Hit] | None:
    lemmas = _phrase(frame)
    table = _table("verbs")
    hits = [h for h in table.find(lemmas) if h.start == 0] or [h for h in table.find(frame.lemma.split()) if h.start == 0]
    return (cast(Stance, hits[0].code), hits[0]) if hits else None


def _verbal(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Position]:
    """ "welcomed the pause", "rejected the terms", "accused X of ...", "refused to sign"."""
    if (entry := _stance_verb(frame)) is None:
        return
    stance, hit = entry
    lemma = frame.head.lemma_.casefold()
    holder = reading.agents(frame)
    if not holder or (lemma == "agree" and (frame.complement() is not None or len(holder) > 1)):
        return
    if lemma in ("announce", "discuss", "raise") and hit.end - hit.start == 1:
        return
    complement = frame.complement()
    objects = [o for p in frame.head.children if p.dep_ in ("prep", "prt") for o in p.children if o.dep_ in ("pobj", "pcomp")]
    parts = [t for t in (complement, *frame.patients) if t is not None]
    found = NOTHING
    for part in [*parts, *objects]:
        found = found or measures.of(part)
    toward = reading.actors(*frame.patients)
    if lemma in ("refuse", "decline") and complement is not None:
        deed = complement.lemma_.casefold()
        if deed in ("say", "comment", "name", "give", "speak", "answer", "elaborate", "confirm", "identify", "discuss", "specify", "rule") and not found:
            return
    if frame.modality == "possible" and stance != "reject" and not frame.negated:
        return
    if lemma in ("attack", "charge", "fault", "block", "resist", "strike", "exclude", "credit", "back", "defend", "question", "dismiss", "object", "consider", "decline", "thank", "greet", "celebrate", "signal", "encourage", "explore", "adopt", "regret", "speak") and not found and not (lemma in _CONDUCT and toward):
        return
    if lemma in ("attack", "defend") and found.codes in (("territory",), ()):
        return
    if not found and not toward and not (lemma in _CONDUCT and parts):
        return
    if complement is None and not parts and not objects:
        return
    if frame.negated:
        stance = _OPPOSITE[stance]
    if stance in ("accept", "support", "open") and _conditional(frame.head):
        stance = "conditional"
    mutual = _mutual(frame, holder)
    for who, whom in mutual or [(holder, toward or _blamed(reading, frame, found))]:
        codes = found if found else Found(("other",) if lemma in _CONDUCT else (), False, 0, 0)
        yield _make(reading, frame.head, who, stance, codes, whom, confidence=0.65, factuality=_factuality(frame))


def _mutual(frame: Frame, holder: tuple[Actor, ...]) -> list[tuple[tuple[Actor, ...], tuple[Actor, ...]]]:
    """ "A and B accused each other": two positions."""
    lowers = {t.lower_ for t in frame.head.subtree}
    each = bool(lowers & {"each", "one", "both"}) and bool(lowers & {"other", "another"}) and frame.head.lemma_ in ("accuse", "blame", "criticise", "criticize", "condemn", "denounce", "charge")
    if not each or len(holder) != 2:
        return []
    return [((holder[0],), (holder[1],)), ((holder[1],), (holder[0],))]


def _blamed(reading: Reading, frame: Frame, found: Found) -> tuple[Actor, ...]:
    """Whose conduct it is: "criticised X's refusal"; "rejected their demands"."""
    owners = [c for p in frame.patients for c in p.children if c.dep_ == "poss"]
    return reading.actors(*owners)


def _factuality(frame: Frame) -> Factuality:
    if frame.modality in ("possible", "conditional") and frame.head.dep_ not in ("ccomp",):
        return "possible"
    return "fact"


def _conditional(head: Token) -> bool:
    return any(c.dep_ == "advcl" and any(m.lower_ in ("if", "provided", "unless", "once") and m.dep_ in ("mark", "advmod", "prep") for m in c.children) for c in head.subtree if c.dep_ == "advcl")


def _adjectival(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Position]:
    """ "is ready for talks", "remains sceptical of the deal"."""
    if frame.head.lemma_ not in _LINKING:
        return
    holder = reading.agents(frame)
    for child in frame.head.children:
        if child.dep_ not in ("acomp", "attr", "oprd", "prep", "xcomp") or not holder:
            continue
        lemmas = [t.lemma_.casefold() for t in child.subtree][:6]
        lowers = [t.lower_ for t in child.subtree][:6]
        hits = [h for words in (lemmas, lowers) for h in _table("adjectives").find(words) if h.start <= 2]
        if not hits:
            continue
        stance = cast(Stance, hits[0].code)
        found = measures.of(child) or measures.of(frame.head)
        deed = next((c for c in child.children if c.dep_ == "xcomp"), None)
        if not found and deed is None and stance in ("open",):
            continue
        if not found and not any(c.dep_ in ("prep", "ccomp", "xcomp") for c in child.children):
            continue
        if frame.negated or is_negated(child):
            stance = _OPPOSITE[stance]
        if stance in ("open", "accept", "support") and (_conditional(frame.head)):
            stance = "conditional"
        yield _make(reading, frame.head, holder, stance, found, confidence=0.6)
        return


def _voiced(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Position]:
    """ "expressed cautious optimism about ...", "has doubts", "voiced support"."""
    if frame.head.lemma_.casefold() not in _VOICE:
        return
    holder = reading.agents(frame)
    for patient in frame.patients:
        lemmas = [t.lemma_.casefold() for t in reading.doc[patient.left_edge.i : patient.i + 1]]
        hits = list(_table("nouns").find(lemmas))
        if not hits or not holder or hits[-1].end != len(lemmas):
            continue
        if frame.head.lemma_ in ("have", "give", "share", "offer", "hold", "raise", "face") and patient.lemma_ in ("interest", "hope", "agreement", "support", "concern", "confidence", "relief", "consent", "approval"):
            if not measures.of(patient, refer=False):
                continue
        stance = cast(Stance, hits[-1].code)
        found = measures.of(patient)
        toward = reading.actors(*(o for c in patient.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"))
        if not found and not toward:
            found = measures.of(frame.head)
        if frame.negated:
            stance = _OPPOSITE[stance]
        yield _make(reading, frame.head, holder, stance, found, toward if not found else (), confidence=0.65)


def _refusing(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Position]:
    """ "we will not send troops", "would never sign": said of oneself, a refusal."""
    if not frame.negated or frame.modality not in ("future", "conditional", "possible", "none") or frame.head.lemma_ not in _SENDING:
        return
    speaker = reading.said_by(frame.head)
    holder = reading.agents(frame)
    if frame.head.lemma_ == "be" and not any(c.lower_ in ("time", "ready", "table", "place", "question", "option", "possible", "acceptable") for c in frame.head.subtree):
        return
    if frame.head.lemma_ == "be":
        holder = speaker
    if not holder or (not speaker and frame.modality == "none"):
        return
    if frame.modality == "none" and frame.head.lemma_ not in ("accept", "agree", "recognise", "recognize", "support", "be", "tolerate", "compromise"):
        return
    same = not speaker or any(a == b or (a.state and a.state == b.state) for a in holder for b in speaker)
    found = measures.of(frame.head)
    if not found or (not same and frame.modality != "future"):
        return
    yield _make(reading, frame.head, holder, "reject", found, confidence=0.6)


def _evaluative(reading: Reading, measures: Measures, over: Attribution) -> Position | None:
    """ "called it 'a grave error'", "said the truce was worth little", "fear that the pause lets them re-arm"."""
    lemmas: list[str] = []
    for start, end in over.content:
        lemmas += [t.lemma_.casefold() for t in reading.doc[start:end]]
    head = reading.doc[over.head]
    cue = head.lemma_.casefold()
    hits = list(_table("terms").find(lemmas))
    stance: Stance | None = None
    if hits:
        stance = cast(Stance, hits[0].code)
        if _flipped(lemmas, hits[0].start):
            stance = _OPPOSITE[stance]
    if cue in ("fear", "doubt", "worry", "suspect", "distrust", "question"):
        stance = "doubt"
    if stance is None or cue in ("deny",):
        return None
    found = NOTHING
    first = reading.doc[over.content[0][0]]
    subject_end = over.content[-1][1]
    found = measures.within(over.content[0][0], subject_end)
    if not found and over.group == "call":
        frame = reading.frame_at.get(over.head)
        for patient in frame.patients if frame else ():
            found = found or measures.of(patient)
    if not found and over.group in ("say", "according") and over.quote is not None and len(lemmas) <= 14:
        found = measures.within(over.content[0][0], subject_end)
        if not found:
            return None
    if not found or (over.size > 28 and cue not in ("fear", "doubt", "suspect")):
        return None
    del first
    inner = any(p.statement and p is not over and over.covers(p.head) for p in reading.attributions)
    if inner:
        return None
    sent = reading.sentence(head)
    ranges = [r for r in over.content if r[0] < sent.end and r[1] > sent.start] or [over.cue]
    start = min(over.cue[0], *(r[0] for r in ranges)) if over.group in ("call", "believe", "object") else min(r[0] for r in ranges)
    end = max(over.cue[1], *(r[1] for r in ranges)) if over.group in ("call", "believe", "object") else max(r[1] for r in ranges)
    evidence = reading.chars(max(start, sent.start), min(end, sent.end))
    return _make(reading, head, over.speaker, stance, found, confidence=0.5, evidence=evidence, said_by=over.speaker)


def _flipped(lemmas: list[str], at: int) -> bool:
    return any(w in ("not", "no", "never", "hardly", "n't", "without", "little") for w in lemmas[max(0, at - 4) : at])
