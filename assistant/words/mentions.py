"""Which persons, places and things a text mentions: names by their shape and their company.

No model: a name is a person's where a title stands before it somewhere, a place's where a small
list or "in …" says so, and a thing's (organisation, agreement, product) otherwise.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from assistant.words.grammar import HE, NO_NAMES, SHE
from index.lexical import STOPWORDS

MentionKind = Literal["person", "place", "time", "thing"]

WORDS_FILE = Path(__file__).parent.parent / "data" / "kinds.toml"

_BRIDGE = r"(?: of the | of | for | |-)"
_WORD = r"(?:(?:[A-Z]\w*-)*(?:[A-Z]\.){2,}|[A-Z][\w’'-]*(?: \d{1,2}(?![\w.,%–-]))?)"
_NAME = re.compile(rf"\b{_WORD}(?:(?<![’']s){_BRIDGE}{_WORD})*")
_TIME = re.compile(
    rf"\b(?:\d{{1,2}}(?:[–-]\d{{1,2}})? )?(?:{'|'.join(calendar.month_name[1:])})\b"
    r"(?: \d{1,2}(?:[–-]\d{1,2})?\b)?(?:,? \d{4})?"
    r"|\b(?:19|20)\d{2}\b"
)
# A name of many hyphens can be cut in many ways: what it has taken, it does not give back (`?>`).
_INSIDE = re.compile(rf"(?:(?<=[a-z,] )|(?<=\())((?>{_NAME.pattern}))")
_PLACED = re.compile(rf"\b(?:in|near|toward|towards) ((?>{_NAME.pattern}))")
_POSSESSIVE = re.compile(r"[’']s?$")
# "Ellen Kim is Director of …", "Ann Bo, Professor of …"
_APPOSITION = re.compile(
    rf"((?>{_NAME.pattern}))(?: is| was|,)(?: an?| the)? ((?>{_NAME.pattern}))"
)

_NO_NAMES = STOPWORDS | NO_NAMES


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or noun phrase of a text, at `start`, and what kind of thing it is."""

    text: str
    kind: MentionKind
    start: int

    @property
    def end(self) -> int:
        """The position behind it."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class KindWords:
    """The lists of `data/kinds.toml`, folded.

    Attributes:
        countries: each name or adjective of a country -> the country.
    """

    titles: frozenset[str]
    organisation_words: frozenset[str]
    place_words: frozenset[str]
    places: frozenset[str]
    countries: dict[str, str]


@cache
def kind_words() -> KindWords:
    """The lists that ship."""
    lists = tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))
    countries = {name: name for name in lists["countries"]}
    countries |= {other: name for name, others in lists["countries"].items() for other in others}
    return KindWords(
        frozenset(lists["titles"]),
        frozenset(lists["organisation_words"]),
        frozenset(lists["place_words"]),
        frozenset(lists["places"]),
        countries,
    )


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What the texts at hand show about names.

    Attributes:
        persons: the words of persons' names, folded.
        places: names that stand behind "in" somewhere, folded.
        men, women: words of persons' names that a text calls "he" or "she".
    """

    persons: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    men: frozenset[str] = frozenset()
    women: frozenset[str] = frozenset()

    def may_be(self, pronoun: str, name: str) -> bool:
        """Whether nothing known speaks against calling the person `name` so.

        >>> KnownNames(men=frozenset({"lee"})).may_be("she", "President Lee")
        False
        """
        words = set(_folded(name).split())
        if pronoun.casefold() in HE:
            return not words & self.women or bool(words & self.men)
        return pronoun.casefold() not in SHE or not words & self.men or bool(words & self.women)

    def besides(self, others: KnownNames) -> KnownNames:
        """What is known here and what is known by `others`."""
        return KnownNames(
            self.persons | others.persons,
            self.places | others.places,
            self.men | others.men,
            self.women | others.women,
        )


NOTHING_KNOWN = KnownNames()


def known_names(texts: Sequence[str]) -> KnownNames:
    """What `texts` show about names.

    >>> names = known_names(["Prime Minister Sanae Takaichi spoke in Nara."])
    >>> sorted(names.persons), sorted(names.places)
    (['sanae', 'takaichi'], ['nara'])
    """
    persons: set[str] = set()
    places: set[str] = set()
    for text in texts:
        for match in _NAME.finditer(text):
            _, person = _split_at_title(match.group())
            persons.update(_folded(person).split())
        for match in _APPOSITION.finditer(text):
            if _has_title(match.group(2)) and not _split_at_title(match.group(2))[1]:
                persons.update(_folded(match.group(1)).split())
        places.update(_folded(match.group(1)) for match in _PLACED.finditer(text))
    named = frozenset(persons - _no_persons())
    return KnownNames(named, frozenset(places), *_called(texts, named))


def _called(texts: Sequence[str], persons: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of names that stand alone in a sentence with "he", and with "she"."""
    men: set[str] = set()
    women: set[str] = set()
    for sentence in (s for text in texts for s in re.split(r"(?<=[.!?])\s", text)):
        words = {_folded(word) for word in re.findall(r"[\w’'-]+", sentence)}
        people = [set(_folded(m.group()).split()) & persons for m in _NAME.finditer(sentence)]
        people = [person for person in people if person]
        if not people or not all(person & people[0] for person in people):
            continue
        men |= people[0] if words & HE and not words & SHE else set()
        women |= people[0] if words & SHE and not words & HE else set()
    return frozenset(men), frozenset(women)


@cache
def _no_persons() -> frozenset[str]:
    words = kind_words()
    return _NO_NAMES | words.titles | words.places | words.organisation_words | set(words.countries)


def mentions(text: str, known: KnownNames = NOTHING_KNOWN) -> list[Mention]:
    """The names and dates in `text`, in order.

    >>> [(m.text, m.kind) for m in mentions("Did President Lee sign the FTA in Japan in 2026?")]
    [('President Lee', 'person'), ('FTA', 'thing'), ('Japan', 'place'), ('2026', 'time')]
    """
    times = [Mention(m.group(), "time", m.start()) for m in _TIME.finditer(text)]
    found = list(times)
    for match in _NAME.finditer(text):
        words, start = match.group(), match.start()
        while words and _POSSESSIVE.sub("", words.split()[0].casefold()) in _NO_NAMES:
            head = words.split()[0]
            rest = words[len(head) :].lstrip()
            start, words = start + len(words) - len(rest), rest
            if words.split()[:1] and not words[0].isupper():  # "In the House": what is left
                words = ""
        words = _POSSESSIVE.sub("", words)
        if words and not any(t.start <= start < t.end for t in times):
            found.append(Mention(words, kind_of_name(words, known), start))
    return sorted(found, key=lambda m: m.start)


def persons_in(text: str, known: KnownNames = NOTHING_KNOWN) -> list[str]:
    """The names of persons in `text`, without their titles, in order.

    >>> persons_in("Premier Ann Dahl came to Oslo.")
    ['Ann Dahl']
    """
    persons = [m.text for m in mentions(text, known) if m.kind == "person" and not is_title(m.text)]
    return [_split_at_title(name)[1] or name for name in persons]


def titled_persons(text: str) -> list[tuple[Mention, str]]:
    """Persons with what stands before their names, title and all, and the name alone.

    >>> [(m.text, name) for m, name in titled_persons("Acme Chairman Bo Dahl and Premier Ann Fern")]
    [('Acme Chairman Bo Dahl', 'Bo Dahl'), ('Premier Ann Fern', 'Ann Fern')]
    """
    return [
        (Mention(name, "person", match.start()), person)
        for match in _NAME.finditer(text)
        if (person := _split_at_title(name := _POSSESSIVE.sub("", match.group()))[1])
    ]


def with_capitals(question: str, texts: Sequence[str]) -> str:
    """A question typed in small letters, with the names of `texts` as these write them.

    >>> with_capitals("who is li qiang?", ["Then Premier Li Qiang spoke."])
    'who is Li Qiang?'
    """
    if question != question.lower():
        return question
    names = {m.group(1) for text in texts for m in _INSIDE.finditer(text)}
    every = (m.group() for text in texts for m in _NAME.finditer(text))
    persons = {person for name in every if (person := _split_at_title(name)[1])}
    names |= persons | {word for person in persons for word in person.split()}
    for name in sorted(names - {name.lower() for name in names}, key=lambda n: (-len(n), n)):
        plain = _POSSESSIVE.sub("", name)
        pattern = rf"(?<![\w’'-]){re.escape(plain.lower())}(?![\w-])"
        question = re.sub(pattern, plain, question)
    return question


def kind_of_name(name: str, known: KnownNames = NOTHING_KNOWN) -> MentionKind:
    """What kind of thing `name` is.

    >>> kind_of_name("Chairman Koo"), kind_of_name("Japanese"), kind_of_name("LG Group")
    ('person', 'place', 'thing')
    """
    folded, words = _folded(name), kind_words()
    if folded in words.countries or folded in words.places:
        return "place"
    if folded.split()[-1:] and folded.split()[-1] in words.place_words:
        return "place"
    if _split_at_title(name)[1] or folded in words.titles:
        return "person"
    if _is_organisation(name) or (
        "-" in folded and set(folded.split("-")) <= words.countries.keys()
    ):
        return "thing"
    if set(folded.split()) <= known.persons:
        return "person"
    return "place" if folded in known.places and not name.isupper() else "thing"


def country_of(name: str) -> str | None:
    """The country that `name` or its adjective stands for, folded.

    >>> country_of("Japanese")
    'japan'
    """
    return kind_words().countries.get(_folded(name))


def is_adjective(name: str) -> bool:
    """Whether `name` is a country's adjective, which stands for nothing by itself.

    >>> is_adjective("Korean"), is_adjective("Korea"), is_adjective("U.S.")
    (True, False, False)
    """
    folded = _folded(name)
    country = country_of(name)
    return country not in (None, folded) and len(folded) > 4 and not folded.endswith(("in", "nd"))


def may_be_person(mention: Mention) -> bool:
    """Whether a name is a person's, or of unknown kind and shaped like one."""
    words = len(mention.text.split())
    unknown = mention.kind == "thing" and not _is_organisation(mention.text) and words <= 3
    return mention.kind == "person" or unknown


def kind_of_noun(noun: str) -> MentionKind:
    """What the head of a noun phrase without a name stands for.

    >>> kind_of_noun("the Japanese prime minister"), kind_of_noun("that city")
    ('person', 'place')
    """
    head = re.sub(r"\b(?:of|in|from|at|with)\b.*", "", noun).split()[-1:]
    last = _folded(head[0]) if head else ""
    if {last, last.removesuffix("s")} & kind_words().titles:
        return "person"
    return "place" if {last, last.removesuffix("s")} & kind_words().place_words else "thing"


def is_title(name: str) -> bool:
    """Whether `name` is an office without its holder.

    >>> is_title("National Security Adviser"), is_title("Premier Li Qiang")
    (True, False)
    """
    return _has_title(name) and not _split_at_title(name)[1]


def _split_at_title(name: str) -> tuple[str, str]:
    """What stands before the last title in `name`, and the person's name behind it."""
    tokens = name.split()
    places = [n for n, token in enumerate(tokens) if _folded(token) in kind_words().titles]
    if not places:
        return name, ""
    behind = tokens[places[-1] + 1 :]
    # "Secretary of Shanghai" names no person.
    if not behind or not behind[0][0].isupper() or _is_organisation(" ".join(behind)):
        return name, ""
    return " ".join(tokens[: places[-1]]), " ".join(behind)


def _has_title(name: str) -> bool:
    return bool(set(_folded(name).split()) & kind_words().titles)


def _is_organisation(name: str) -> bool:
    if name.isupper() and len(name) > 1:
        return True
    return bool(set(_folded(name).split()) & kind_words().organisation_words)


def _folded(name: str) -> str:
    return _POSSESSIVE.sub("", name).rstrip(",;:").casefold()
