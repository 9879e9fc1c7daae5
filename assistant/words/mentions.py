"""Which persons, places and things a text mentions, and what kind of thing a name names.

No model: a name is a person's where a title stands before it somewhere, a place's where a small
list or "in …" says so, and a thing's (organisation, agreement, product) otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.words.kinds import MentionKind, is_organisation, is_title, kind_words, split_at_title
from assistant.words.known_names import NOTHING_KNOWN, KnownNames
from assistant.words.name_shapes import INSIDE, NAME, NAMELESS, POSSESSIVE, TIME, folded_name


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


def mentions(text: str, known: KnownNames = NOTHING_KNOWN) -> list[Mention]:
    """The names and dates in `text`, in order.

    >>> [(m.text, m.kind) for m in mentions("Did President Lee sign the FTA in Japan in 2026?")]
    [('President Lee', 'person'), ('FTA', 'thing'), ('Japan', 'place'), ('2026', 'time')]
    """
    times = [Mention(m.group(), "time", m.start()) for m in TIME.finditer(text)]
    found = list(times)
    for match in NAME.finditer(text):
        words, start = match.group(), match.start()
        while words and POSSESSIVE.sub("", words.split()[0].casefold()) in NAMELESS:
            head = words.split()[0]
            rest = words[len(head) :].lstrip()
            start, words = start + len(words) - len(rest), rest
            if words.split()[:1] and not words[0].isupper():  # "In the House": what is left
                words = ""
        words = POSSESSIVE.sub("", words)
        if words and not any(t.start <= start < t.end for t in times):
            found.append(Mention(words, kind_of_name(words, known), start))
    return sorted(found, key=lambda m: m.start)


def persons_in(text: str, known: KnownNames = NOTHING_KNOWN) -> list[str]:
    """The names of persons in `text`, without their titles, in order.

    >>> persons_in("Premier Ann Dahl came to Oslo.")
    ['Ann Dahl']
    """
    persons = [m.text for m in mentions(text, known) if m.kind == "person" and not is_title(m.text)]
    return [split_at_title(name)[1] or name for name in persons]


def titled_persons(text: str) -> list[tuple[Mention, str]]:
    """Persons with what stands before their names, title and all, and the name alone.

    >>> [(m.text, name) for m, name in titled_persons("Acme Chairman Bo Dahl and Premier Ann Fern")]
    [('Acme Chairman Bo Dahl', 'Bo Dahl'), ('Premier Ann Fern', 'Ann Fern')]
    """
    return [
        (Mention(name, "person", match.start()), person)
        for match in NAME.finditer(text)
        if (person := split_at_title(name := POSSESSIVE.sub("", match.group()))[1])
    ]


def with_capitals(question: str, texts: Sequence[str]) -> str:
    """A question typed in small letters, with the names of `texts` as these write them.

    >>> with_capitals("who is li qiang?", ["Then Premier Li Qiang spoke."])
    'who is Li Qiang?'
    """
    if question != question.lower():
        return question
    names = {m.group(1) for text in texts for m in INSIDE.finditer(text)}
    every = (m.group() for text in texts for m in NAME.finditer(text))
    persons = {person for name in every if (person := split_at_title(name)[1])}
    names |= persons | {word for person in persons for word in person.split()}
    for name in sorted(names - {name.lower() for name in names}, key=lambda n: (-len(n), n)):
        plain = POSSESSIVE.sub("", name)
        pattern = rf"(?<![\w’'-]){re.escape(plain.lower())}(?![\w-])"
        question = re.sub(pattern, plain, question)
    return question


def kind_of_name(name: str, known: KnownNames = NOTHING_KNOWN) -> MentionKind:
    """What kind of thing `name` is.

    >>> kind_of_name("Chairman Koo"), kind_of_name("Japanese"), kind_of_name("LG Group")
    ('person', 'place', 'thing')
    """
    folded, words = folded_name(name), kind_words()
    if folded in words.countries or folded in words.places:
        return "place"
    if folded.split()[-1:] and folded.split()[-1] in words.place_words:
        return "place"
    if split_at_title(name)[1] or folded in words.titles:
        return "person"
    if is_organisation(name) or (
        "-" in folded and set(folded.split("-")) <= words.countries.keys()
    ):
        return "thing"
    if set(folded.split()) <= known.persons:
        return "person"
    return "place" if folded in known.places and not name.isupper() else "thing"


def may_be_person(mention: Mention) -> bool:
    """Whether a name is a person's, or of unknown kind and shaped like one."""
    words = len(mention.text.split())
    unknown = mention.kind == "thing" and not is_organisation(mention.text) and words <= 3
    return mention.kind == "person" or unknown
