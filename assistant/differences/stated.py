"""Values of two documents: do they speak of one thing?"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.differences.counts import words_of
from assistant.differences.dates import dates_in, same_days
from assistant.differences.values import Value, values_in
from assistant.texts.tables import is_row
from assistant.words.same_things import apart, same_things, stems, things, together
from corpus.document import Document, Span

WORDS_BEFORE, WORDS_BEHIND = 16, 8
"""How much of a sentence says what its value is about."""

KEPT = 20_000
"""Sentences whose values are kept: the same ones are compared for question after question."""

_SLOT = re.compile(r"\b(in|at|near|to|from|for|on|of|by|with)\s(?:the\s)?([A-Z][\w’'-]+)")
_CAPITAL = re.compile(r"(?<=[^\s.!?“\"]\s)[A-Z][\w’'-]*[a-z][\w’'-]*")
CALENDAR = frozenset([*calendar.month_name, *calendar.month_abbr, *calendar.day_name])


@dataclass(frozen=True)
class Stated:
    """A value where it stands.

    Attributes:
        sentence: its place in the document.
        text: the sentence.
    """

    doc_id: str
    sentence: Span
    text: str
    value: Value

    @property
    def written(self) -> str:
        """The value as written."""
        return self.value.span.of(self.text)

    @property
    def place(self) -> Span:
        """Where the value stands in the document."""
        return self.sentence.part(self.value.span.start, self.value.span.end)

    @cached_property
    def clause(self) -> str:
        """The words around the value that say what it is about, the number left out."""
        before, behind = _around(self.text, self.value)
        return f"{before} {behind}".strip()

    @cached_property
    def spoken(self) -> frozenset[str]:
        """What the clause speaks of."""
        return frozenset(things(self.clause))

    @cached_property
    def names(self) -> frozenset[str]:
        """Proper names of the clause and countries; none where every word begins large."""
        known = set(same_things().places.values()) & self.spoken
        words = re.findall(r"[^\W\d_]{4,}", self.clause)
        if sum(word[0].isupper() for word in words) > len(words) / 2:
            return frozenset(known)
        capital = [n for n in _CAPITAL.findall(self.clause) if n not in CALENDAR]
        named = {thing for name in capital for thing in things(name)}
        return frozenset(known | {thing for thing in named if not thing.startswith("=")})

    @cached_property
    def thing(self) -> str:
        """Of what there is so much: values with different things are not compared."""
        if self.value.kind == "count":
            return (things(self.value.thing) or stems(self.value.thing) or [""])[-1]
        if self.value.kind == "duration":
            gap = bool(set(stems(self.clause)) & same_things().gap)
            return f"{self.value.unit}, {'between' if gap else 'of'}"
        return self.value.unit

    @cached_property
    def scopes(self) -> tuple[str, str, str]:
        """From the narrowest to the widest: noun phrase, clause, sentence."""
        phrase = " ".join([*self.value.about, self.value.thing])
        return phrase, self.clause, self.text


@lru_cache(maxsize=KEPT)
def stated_in(doc_id: str, sentence: Span, text: str) -> tuple[Stated, ...]:
    """The values of one sentence."""
    return tuple(Stated(doc_id, sentence, text, value) for value in values_in(text))


def stated(
    sentences: Iterable[tuple[str, Span]], document_of: Callable[[str], Document]
) -> list[Stated]:
    """The values of all these sentences; what a row of cells counts its headings tell, not it."""
    said = ((doc_id, span, span.of(document_of(doc_id).text)) for doc_id, span in sentences)
    return [value for one in said if not is_row(one[2]) for value in stated_in(*one)]


def comparable(a: Stated, b: Stated) -> bool:
    """Whether nothing says that the two values are of different things.

    Of one kind, unit and noun; not on two sides (`apart`), not of two times, places or names.
    """
    if a.value.kind != b.value.kind or a.thing != b.thing:
        return False
    times = _amounts_differ(a, b) if a.value.kind == "date" else _times_differ(a, b)
    return not (times or apart(a.scopes, b.scopes) or _names_differ(a, b))


def same_side(a: Stated, b: Stated) -> bool:
    """Whether both are said of one side: 14 bilateral memoranda, 15 agreements of two countries."""
    return together(a.scopes, b.scopes, f"{a.value.thing} {b.value.thing}")


def _around(text: str, value: Value) -> tuple[str, str]:
    """The words before and behind the number, as far as they belong to it."""
    start, end = 0, len(text)
    if value.kind == "date":  # each of several dates has its own event
        others = [span for *_, span in dates_in(text) if not span.overlaps(value.span)]
        start = max((s.end for s in others if s.end <= value.span.start), default=0)
        end = min((s.start for s in others if s.start >= value.span.end), default=end)
    start = max(start, text.rfind(";", 0, value.span.start) + 1)
    semicolon = text.find(";", value.span.end)
    end = min(end, semicolon if semicolon >= 0 else end)
    words = words_of(text)
    ahead = [w for w in words if start <= w.span.start < value.number.start and w.text.isalnum()]
    after = [w for w in words if value.number.end <= w.span.start < end and w.text.isalnum()]
    start = ahead[-WORDS_BEFORE:][0].span.start if ahead else value.number.start
    end = after[:WORDS_BEHIND][-1].span.end if after else value.number.end
    return text[start : value.number.start].strip(), text[value.number.end : end].strip()


def _times_differ(a: Stated, b: Stated) -> bool:
    """Whether both clauses name dates, and none of the one can be one of the other."""
    mine, other = (dates_in(s.clause) for s in (a, b))
    return bool(mine and other) and not any(
        same_days(low, high, other_low, other_high)
        for low, high, _ in mine
        for other_low, other_high, _ in other
    )


def _amounts_differ(a: Stated, b: Stated) -> bool:
    """Whether other values of both sentences differ: the dates then say when which one held."""
    mine, other = (
        [v.value for v in stated_in(s.doc_id, s.sentence, s.text) if v.value.kind != "date"]
        for s in (a, b)
    )
    return any(
        m.kind == o.kind
        and things(m.thing) == things(o.thing)
        and m.unit == o.unit
        and not m.agrees(o)
        for m in mine
        for o in other
    )


def _names_differ(a: Stated, b: Stated) -> bool:
    """Whether both clauses hold names and share none, or none behind one preposition."""
    mine, other = a.names, b.names
    if mine and other and not mine & other:
        return True
    slots, others = _slots(a.clause), _slots(b.clause)
    return any(
        names and others.get(word) and not names & others[word] for word, names in slots.items()
    )


def _slots(text: str) -> dict[str, set[str]]:
    """Preposition -> the names behind it.

    >>> _slots("hired engineers in Berlin")
    {'in': {'@germany'}}
    """
    slots: dict[str, set[str]] = {}
    for preposition, name in _SLOT.findall(text):
        if name not in CALENDAR:
            slots.setdefault(preposition, set()).update(things(name))
    return slots
