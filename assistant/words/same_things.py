"""Words that name one thing, and words that keep things apart: `data/same_things.toml`, read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.words.kinds import kind_words
from corpus.files import parsed_toml
from index.lexical import analyze

PATH = Path(__file__).parent.parent / "data" / "same_things.toml"

_PHRASE_ENDS = re.compile(r"[,.;]| and ")
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class SameThings:
    """What the file says, in stems.

    Attributes:
        same: stem -> name of its group, `=agreement`.
        places: stem -> name of its country, `@korea`.
        long_names: country or adjective of several words, folded -> the same: `north korean` is
            `@north korea`.
        apart: sets of sides; two texts on different sides speak of different things.
        gap: words of durations between two events.
        asks_gap: words of questions for one.
    """

    same: Mapping[str, str]
    places: Mapping[str, str]
    long_names: Mapping[str, str]
    apart: tuple[tuple[frozenset[str], ...], ...]
    gap: frozenset[str]
    asks_gap: frozenset[str]


@cache
def same_things() -> SameThings:
    """Read the file; it ships with the code, so that a fault in it is a bug."""
    told = parsed_toml(PATH.read_text(encoding="utf-8"))
    return SameThings(
        {s: f"={name}" for name, words in told["same"].items() for s in stems(words)},
        _places(told["places"]),
        _long_names(told["long_names"]),
        tuple(tuple(frozenset(stems(side)) for side in row["sides"]) for row in told["apart"]),
        frozenset(stems(told["durations"]["gap"])),
        frozenset(stems(told["durations"]["asks_gap"])),
    )


def _places(told: Mapping[str, str]) -> dict[str, str]:
    """Stem -> country, of what `told` and `data/kinds.toml` call the countries of `told`.

    >>> _places({"peru": "lima"})
    {'peru': '@peru', 'peruvian': '@peru', 'lima': '@peru'}
    """
    # A longer name is passed over: its words by themselves speak of no country.
    named = [(n, c) for n, c in kind_words().countries.items() if c in told and " " not in n]
    named += [(words, country) for country, words in told.items()]
    return {stem: f"@{country}" for words, country in named for stem in stems(words)}


def _long_names(told: Mapping[str, str]) -> dict[str, str]:
    """Name of several words -> country, of all in `data/kinds.toml`; `told` calls some otherwise.

    >>> names = _long_names({"south korea": "korea"})
    >>> names["south korean"], names["north korean"]
    ('@korea', '@north korea')
    """
    long = {n: c for n, c in kind_words().countries.items() if " " in n}
    return {name: f"@{told.get(country, country)}" for name, country in long.items()}


@cache
def _names_or_words() -> re.Pattern[str]:
    long = "|".join(sorted(same_things().long_names, key=lambda name: (-len(name), name)))
    return re.compile(rf"\b(?i:{long})\b|{_WORD.pattern}")


def stems(text: str) -> list[str]:
    """The stem of every word, also of those that a search leaves out.

    >>> stems("The documents were signed")
    ['the', 'document', 'were', 'sign']
    """
    return [_stem(match.group()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    if word.rstrip(".") in ("U.S", "US"):  # "us" is another word
        return "usa"
    lowered = word.casefold().replace("’", "'").removesuffix("'s").rstrip(".")
    return (analyze(lowered) or [lowered.removesuffix("s") if len(lowered) > 3 else lowered])[0]


def things(text: str) -> list[str]:
    """What `text` speaks of: stems without function words, groups and countries by their names.

    >>> things("Seoul signed fourteen memoranda")
    ['@korea', '=sign', 'fourteen', '=agreement']
    >>> things("North Korea and South Korean firms")
    ['@north korea', '@korea', '=company']
    """
    found = []
    for match in _names_or_words().finditer(text):
        stem = _stem(match.group())
        name = _country(match.group()) or same_things().same.get(stem)
        if name or analyze(match.group()):
            found.append(name or stem)
    return found


def _country(words: str) -> str | None:
    known = same_things()
    return known.long_names.get(words.casefold()) or known.places.get(_stem(words))


def countries(text: str) -> set[str]:
    """The countries that `text` names, by whatever name.

    >>> sorted(countries("The Seoul office of a Peruvian firm"))
    ['@korea', '@peru']
    """
    return {thing for thing in things(text) if thing.startswith("@")}


def without_countries(text: str) -> str:
    """`text` without what names a country.

    >>> without_countries("the North Korean envoy Kim in Seoul")
    'the envoy Kim in'
    """
    left = _names_or_words().sub(lambda name: "" if _country(name[0]) else name[0], text)
    return " ".join(left.split())


def countries_behind(text: str, start: int) -> set[str]:
    """The countries in the rest of a phrase, which a comma or an "and" ends.

    >>> countries_behind("161 Peruvian firms and 200 from Chile", 3)
    {'@peru'}
    """
    return countries(_PHRASE_ENDS.split(text[start:], maxsplit=1)[0])


def words_for(thing: str) -> list[str]:
    """The stems that the file gives for a group; none for anything else.

    >>> "mou" in words_for("=agreement"), words_for("passeng")
    (True, [])
    """
    return [stem for stem, name in same_things().same.items() if name == thing]


@lru_cache(maxsize=20_000)
def _held(scope: str) -> frozenset[str]:
    """The stems of a scope: the same sentence is looked at for every set and every partner."""
    return frozenset(stems(scope))


def side_of(sides: tuple[frozenset[str], ...], *scopes: str) -> int | None:
    """On which side the first of `scopes` is that is on any; None where it is on several."""
    for scope in scopes:
        held = _held(scope)
        found = [number for number, side in enumerate(sides) if held & side]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def apart(mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two values speak of different things by their words.

    Args:
        mine: scopes of one value, the narrowest first: noun phrase, clause, sentence.
        other: of the other.

    >>> apart(("dead",), ("injured people",)), apart(("dead",), ("people",))
    (True, False)
    """
    pairs = ((side_of(s, *mine), side_of(s, *other)) for s in same_things().apart)
    return any(a is not None and b is not None and a != b for a, b in pairs)


def together(mine: tuple[str, ...], other: tuple[str, ...], counted: str) -> bool:
    """Whether both values are on one side of a set that does not hold what is counted itself.

    >>> together(("bilateral memoranda",), ("agreements of the two governments",), "agreements")
    True
    """
    nouns = set(stems(counted))
    sets = (s for s in same_things().apart if not any(nouns & side for side in s))
    return any(side_of(s, *mine) == side_of(s, *other) is not None for s in sets)
