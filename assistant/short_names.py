"""Persons whom the documents name in full once and by one word from then on.

"Zhao Leji" is "Chairman Zhao" in the sentence that tells what he said: a question with the full
name would find the sentence that introduces him. So would one with a title that the documents
leave out later on: they say "Lee and Xi" where people ask about President Lee and President Xi.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from assistant.differences.stated import CALENDAR
from assistant.words.kinds import kind_words, split_at_title
from assistant.words.known_names import known_names
from assistant.words.mentions import persons_in

MOST_DOCUMENTS = 200
"""Of a bigger library the texts are not read through for names."""

# A title may be typed shorter than any document writes it.
_SHORT = {"Prime Minister": ("PM",)}
_CAPITALISED = re.compile(r"\b[A-Z][\w-]*(?: [A-Z][\w-]*)*")


class ShortNames:
    """Full names in questions as the documents go on to call these persons.

    Args:
        names: as `short_names` gives them.

    >>> ShortNames({"Ann Dahl": "Dahl"}).shortened("What did Ann Dahl say?")
    'What did Dahl say?'
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        any_name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        self._pattern = re.compile(rf"(?<![\w-])(?:{any_name})(?![\w-])") if names else None

    def shortened(self, question: str) -> str:
        """`question` with the short names."""
        if self._pattern is None:
            return question
        return self._pattern.sub(lambda name: self._names[name.group()], question)


def short_names(texts: Sequence[str]) -> dict[str, str]:
    """Full name -> the word of it that stands alone, where it can mean nobody else.

    With a title, too, where that word stands without one.

    >>> short_names(["Premier Ann Dahl met President Bo Fern. Dahl left.", "Chairman Cy Fern."])
    {'Ann Dahl': 'Dahl', 'Premier Ann Dahl': 'Dahl', 'Premier Dahl': 'Dahl'}
    """
    known = known_names(texts)
    full = {name for text in texts for name in persons_in(text, known) if " " in name}
    owners: dict[str, set[str]] = defaultdict(set)
    for name in full:
        for word in name.split():
            owners[word].add(name)
    alone: Counter[str] = Counter()
    bare: set[str] = set()
    titled: set[tuple[str, str]] = set()
    titles = kind_words().titles
    for text in texts:
        for match in _CAPITALISED.finditer(text):
            titled.add(_at_title(match.group()))
            *before, word = match.group().split()
            if word not in CALENDAR and all(w.casefold() in titles for w in before):
                alone[word] += 1
                bare |= set() if before else {word}
    found: dict[str, str] = {}
    for name in sorted(full):
        ends = [word for word in (name.split()[0], name.split()[-1]) if owners[word] == {name}]
        if best := max(ends, key=lambda word: alone[word], default=""):
            found |= {name: best} if alone[best] else {}
    for title, name in sorted(titled):
        if (word := found.get(name, name)) in bare:
            found |= {
                f"{called} {n}": word
                for called in (title, *_SHORT.get(title, ()))
                for n in (name, word)
            }
    return found


def _at_title(name: str) -> tuple[str, str]:
    """The title in a name and what stands behind it; both empty where there is no title.

    >>> _at_title("Chilean Prime Minister Ann Dahl"), _at_title("Lima Forum")
    (('Prime Minister', 'Ann Dahl'), ('', ''))
    """
    before, person = split_at_title(name)
    if not person:
        return "", ""
    title = name[len(before) : -len(person)].strip()
    longer = f"{before.rpartition(' ')[2]} {title}"
    return (longer if longer.casefold() in kind_words().titles else title), person
