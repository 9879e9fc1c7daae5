"""Questions made wrong or untidy on purpose: another name in them, slips, mere key words.

A question whose name, year, number or opposite is exchanged for one that its passage does not have
is no longer answered there, however much it resembles the passage. Source: the entity and antonym
swaps among the unanswerable questions of Rajpurkar, Jia, Liang 2018, "Know What You Don't Know",
table 1.
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.training.questions import QuestionSet, article_of
from assistant.words.grammar import ASKING, ORDINALS

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NAME_GAP = re.compile(r"\s+")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_SENTENCE_END = re.compile(r"[.!?:;\"“(]\s*$")

_CLOSED = {
    "month": " ".join(calendar.month_name[1:]),
    "weekday": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "number word": "two three four five six seven eight nine ten eleven twelve",
    "ordinal": " ".join(ORDINALS[1:]),
}
"""Kinds whose members are known: any of them can take another's place."""

_OPPOSITES = """
before after; first last; largest smallest; biggest smallest; highest lowest; most least;
more fewer; more less; oldest youngest; earliest latest; increase decrease; increased decreased;
rise fall; rose fell; began ended; started stopped; north south; east west;
northern southern; eastern western; import export; win lose; won lost; longest shortest;
maximum minimum; allowed forbidden; public private; above below; positive negative;
supported opposed; accept reject; accepted rejected; best worst; male female; buy sell
"""

_BINDING = frozenset(
    str.split(
        "a an the of in on at to for by with from and or as is are was were be been being do "
        "does did has have had will would can could should may might must it its they their "
        "them he his she her this that these those there any some much many who whom whose "
        "when where why how what which tell me name please than then so not"
    )
)

_KIND_OF = {word: kind for kind, words in _CLOSED.items() for word in words.split()}


def _both_ways(pairs: str) -> dict[str, list[str]]:
    opposite: dict[str, list[str]] = {}
    for pair in pairs.split(";"):
        one, other = pair.split()
        opposite.setdefault(one, []).append(other)
        opposite.setdefault(other, []).append(one)
    return opposite


_OPPOSITE = _both_ways(_OPPOSITES)

Names = Mapping[str, Sequence[str]]
"""Kind (name, year, number) -> what stands in the texts that may take another's place."""


def names_in(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The names, years and numbers of `texts` by kind, each once, sorted.

    >>> names_in(["In 1950 the envoy met Bo Li and 30 others in Nara."])
    {'name': ('Bo Li', 'Nara'), 'year': ('1950',), 'number': ('30',)}
    """
    found: dict[str, set[str]] = {"name": set(), "year": set(), "number": set()}
    for text in texts:
        for kind, start, end in _marked(text):
            if kind in found:
                found[kind].add(text[start:end])
    return {kind: tuple(sorted(words)) for kind, words in found.items()}


def names_by_article(questions: QuestionSet) -> dict[str, Names]:
    """What may be exchanged in the questions of each article: the names in its paragraphs."""
    texts: dict[str, list[str]] = {}
    for document in questions.documents:
        texts.setdefault(article_of(document.doc_id), []).append(document.text)
    return {article: names_in(group) for article, group in texts.items()}


def altered(question: str, shown: str, names: Names, draw: random.Random) -> str | None:
    """`question` with one name, number or opposite exchanged; None where none can be.

    What is taken out stands in `shown`, so that its loss can be noticed; what comes in does not.

    Args:
        question: answered by what is shown.
        shown: the passage, and its title where that is shown too.
        names: what may come in, beyond months, weekdays, number words, ordinals and opposites.
        draw: decides which.
    """
    folded = shown.casefold()
    places = [
        place for place in _marked(question) if question[place[1] : place[2]].casefold() in folded
    ]
    draw.shuffle(places)
    for kind, start, end in places:
        old = question[start:end]
        choice = [new for new in _substitutes(kind, old, names) if _is_absent(new, old, folded)]
        if choice:
            return question[:start] + draw.choice(choice) + question[end:]
    return None


def mistyped(question: str, draw: random.Random) -> str:
    """`question` with a letter left out, doubled or swapped with the next in one longer word.

    >>> mistyped("Who met Takaichi?", random.Random(0))
    'Who met Takachi?'
    """
    words = [m for m in _WORD.finditer(question) if len(m.group()) >= 5 and m.group().isalpha()]
    if not words:
        return question
    match = draw.choice(words)
    word = match.group()
    place = draw.randrange(1, len(word) - 1)
    kind = draw.randrange(3)
    if kind == 0:
        word = word[:place] + word[place + 1 :]
    elif kind == 1:
        word = word[:place] + word[place] + word[place:]
    else:
        word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return question[: match.start()] + word + question[match.end() :]


def keyworded(question: str, draw: random.Random) -> str:
    """The question word and the words that say something, as a Korean question is looked up.

    Now and then one of them is missing, as it may be missing in the glossary.

    >>> keyworded("When was the summit in Nara held?", random.Random(1))
    'When summit Nara held?'
    """
    words = _WORD.findall(question)
    asking = next((w for w in words if w.casefold() in ASKING), "What")
    kept = [w for w in words if w.casefold() not in _BINDING and w != asking]
    if len(kept) > 3 and draw.random() < 0.3:
        del kept[draw.randrange(len(kept))]
    return f"{asking.capitalize()} {' '.join(kept)}?" if kept else question


def _marked(text: str) -> list[tuple[str, int, int]]:
    """(kind, start, end) of what could be exchanged, in order.

    Capitalised words at the beginning of a sentence are left out: they may be no names.
    """
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        word, (start, end) = match.group(), match.span()
        kind = _kind(word)
        if not kind or (kind == "name" and (not start or _SENTENCE_END.search(text, 0, start))):
            continue
        if kind == "name" and found and found[-1][0] == "name":
            last = found[-1]
            if _NAME_GAP.fullmatch(text, last[2], start):
                found[-1] = ("name", last[1], end)
                continue
        found.append((kind, start, end))
    return found


def _kind(word: str) -> str | None:
    if word in _KIND_OF:
        return _KIND_OF[word]
    if word in _OPPOSITE:
        return "opposite"
    if word.isdigit():
        return "year" if _YEAR.fullmatch(word) else "number"
    return "name" if word[0].isupper() and len(word) > 1 else None


def _substitutes(kind: str, old: str, names: Names) -> Sequence[str]:
    if kind in _CLOSED:
        return _CLOSED[kind].split()
    return _OPPOSITE[old] if kind == "opposite" else names.get(kind, ())


def _is_absent(new: str, old: str, folded: str) -> bool:
    """Whether no word of `new` stands in the (folded) text or in what it replaces."""
    words = new.casefold().split()
    return not any(word in folded or word in old.casefold() for word in words)
