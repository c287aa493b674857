"""The words of the notes that matter: one pattern that finds them all, and what each of them means.

Three million notes are searched once, by one automaton in Polars. It finds words and phrases by their beginnings;
which word it really was, and what it says, is decided here for each distinct form, exactly.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from readout.model.compliance import Party
from readout.monitor.vocabulary import MEANS, TARGET_CLASSES, mask

# Letters of the notes' languages, small ones only: a tenth of the states of \p{L}, and a third faster.
LETTER = "[a-zà-ÿа-яёіїєґ]"
BREAK = "[^a-zà-ÿа-яёіїєґ]"
STOPS = ".;!?"
PREPOSITIONS = (
    "in", "near", "inside", "across", "over", "against", "on", "at", "from", "into", "to", "toward", "towards",
    "в", "во", "на", "у", "по", "над", "під", "под", "біля", "возле", "из", "з", "із", "до", "к", "против", "проти",
)  # fmt: skip
VOWELS = "aeiouyаеєиіїоуэюяы"
PLACED = rf"(?:(?:{'|'.join(PREPOSITIONS)})\s+(?:the\s+)?)?"
INSTRUMENTAL = re.compile(r"(?:ими|ыми|кими)$")


@dataclass(frozen=True, slots=True)
class Token:
    """What one word or phrase says.

    Attributes:
        party: key of the party it names.
        placed: the party is the object of a preposition: a place or a target, not a doer.
        agent: a Slavic instrumental: the party is the doer.
    """

    party: str | None = None
    placed: bool = False
    agent: bool = False
    classes: int = 0
    means: int = 0
    verb: bool = False
    weapon: bool = False
    speech: bool = False
    by: bool = False
    passive: bool = False
    negation: bool = False
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a word list: its exact pattern (Python), its search pattern (Polars) and its meaning."""

    exact: re.Pattern[str]
    search: str
    length: int
    room: str
    code: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, and the pattern that finds any of them in lower-case text."""

    entries: tuple[Entry, ...]
    pattern: str

    def token(self, form: str) -> Token | None:
        """What a found form says; None when only its beginning looked like a known word."""
        bare = form.strip(" \n\t").lower()
        if bare[:1] in STOPS and len(bare) == 1:
            return Token(stop=True)
        bare = re.sub(r"^[^\w]+", "", bare)
        found = [entry for entry in self.entries if entry.exact.fullmatch(bare)]
        return _meaning(found, bare) if found else None


def lexicon(parties: Iterable[Party]) -> Lexicon:
    """The word lists of the package and the names of the parties."""
    named = [entry for party in parties for entry in _named(party)]
    listed = sorted(_listed(), key=lambda entry: -entry.length)
    names = "|".join(dict.fromkeys(entry.search for entry in sorted(named, key=lambda entry: -entry.length)))
    words = "|".join(dict.fromkeys(entry.search for entry in listed))
    whole = f"{PLACED}(?:{names})|{words}" if names else words
    return Lexicon((*named, *listed), rf"[.;!?]|(?:^|{BREAK})(?:{whole}){LETTER}*")


def _meaning(found: list[Entry], form: str) -> Token:
    rooms = {entry.room for entry in found}
    party = next((entry.code for entry in found if entry.room == "party"), None)
    return Token(
        party=party,
        placed=party is not None and form.split()[0] in PREPOSITIONS,
        agent=party is not None and INSTRUMENTAL.search(form) is not None,
        classes=mask({entry.code for entry in found if entry.room == "class"}),
        means=mask({entry.code for entry in found if entry.room == "means"}, MEANS),
        verb="verb" in rooms,
        weapon="weapon" in rooms,
        speech="speech" in rooms,
        by="by" in rooms,
        passive="passive" in rooms,
        negation="not" in rooms,
    )


@cache
def _listed() -> tuple[Entry, ...]:
    out = []
    for file, room in (("target_words", "class"), ("means_words", "means"), ("attack_words", None)):
        for code, phrase in _lines(file):
            if room == "class" and code not in TARGET_CLASSES:
                raise ValueError(f"{file}.toml: {code!r} is no target class of the codebook")
            out.append(_entry(phrase, room or code, code))
    return tuple(out)


def _lines(file: str) -> Iterator[tuple[str, str]]:
    source = resources.files("readout.monitor") / "data" / f"{file}.toml"
    for code, languages in tomllib.loads(source.read_text(encoding="utf-8")).items():
        for phrases in languages.values():
            for phrase in phrases:
                yield code, phrase


def _entry(phrase: str, room: str, code: str) -> Entry:
    words = phrase.lower().split()
    exact = r"\s+".join(re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
    search = r"\s+".join(_escaped(word.rstrip("*")) + (rf"{LETTER}*" if word.endswith("*") else "") for word in words)
    search = search.removesuffix(rf"{LETTER}*")  # the whole pattern takes the rest of the last word
    before = PLACED if room == "party" else ""
    return Entry(re.compile(before + exact), search, len(phrase), room, code)


def _escaped(word: str) -> str:
    """A word as a pattern of Rust's regex, which refuses needless escapes of letters."""
    return re.sub(r"([^\w\s])", r"\\\1", word)


def _named(party: Party) -> Iterator[Entry]:
    """Names of a party; a state is known by its code as well."""
    for name in dict.fromkeys((*party.names, party.key, *((party.state,) if party.state else ()))):
        yield _entry(stem(name), "party", party.key)


def stem(name: str) -> str:
    """A name as a phrase of the word lists: long names may end otherwise ("Russia", "Russian"), short ones may not."""
    name = name.strip().rstrip("*")
    if name.isupper() or len(name) < 5:
        return name.lower()
    return (name[:-1] if name[-1].lower() in VOWELS else name).lower() + "*"
