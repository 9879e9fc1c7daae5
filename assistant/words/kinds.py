"""Persons, places and things by the words that tell them apart: titles, countries, cities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from assistant.words.name_shapes import folded_name
from corpus.files import parsed_toml

MentionKind = Literal["person", "place", "time", "thing"]

WORDS_FILE = Path(__file__).parent.parent / "data" / "kinds.toml"


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
    lists = parsed_toml(WORDS_FILE.read_text(encoding="utf-8"))
    countries = {name: name for name in lists["countries"]}
    countries |= {other: name for name, others in lists["countries"].items() for other in others}
    return KindWords(
        frozenset(lists["titles"]),
        frozenset(lists["organisation_words"]),
        frozenset(lists["place_words"]),
        frozenset(lists["places"]),
        countries,
    )


def country_of(name: str) -> str | None:
    """The country that `name` or its adjective stands for, folded.

    >>> country_of("Japanese")
    'japan'
    """
    return kind_words().countries.get(folded_name(name))


def is_adjective(name: str) -> bool:
    """Whether `name` is a country's adjective, which stands for nothing by itself.

    >>> is_adjective("Korean"), is_adjective("Korea"), is_adjective("U.S.")
    (True, False, False)
    """
    folded = folded_name(name)
    country = country_of(name)
    return country not in (None, folded) and len(folded) > 4 and not folded.endswith(("in", "nd"))


def kind_of_noun(noun: str) -> MentionKind:
    """What the head of a noun phrase without a name stands for.

    >>> kind_of_noun("the Japanese prime minister"), kind_of_noun("that city")
    ('person', 'place')
    """
    head = re.sub(r"\b(?:of|in|from|at|with)\b.*", "", noun).split()[-1:]
    last = folded_name(head[0]) if head else ""
    if {last, last.removesuffix("s")} & kind_words().titles:
        return "person"
    return "place" if {last, last.removesuffix("s")} & kind_words().place_words else "thing"


def is_title(name: str) -> bool:
    """Whether `name` is an office without its holder.

    >>> is_title("National Security Adviser"), is_title("Premier Li Qiang")
    (True, False)
    """
    return has_title(name) and not split_at_title(name)[1]


def split_at_title(name: str) -> tuple[str, str]:
    """What stands before the last title in `name`, and the person's name behind it.

    >>> split_at_title("Acme Chairman Bo Dahl"), split_at_title("Lima Stock Exchange")
    (('Acme', 'Bo Dahl'), ('Lima Stock Exchange', ''))
    """
    tokens = name.split()
    places = [n for n, token in enumerate(tokens) if folded_name(token) in kind_words().titles]
    if not places:
        return name, ""
    behind = tokens[places[-1] + 1 :]
    # "Secretary of Shanghai" names no person.
    if not behind or not behind[0][0].isupper() or is_organisation(" ".join(behind)):
        return name, ""
    return " ".join(tokens[: places[-1]]), " ".join(behind)


def has_title(name: str) -> bool:
    """Whether the word for an office stands in `name`."""
    return bool(set(folded_name(name).split()) & kind_words().titles)


def is_organisation(name: str) -> bool:
    """Whether `name` is an abbreviation, or says that it names a company, a ministry or the like.

    >>> is_organisation("WTO"), is_organisation("LG Group"), is_organisation("Ann Dahl")
    (True, True, False)
    """
    if name.isupper() and len(name) > 1:
        return True
    return bool(set(folded_name(name).split()) & kind_words().organisation_words)
