"""Terms told in plain sentences after a deal: "Each side keeps its army. Prisoners go home. Abyei was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.commitment import bound_by, is_deal, made
from readout.coding.interaction import deed
from readout.coding.measures import Found, Measures
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Actor, Agreement

if TYPE_CHECKING:
    from readout.language.tokens import Token

_CLAUSES = ("ROOT", "conj", "xcomp", "ccomp", "parataxis", "relcl")
_STATES = frozenset(
    "be have do say seem appear mean need know think hope fear expect believe like love hate matter look feel welcome "
    "support oppose doubt blame accuse criticise criticize reject denounce condemn deny insist warn argue claim fear "
    "suggest propose offer threaten wonder understand depend consider complain worry show suffer live reckon "
    "read sound cost count speak mark raise reflect".split()
)
"""Verbs whose present tense describes, judges or reports, and binds nobody."""
_SILENT = frozenset(
    "mention leave omit exclude discuss postpone defer shelve settle resolve decide agree fix set name".split()
)
_LATER = frozenset("out aside open off later unsettled undecided unresolved unmentioned over".split())


def tells(records: list[Agreement]) -> bool:
    """True for a deal or term told as agreed by more than one party, whose terms may follow."""
    return bool(records) and records[0].status == "agreed" and len(records[0].parties) > 1


def sequel(reading: Reading, measures: Measures, frame: Frame, bound: tuple[Actor, ...]) -> Iterator[Agreement]:
    """One term told as plain present or future: "Each side keeps ...", "prisoners go home", "X may fish there"."""
    head = frame.head
    helpers = {c.lower_ for c in head.children if c.dep_ in ("aux", "auxpass")}
    scheduled = _scheduled(head)
    ahead = bool(helpers & {"will", "shall", "may", "must", "\u2019ll", "'ll"}) or scheduled
    if head.dep_ not in _CLAUSES or _opinionated(reading, frame, ahead) or _asks(head):
        return
    plain = head.tag_ in ("VBZ", "VBP") and not helpers
    passive = head.tag_ == "VBN" and bool(helpers & {"is", "are"}) and not helpers & {"been", "being"}
    if not (ahead or plain or passive):
        return
    if not ahead and (head.lemma_ in _STATES or not _main(head)):
        return
    governor = head.head if scheduled and head.dep_ == "xcomp" else head
    subjects = [*frame.agents, *frame.patients]
    subjects = subjects or [c for c in governor.children if c.dep_ in ("nsubj", "nsubjpass")]
    if not subjects or any(s.lower_ in ("i", "we", "you", "this", "that", "there", "who") for s in subjects[:1]):
        return
    found = measures.of(governor, refer=False)
    if found.codes == ("talks",) and not ahead:
        return
    if not found:
        found = Found(("other",), False, head.i, head.i + 1)
    record = made(reading, governor, bound_by(reading.agents(frame), bound), found, "agreed", "fact", 0.45)
    if record is not None:
        yield record


def _asks(head: Token) -> bool:
    """ "How it is to work", "who is to pay": a question, open or settled elsewhere."""
    asking = [head, *([head.head] if head.dep_ == "xcomp" else [])]
    return any(c.lower_ in ("how", "why", "whether", "what") and c.i < h.i for h in asking for c in h.children)


def scheduled(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """What is set without a deal named near by: "Guns are to be handed in", "the sick may leave by helicopter"."""
    helpers = {c.lower_ for c in frame.head.children if c.dep_ in ("aux", "auxpass")}
    if not (_scheduled(frame.head) or helpers & {"may", "shall", "will"}):
        return
    if reading.said_by(frame.head) and not _scheduled(frame.head):
        return
    if (done := deed(reading, frame)) is not None and done.code == "AID" and not _scheduled(frame.head):
        return  # who will send food makes a gift, not a term
    for told in sequel(reading, measures, frame, reading.cast.pair):
        record = measures.supposed(told)
        joint = len(reading.agents(frame)) > 1 or (frame.passive and _scheduled(frame.head))
        if not {"other", "talks", "elections"} & set(record.measure) or joint:
            yield record


def _main(head: Token) -> bool:
    """A main clause or one joined to it, not what merely describes somebody: "who leads the other wing"."""
    return head.dep_ == "ROOT" or (head.dep_ == "conj" and head.head.dep_ in ("ROOT", "conj", "ccomp", "parataxis"))


def _scheduled(head: Token) -> bool:
    """ "are to be freed", "is to meet"."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in head.children)
    be = any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("is", "are") for c in head.children)
    return to and (be or (head.dep_ == "xcomp" and head.head.lower_ in ("is", "are")))


def _opinionated(reading: Reading, frame: Frame, ahead: bool) -> bool:
    head = frame.head
    if head.i in {a.head for a in reading.attributions}:
        return True
    over = reading.attribution(head)
    if over is not None and (over.quote is not None or not ahead):
        return True
    if frame.modality in ("possible", "conditional") and not any(
        c.lower_ == "may" for c in head.children if c.dep_ == "aux"
    ):
        return True
    asks = words("demands", "direct") | words("cues", "say") | words("cues", "believe")
    return head.lemma_ in asks or any(
        c.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in c.children) for c in head.children
    )


def left_out(reading: Reading, measures: Measures, frame: Frame, bound: tuple[Actor, ...]) -> Iterator[Agreement]:
    """What a deal is silent about: "Abyei was left out", "the text does not mention prisoners", "no date was set"."""
    head = frame.head
    objects = [p for p in frame.patients if not is_deal(p)]
    lemma = head.lemma_
    if lemma not in _SILENT | {"put", "say", "cover"} or (not objects and lemma not in ("say",)):
        return
    none = any(
        c.lower_ in ("no", "nothing", "neither") for s in (*frame.patients, *frame.agents) for c in (s, *s.children)
    )
    later = any(t.lower_ in _LATER for t in head.children) or any(
        t.lower_ in _LATER for c in head.children if c.dep_ in ("prep", "advmod", "prt") for t in c.subtree
    )
    subject_text = any(is_deal(a) or a.lemma_ in ("text", "document", "paper") for a in frame.agents)
    silent = (
        (frame.passive and (frame.negated or none) and lemma in _SILENT - {"leave", "omit", "exclude"})
        or (frame.passive and lemma in ("leave", "put", "set") and later)
        or (frame.passive and lemma in ("omit", "exclude", "postpone", "defer", "shelve"))
        or (subject_text and (frame.negated or none) and lemma in ("mention", "say", "settle", "cover", "set", "fix"))
        or (subject_text and lemma in ("leave", "omit", "exclude", "postpone", "defer") and (later or lemma != "leave"))
    )
    if not silent or frame.modality != "none":
        return
    found = measures.of(head, refer=False) or Found(("other",), False, head.i, head.i + 1)
    record = made(reading, head, bound, found, None, "negated", 0.45)
    if record is not None:
        yield record
