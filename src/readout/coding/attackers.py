"""Who strikes: doers, senders of weapons, owners of an attack's noun phrase (codebook section 3, `attacker`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.coding.actors import distinct, states_in
from readout.coding.blows import CREWED, Force, among
from readout.coding.naming import clean_name, phrase
from readout.coding.opponents import apart
from readout.coding.reading import Reading
from readout.linking.states import name_of
from readout.model import Actor
from readout.model.record import Outcome

if TYPE_CHECKING:
    from readout.language.tokens import Token


_FOES = frozenset({"enemy", "aggressor", "adversary", "foe"})
_SIDES = frozenset({"side", "territory", "position", "soil", "bank", "direction", "line", "post"})


def attackers(reading: Reading, found: Force, outcome: Outcome) -> tuple[Actor, ...]:
    frame, weapons = found.frame, list(found.arms)
    if any(d.pos_ == "PRON" for d in found.doers) and found.head.lemma_ in ("return", "respond", "answer"):
        return reading.said_by(found.head) or reading.actors(*found.doers)
    if outcome == "intercepted" and frame is not None and any(o.lemma_.casefold() in CREWED for o in weapons):
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
        if child.dep_ == "prep" and child.lower_ == "from":  # "fired from the northern side"
            near += [o for o in child.children if o.lemma_.casefold() in _SIDES and states_in(reading.doc, o)]
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
        if head.lemma_.casefold() in _FOES and head.dep_ in ("nsubj", "pobj", "poss"):
            found += _foe(reading, head)
            continue
        loose = among("weapons", head) or among("attacks", head) or head.dep_ in ("amod", "compound", "nmod")
        if not loose:
            actors = reading.actors(head)
            people = [a for a in actors if a.type in ("public", "person") and not a.state and among("victims", head)]
            found += actors if len(people) < len(actors) or among("doers", head) else []
            owners = [c for c in head.children if c.dep_ == "poss"] if not actors else []
            actors = actors or reading.actors(*owners)  # "its units", "their men"
            found += [a for a in actors if owners]
            if not actors and (states := states_in(reading.doc, head)):
                found += [Actor(name_of(code), code, None, "government") for _, code in states]
            elif not actors and among("doers", head):
                found.append(Actor(clean_name(head.doc[head.left_edge.i : head.i + 1].text), None, None, "armed_group"))
            continue
        states = states_in(reading.doc, head)
        found += [Actor(name_of(code), code, None, "government") for _, code in states]
        if not states and head.lemma_.casefold() in CREWED and any(c.ent_type_ == "NORP" for c in head.children):
            found.append(Actor(clean_name(phrase(head)), None, None, "military"))
        elif not states:
            found += [a for c in head.children if c.dep_ in ("poss", "compound") for a in _named(reading, c)]
            after = [o for c in head.children if c.dep_ in ("prep", "acl") for o in c.subtree if o.dep_ == "pobj"]
            found += [a for o in after if o.head.lower_ in ("by", "from") for a in reading.actors(o)]
            if any(c.lemma_.casefold() in ("military", "army", "naval") for c in head.children):
                found.append(Actor("military", None, None, "military"))
            if head.head.lemma_ in ("claim", "admit") and head.head.i in reading.frame_at:
                found += reading.agents(reading.frame_at[head.head.i])
            named = head.dep_ in ("amod", "compound", "nmod") and not among("weapons", head)
            found += reading.actors(head) if named else ()
    return distinct(found)


def _foe(reading: Reading, head: Token) -> tuple[Actor, ...]:
    """ "The enemy": the other side than the speaker's, or than the one whose report it is."""
    home = reading.cast.home
    own = reading.said_by(head) or ((Actor(name_of(home), home, None, "government"),) if home else ())
    rest = apart(reading.cast.pair, own)
    return rest if len(rest) == 1 else ()


def _named(reading: Reading, token: Token) -> tuple[Actor, ...]:
    """The actors of a modifier; a bare noun for a fighter stands for itself ("rebel shelling")."""
    if actors := reading.actors(token):
        return actors
    return (Actor(token.text, None, None, "armed_group"),) if among("doers", token) else ()
