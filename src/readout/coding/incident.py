"""Incidents: force used, attempted or alleged, and alleged breaches (codebook sections 3 and 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from readout.codebook.lexicon import table, words
from readout.coding.actors import distinct, states_in
from readout.coding.reading import Reading
from readout.coding.terms import target_classes
from readout.language.dates import dates
from readout.language.frames import Frame
from readout.language.quantities import quantities
from readout.linking.states import name_of
from readout.model import Actor, Incident
from readout.model.record import Factuality, Outcome

if TYPE_CHECKING:
    from spacy.tokens import Token

_WEAPONS = frozenset({"drone", "missile", "rocket", "shell", "bomb", "artillery", "mortar", "warplane", "jet", "aircraft", "gunboat", "gunman", "tank", "helicopter", "plane", "grenade", "torpedo", "mine", "uav", "gunfire", "fire", "airstrike", "strike", "attack", "raid", "shelling", "bombing", "explosion", "blast", "bombardment", "assault", "salvo", "barrage", "sniper", "bullet"})
_EVENTS = frozenset({"attack", "strike", "shelling", "bombing", "raid", "assault", "explosion", "blast", "bombardment", "airstrike", "ambush", "shooting", "clash", "barrage", "salvo", "incursion", "massacre", "violation", "breach", "offensive", "fire", "gunfire", "skirmish", "firefight", "fighting", "sabotage", "overflight", "killing", "infringement", "mortar", "looting"})
_NOT_FORCE = frozenset({"deal", "agreement", "compromise", "balance", "chord", "tone", "target", "bargain", "accord", "pact", "record", "question", "blow", "conscience", "campaign", "appeal", "proposal", "initiative", "talk", "negotiation", "process", "plan", "programme", "program", "investigation", "inquiry", "statement", "word", "note", "deadline", "snag", "chief", "minister", "round", "ceasefire", "truce", "message", "letter", "delegation", "envoy", "team", "aid", "convoy", "bid", "effort", "mission"})
_BREACHING = frozenset({"violate", "breach", "break", "infringe", "flout"})
_TRUCES = frozenset({"ceasefire", "truce", "moratorium", "agreement", "deal", "accord", "armistice", "pause", "term", "line", "airspace", "treaty", "fire", "commitment", "pact", "arrangement", "border"})
_STOPPING = frozenset({"stop", "halt", "end", "pause", "cease", "suspend", "prevent", "avoid", "ban", "refrain", "forbid", "prohibit", "spare", "resume", "deter"})
_STOP_NOUNS = frozenset({"halt", "end", "pause", "stop", "moratorium", "ban", "cessation", "suspension", "truce", "ceasefire", "freeze", "threat", "risk", "fear", "possibility"})


def incidents(reading: Reading) -> Iterator[Incident]:
    """Every incident of the report; one that names no doer takes the one that the sentence before it names."""
    last: tuple[Incident, int] | None = None
    for made in _found(reading):
        line = reading.report.text.count("\n", 0, made.evidence[0].start)
        if not made.attacker and last is not None and line == last[1] and _follows(made, last[0]):
            made = replace(made, attacker=last[0].attacker, confidence=made.confidence - 0.1)
        if made.attacker:
            last = made, line
        yield made


def _follows(made: Incident, before: Incident) -> bool:
    """Same speaker, and no sign that the doer is another: the attacker of the sentence before is not the victim now."""
    gap = made.evidence[0].start - before.evidence[-1].end
    victims = {a.state or a.name for a in made.target}
    return made.said_by == before.said_by and 0 <= gap < 220 and not victims & {a.state or a.name for a in before.attacker}


def _found(reading: Reading) -> Iterator[Incident]:
    for sent in reading.sents:
        heads: set[int] = set()
        for frame in reading.frames[sent.start]:
            if frame.head.i in heads or _ruled_out(reading, frame):
                continue
            made = _of_frame(reading, frame)
            if made is not None and (pair := _mutual(reading, frame, made)):
                heads |= {t.i for t in frame.head.subtree}
                yield from pair
            elif made is not None:
                heads |= {t.i for t in frame.head.subtree if t.lemma_.casefold() in _EVENTS | {"kill", "wound", "injure"}}
                yield made
        for token in sent:
            if token.i not in heads and token.pos_ in ("NOUN", "PROPN") and token.lemma_.casefold() in _EVENTS and token.dep_ != "compound":
                if (nominal := _of_noun(reading, token)) is not None:
                    heads |= {t.i for t in token.subtree}
                    yield nominal


def _ruled_out(reading: Reading, frame: Frame) -> bool:
    """Force that is only wished, feared, ordered, promised or to be stopped."""
    head = frame.head
    if frame.modality in ("future", "obligation", "conditional", "possible") and not (frame.modality == "possible" and reading.said_by(head)):
        return True
    if head.dep_ == "xcomp" and head.head.lemma_ not in ("continue", "begin", "start", "manage", "keep", "attempt", "try", "fail", "claim", "say", "use", "go"):
        return True
    node = head
    for _ in range(5):
        if node.dep_ == "advcl" and any(c.lower_ in ("if", "unless", "before", "until", "should") and c.dep_ in ("mark", "aux") for c in node.children):
            return True
        if node.head is node:
            return False
        node = node.head
    return False


def _of_frame(reading: Reading, frame: Frame) -> Incident | None:
    lemma = frame.lemma if frame.lemma in words("incidents", "verbs") else frame.head.lemma_.casefold()
    if lemma not in words("incidents", "verbs"):
        return None
    strong = lemma in words("incidents", "strong")
    if _cumulative(reading, frame, list(frame.agents)):
        return None
    subjects, objects = list(frame.agents), list(frame.patients)
    if frame.head.dep_ in ("acl", "relcl") and frame.passive and not objects:
        objects = [frame.head.head]
    lemmas = _lemmas(reading, frame)
    weapon = any(t.lemma_.casefold() in _WEAPONS for t in (*subjects, *objects)) or bool(_means(lemmas) != ("unspecified",))
    if any(o.lemma_.casefold() in _NOT_FORCE for o in objects) and lemma not in _BREACHING:
        return None
    if lemma in _BREACHING:
        truce = any(o.lemma_.casefold() in _TRUCES for o in (*objects, *frame.preposition("of")))
        return _make(reading, frame.head, subjects, objects, frame, lemmas, breach=True) if truce else None
    actors = reading.actors(*subjects)
    casualties = any(o.lemma_.casefold() in ("people", "person", "soldier", "civilian", "child", "woman", "man", "villager", "fighter", "worker", "resident", "policeman") for o in objects)
    forceful = any(a.type in ("military", "armed_group", "government") for a in actors) and bool(target_classes(lemmas))
    if lemma in ("die", "perish") and not any(w in lemmas for w in ("attack", "strike", "shelling", "bombing", "explosion", "raid", "blast", "fire", "clash", "fighting", "missile", "drone", "rocket")):
        return None
    if lemma in ("break", "fall", "land", "cut", "send", "drop", "use", "tear", "crash", "launch", "fire", "seize", "mine", "down", "fight", "burn", "level", "execute", "slam", "ram", "rain", "gas", "hurt", "disable", "cripple"):
        if not weapon or (not (objects or frame.passive) and lemma not in ("fall", "land", "crash", "rain", "slam", "fire")):
            return None
        if lemma in ("send", "drop", "use", "seize", "launch") and not any(o.lemma_.casefold() in _WEAPONS or o.lemma_.casefold() in _EVENTS for o in objects):
            return None
    elif not strong and not (weapon or casualties or forceful or (frame.passive and target_classes(lemmas))):
        return None
    if lemma == "attempt" or lemma == "seek":
        return None
    if strong and not (objects or subjects):
        return None
    if lemma in ("repel", "repulse", "thwart", "foil") and frame.head.dep_ == "conj" and not any(c.dep_.startswith("nsubj") for c in frame.head.children):
        return None
    if lemma in ("attack", "hit", "strike", "target", "slam") and not weapon and not (target_classes(lemmas) or reading.where(frame.head) or actors):
        return None
    if lemma in ("attack",) and frame.head.dep_ not in ("ROOT", "conj", "ccomp", "relcl", "advcl", "xcomp", "pcomp", "acl") and not actors:
        return None
    return _make(reading, frame.head, subjects, objects, frame, lemmas)


def _mutual(reading: Reading, frame: Frame, made: Incident) -> tuple[Incident, ...]:
    """ "A and B accused each other of breaking the truce", "each said the other had fired": two, each said by one."""
    over = reading.attribution(frame.head)
    if over is None or len(over.speaker) != 2:
        return ()
    cue = reading.doc[over.head]
    words_here = {t.lower_ for t in reading.sentence(cue)}
    if not (words_here & {"each", "one", "both"} and words_here & {"other", "another"}):
        return ()
    first, second = over.speaker
    return (
        replace(made, said_by=(first,), attacker=(second,), target=(first,)),
        replace(made, said_by=(second,), attacker=(first,), target=(second,)),
    )


def _cumulative(reading: Reading, frame: Frame, subjects: list[Token]) -> bool:
    """A toll of a whole war ("have been killed since April") is a figure, not an incident."""
    head = frame.head
    perfect = any(c.lemma_ == "have" and c.dep_ == "aux" and c.lower_ in ("has", "have", "'ve") for c in head.children)
    toll = head.lemma_.casefold() in ("kill", "injure", "wound", "die", "displace", "hurt")
    if not (toll and perfect):
        return False
    warlike = any(t.lemma_.casefold() in ("war", "fighting", "conflict", "violence", "clash", "hostility", "offensive", "campaign") for t in (*subjects, *(o for p in head.children if p.dep_ == "prep" for o in p.children)))
    doers = _attackers(reading, [t for t in subjects])
    return warlike or (frame.passive and not doers) or head.lemma_ == "die"


def _lemmas(reading: Reading, frame: Frame) -> list[str]:
    span = reading.evidence(frame.head)
    return [t.lemma_.casefold() for t in reading.doc if span.start <= t.idx < span.end]


def _of_noun(reading: Reading, token: Token) -> Incident | None:
    """ "an attack on a market", "Russian drone strikes that ...", "explosions were heard in the city"."""
    governor = token.head
    if governor.dep_ == "prep" or governor.pos_ == "ADP":
        governor = governor.head
    if governor.lemma_.casefold() in _STOPPING | _STOP_NOUNS or (token.dep_ == "pobj" and token.head.lower_ in ("against", "without", "after") and False):
        return None
    verb = _verb(reading, token)
    if verb is not None and (verb.modality in ("future", "obligation", "conditional") or verb.head.lemma_.casefold() in _STOPPING or (verb.negated and not reading.said_by(token))):
        return None
    chain = verb.head if verb is not None else None
    while chain is not None and chain.dep_ in ("xcomp", "ccomp", "pcomp") and chain.head is not chain:
        if chain.head.lemma_.casefold() in {"agree", "promise", "vow", "pledge", "call", "demand", "urge", "threaten", "order", "refuse", "undertake", "commit"}:
            return None
        chain = chain.head
    noun = token.lemma_.casefold()
    places = reading.where(token) or (reading.where(verb.head) if verb is not None and token.dep_ in ("nsubj", "nsubjpass") else ())
    doers = _doers(reading, token)
    when = reading.when(token) or (reading.when(verb.head) if verb is not None else None)
    targeted = [o for c in token.children if c.dep_ == "prep" and c.lower_ in ("on", "against", "at") for o in c.children if o.dep_ == "pobj"]
    happening = verb is not None and verb.head.lemma_.casefold() in words("incidents", "happen") and token.dep_ in ("nsubj", "nsubjpass")
    asserted = verb is not None and verb.head.lemma_.casefold() in ("report", "conduct", "carry", "launch", "cite", "deny", "confirm", "record", "mount", "accuse", "blame", "hear", "claim", "document", "register", "see", "describe", "count", "commit", "repel", "thwart", "suffer", "stage", "continue")
    specific = bool(doers) + bool(places) + (when is not None) + bool(targeted)
    if (noun in ("fighting", "clash", "skirmish", "offensive") and not (happening or asserted)) or (noun in ("fire",) and not (doers or targeted)):
        return None
    if not (happening or asserted) and specific < 2 and not reading.said_by(token):
        return None
    if specific == 0 or (noun in ("violation", "breach") and not (doers or asserted)):
        return None
    anchor = verb.head if verb is not None and (happening or (asserted and token.dep_ in ("dobj", "nsubjpass", "nsubj"))) else token
    lemmas = [t.lemma_.casefold() for t in anchor.subtree]
    return _make(reading, anchor, doers, targeted, None, lemmas, noun=token)


def _doers(reading: Reading, token: Token) -> list[Token]:
    found = [c for c in token.children if c.dep_ in ("poss", "amod", "compound", "nmod") and (reading.cast.of(c) or states_in(reading.doc, c))]
    found += [o for c in token.children if c.dep_ in ("prep", "agent") and c.lower_ == "by" for o in c.children if o.dep_ == "pobj"]
    return found


def _verb(reading: Reading, token: Token) -> Frame | None:
    node = token
    for _ in range(5):
        node = node.head
        if node.i in reading.frame_at:
            return reading.frame_at[node.i]
    return None


def _attackers(reading: Reading, heads: list[Token]) -> tuple[Actor, ...]:
    """The actors among the doers; for weapons and attacks, those who sent them ("Russian drones")."""
    found: list[Actor] = []
    for head in heads:
        if head.lemma_.casefold() in _WEAPONS | _EVENTS or head.dep_ in ("amod", "compound", "nmod"):
            states = states_in(reading.doc, head)
            found += [Actor(name_of(code), code, None, "government") for _, code in states]
            if not states:
                found += [a for c in head.children if c.dep_ in ("poss", "compound") for a in reading.actors(c)]
                found += [a for c in head.children if c.dep_ in ("prep", "acl") for o in c.subtree if o.dep_ == "pobj" and o.head.lower_ in ("by", "from") for a in reading.actors(o)]
        else:
            found += reading.actors(head)
    return distinct(found)


def _make(reading: Reading, head: Token, subjects: list[Token], objects: list[Token], frame: Frame | None, lemmas: list[str], *, breach: bool = False, noun: Token | None = None) -> Incident:
    attackers = _attackers(reading, subjects)
    if frame is not None and frame.passive and not frame.agents:
        attackers = ()
    weapons = [o for o in objects if o.lemma_.casefold() in _WEAPONS | _EVENTS]
    if not attackers and weapons:
        attackers = _attackers(reading, weapons)
    repelling = bool(set(lemmas) & (words("incidents", "intercepted") | words("incidents", "repelled")) - {"down", "destroy"})
    if frame is not None:
        lemmas = lemmas + [c.lemma_.casefold() for c in frame.head.children if c.dep_ == "conj" and c.pos_ == "VERB"]
    outcome = _outcome(lemmas, frame)
    if frame is not None and outcome in ("repelled", "intercepted") and not frame.passive:
        attackers = _attackers(reading, weapons) if repelling else attackers
    struck = [o for o in objects if o not in weapons]
    target = _target(reading, struck, attackers)
    classes = _classes(reading, struck, lemmas, breach=breach)
    negated = (frame is not None and frame.negated) or _denied(reading, head)
    factuality: Factuality = "negated" if negated else "possible" if frame is not None and frame.modality == "possible" else "fact"
    span = reading.evidence(head)
    killed, injured = _casualties(span.of(reading.report.text))
    return Incident(
        **reading.ground(head, factuality, span),
        plover="ASSAULT",
        attacker=attackers,
        target=target,
        target_class=classes,
        means=_means(lemmas),
        outcome=outcome,
        killed=killed,
        injured=injured,
        confidence=0.65 if attackers else 0.5,
    )


def _denied(reading: Reading, head: Token) -> bool:
    over = reading.attribution(head)
    return over is not None and reading.doc[over.head].lemma_ == "deny"


def _target(reading: Reading, struck: list[Token], attackers: tuple[Actor, ...]) -> tuple[Actor, ...]:
    found: list[Actor] = []
    for head in struck:
        found += [a for a in reading.actors(head) if a not in attackers]
        if not found:
            found += [Actor(name_of(code), code, None, "government") for _, code in states_in(reading.doc, head)]
    if not found and attackers and len(reading.cast.pair) == 2:
        keys = {(a.state or a.name) for a in attackers}
        found = [a for a in reading.cast.pair if (a.state or a.name) not in keys]
        found = found if len(found) == 1 else []
    return distinct(found)


def _classes(reading: Reading, struck: list[Token], lemmas: list[str], *, breach: bool) -> tuple[str, ...]:
    own = [t.lemma_.casefold() for head in struck for t in head.subtree]
    for words_of in (own, lemmas):
        codes = [c for c in target_classes([w for w in words_of if w not in _WEAPONS | {"defence", "defense", "military", "force", "army"}]) if c != "territory"]
        if codes:
            specific = [c for c in codes if c not in ("civilian", "military", "transport")] or codes
            return tuple(specific[:2])
    return ("unspecified",)


def _means(lemmas: list[str]) -> tuple[str, ...]:
    shot = " ".join(lemmas).replace("shoot down", "down").replace("air defence", "").replace("air defense", "").split(" ")
    codes = list(dict.fromkeys(h.code for h in table("means").find(shot)))
    if len(codes) > 1:
        codes = [c for c in codes if c not in ("ground_assault", "bombing")] or codes
    return tuple(codes[:2]) or ("unspecified",)


def _outcome(lemmas: list[str], frame: Frame | None) -> Outcome:
    present = set(lemmas)
    text = " ".join(lemmas)
    if any(p in text for p in ("intercept", "shoot down", "bring down", "shot down")):
        return "intercepted"
    if present & {"repel", "repulse", "thwart", "foil"} or "beat back" in text:
        return "repelled"
    if present & {"attempt", "attempted", "try", "fail"}:
        return "attempted"
    if present & {"hit", "kill", "injure", "wound", "damage", "destroy", "dead", "die", "burn", "sink", "explode", "explosion"}:
        return "hit"
    return "unknown"


_KILLED = re.compile(r"\b(?:kill(?:ed|ing|s)?|dead|died?|deaths?|dying|slain|murdered|massacred|fatalities|lives|shot dead|executed|bodies)\b", re.IGNORECASE)
_INJURED = re.compile(r"\b(?:injur(?:ed|ing|ies|es?)|wound(?:ed|ing|s)?|hurt|maimed)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"^\s*(?:other\s+)?(?:\w+\s+){0,3}?(?:people|persons?|civilians?|soldiers?|children|women|men|villagers|fighters|workers?|residents|troops|others|policemen|officers?|guards?|patients|passengers|dead|wounded|injured|more|lives|were|of them|fishermen|farmers|rebels|militants|miners|students|pupils|guardsmen|sailors|servicemen|drivers?|nurses?|medics?|journalists?|shoppers|boys?|girls?|peacekeepers|bodies|deaths|protesters|monks|herders|pilgrims)\b", re.IGNORECASE)


def _casualties(text: str) -> tuple[int | None, int | None]:
    """Counts of killed and injured in a clause: the number nearest to the word, with people as its unit."""
    killed = injured = None
    numbers = [q for q in quantities(text) if not q.percent and not q.currency and q.value == int(q.value)]
    days = [(m.start, m.end) for m in dates(text, None)]
    for q in numbers:
        if any(s < q.end and q.number_start < e for s, e in days):
            continue
        after = text[q.end :]
        if not _PEOPLE.match(after) and not re.match(r"\s*(?:to\s+)?(?:$|[,.;]|and\b)", after):
            continue
        k, i = _distance(_KILLED, text, q.number_start, q.end), _distance(_INJURED, text, q.number_start, q.end)
        if min(k, i) > 60:
            continue
        if k <= i and killed is None:
            killed = int(q.value)
        elif i < k and injured is None:
            injured = int(q.value)
    return killed, injured


def _distance(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    return min((min(abs(m.start() - end), abs(start - m.end())) for m in pattern.finditer(text)), default=999)
