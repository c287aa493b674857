"""Pipeline components that give what spaCy's own give, in less time; the shipped ones stay in it, switched off.

Where the time goes is in how theirs are called, not in what they compute. The transition systems give the interpreter's
lock away for the whole of a batch and take it back for every action they look at; the attribute ruler holds every
token against every pattern, though nearly all of its patterns look at one token alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

_SEEN = ("TAG", "LOWER", "DEP", "IS_SPACE")
"""Attributes of a token that are read out to look up what its patterns give."""


class Transitions:
    """Greedy parsing or naming with the weights and the moves of a shipped component, step by step for a whole batch.

    Between two steps the interpreter's lock is kept: a move is looked at in a tenth of the time.
    """

    def __init__(self, shipped: Any) -> None:
        self._shipped = shipped

    def __call__(self, doc: Doc) -> Doc:
        """Annotates one document in place."""
        self._decode([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Annotates documents in batches, in order."""
        from spacy.util import minibatch

        for docs in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]
            self._decode(docs)
            yield from docs

    def _decode(self, docs: Sequence[Doc]) -> None:
        shipped = self._shipped
        states = shipped.moves.init_batch(docs)
        waiting = [state for state in states if not state.is_final()]
        if waiting:
            steps = shipped.model.predict(docs)
            while waiting:
                waiting = shipped.transition_states(waiting, steps.predict(waiting))
            steps.clear_memory()
        shipped.set_annotations(docs, states)


class Attributes:
    """The attribute ruler with its patterns of one token looked up by what they look at.

    The patterns that fit a token are found by the shipped matcher once for each combination of tag, relation and word,
    where all words that no pattern names count as one. Patterns of several tokens are matched as they are.
    """

    def __init__(self, shipped: AttributeRuler) -> None:
        from spacy.matcher import Matcher

        self._attributes = shipped.attrs
        self._places = shipped.indices
        self._strings = shipped.vocab.strings
        self._alone = Matcher(shipped.vocab, validate=False)
        self._rest = Matcher(shipped.vocab, validate=False)
        self._named: list[set[int]] = [{0, 1} if name == "IS_SPACE" else set() for name in _SEEN]
        self._fitting: dict[tuple[int | None, ...], tuple[int, ...]] = {}
        self._merged: dict[tuple[int, ...], dict[Any, Any]] = {(): {}}
        rules: list[dict[str, Any]] = list(shipped.patterns)
        for number, rule in enumerate(rules):
            for pattern in rule["patterns"]:
                self._take(str(number), pattern)

    def __call__(self, doc: Doc) -> Doc:
        """Sets the attributes of every token, later rules over earlier ones, as the shipped component does."""
        from spacy.tokens._retokenize import set_token_attrs

        fitting = [self._fits(doc, at, key) for at, key in enumerate(self._keys(doc))]
        for key, start, end in self._rest(doc, allow_missing=True):
            number = int(self._strings[key])
            at = range(start, end)[self._places[number]]
            fitting[at] = tuple(sorted((*fitting[at], number)))
        for token, numbers in zip(doc, fitting, strict=True):
            if numbers:
                set_token_attrs(token, self._together(numbers))
        return doc

    def _take(self, key: str, pattern: list[dict[str, Any]]) -> None:
        asked = pattern[0].items() if len(pattern) == 1 else ()
        plain = bool(asked) and all(name in _SEEN and _listed(value) for name, value in asked)
        (self._alone if plain else self._rest).add(self._strings.add(key), [pattern])
        for name, value in asked if plain else ():
            words = [w for group in value.values() for w in group] if isinstance(value, dict) else [value]
            self._named[_SEEN.index(name)] |= {self._strings.add(w) for w in words if isinstance(w, str)}

    def _keys(self, doc: Doc) -> list[tuple[int | None, ...]]:
        rows: list[list[int]] = doc.to_array(list(_SEEN)).tolist()
        return [tuple(v if v in named else None for v, named in zip(row, self._named, strict=True)) for row in rows]

    def _fits(self, doc: Doc, at: int, key: tuple[int | None, ...]) -> tuple[int, ...]:
        found = self._fitting.get(key)
        if found is None:
            matches = self._alone(doc[at : at + 1], allow_missing=True)
            found = self._fitting[key] = tuple(sorted({int(self._strings[k]) for k, _, _ in matches}))
        return found

    def _together(self, numbers: tuple[int, ...]) -> dict[Any, Any]:
        found = self._merged.get(numbers)
        if found is None:
            found = self._merged[numbers] = {k: v for n in numbers for k, v in self._attributes[n].items()}
        return found


def _listed(value: object) -> bool:
    """Whether a pattern asks for no more than equality or being in a list of words."""
    if isinstance(value, dict):
        return set(value) <= {"IN", "NOT_IN"}
    return isinstance(value, (str, bool))


def put_in(nlp: Language) -> None:
    """Puts these in the place of the shipped components that they know; any other stays as it is."""
    from spacy.pipeline import AttributeRuler, DependencyParser, EntityRecognizer

    makers = {"readout_transitions": _transitions, "readout_attributes": _attributes}
    for factory, maker in makers.items():
        if not type(nlp).has_factory(factory):
            type(nlp).factory(factory, func=maker)
    components: list[tuple[str, Any]] = list(nlp.pipeline)
    for name, shipped in components:
        if type(shipped) in (DependencyParser, EntityRecognizer) and shipped.cfg["beam_width"] == 1:
            factory = "readout_transitions"
        elif type(shipped) is AttributeRuler and not any("_" in attributes for attributes in shipped.attrs):
            factory = "readout_attributes"
        else:
            continue
        nlp.add_pipe(factory, f"readout_{name}", after=name, config={"shipped": name})
        nlp.disable_pipe(name)


def _transitions(nlp: Language, name: str, shipped: str) -> Transitions:
    return Transitions(nlp.get_pipe(shipped))


def _attributes(nlp: Language, name: str, shipped: str) -> Attributes:
    ruler: Any = nlp.get_pipe(shipped)
    return Attributes(ruler)
