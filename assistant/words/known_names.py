"""What texts show about names: whose they are, and who is called "he" or "she"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.words.grammar import HE, SHE
from assistant.words.kinds import has_title, kind_words, split_at_title
from assistant.words.name_shapes import NAME, NAMELESS, PLACED, SAID_OF_NAME, folded_name


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
        words = set(folded_name(name).split())
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
        for match in NAME.finditer(text):
            _, person = split_at_title(match.group())
            persons.update(folded_name(person).split())
            said = SAID_OF_NAME.match(text, match.end())
            if said and has_title(said[1]) and not split_at_title(said[1])[1]:
                persons.update(folded_name(match.group()).split())
        places.update(folded_name(match.group(1)) for match in PLACED.finditer(text))
    named = frozenset(persons - _no_persons())
    return KnownNames(named, frozenset(places), *_called(texts, named))


def _called(texts: Sequence[str], persons: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of names that stand alone in a sentence with "he", and with "she"."""
    men: set[str] = set()
    women: set[str] = set()
    for sentence in (s for text in texts for s in re.split(r"(?<=[.!?])\s", text)):
        words = {folded_name(word) for word in re.findall(r"[\w’'-]+", sentence)}
        people = [set(folded_name(m.group()).split()) & persons for m in NAME.finditer(sentence)]
        people = [person for person in people if person]
        if not people or not all(person & people[0] for person in people):
            continue
        men |= people[0] if words & HE and not words & SHE else set()
        women |= people[0] if words & SHE and not words & HE else set()
    return frozenset(men), frozenset(women)


@cache
def _no_persons() -> frozenset[str]:
    words = kind_words()
    return NAMELESS | words.titles | words.places | words.organisation_words | set(words.countries)
