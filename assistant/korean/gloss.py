"""A Korean question for those who read English: its words put together, what it asks first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from assistant.asked.kind import Kind
from assistant.korean.glossary import PEOPLE, Glossary
from assistant.korean.grammar import HOW_LONG, asks_which, final_consonant
from assistant.korean.kinds import is_past, korean_kind
from assistant.korean.look_up import Piece, pieces_of
from assistant.korean.noun import Part
from assistant.korean.order import EnglishOrder

_ASKING_IN_ENGLISH: dict[Kind, str] = {
    "who": "Who", "when": "When", "where": "Where", "how_many": "How many", "why": "Why",
    "yes_no": "Did", "authors": "Who wrote",
}  # fmt: skip
# "For how many days?", "how long did he stay?": one asking word, as in English.
_HOW_LONG = re.compile(
    r"(?:며칠|얼마)\s?(?:동안|간)(?:이나)?|"
    r"얼마나\s?(?:오래|길게)?(?=\s?(?:머물|머무|체류|있었|지냈|지속|걸렸|이어졌))"
)
# Of people, "how much" asks how many they are.
_PEOPLE = re.compile(r"참[석가]자|참여자|인원|임원|사람|기업인|경영인|총수|대표")
_AS_MANY = re.compile(r"얼마나(?=\s?(?:됐|되|왔|오|참[석가]|있))")
# "… 권력 서열 몇 위인가요?": word for word "Li power ranks what", which no sentence is like.
_ASKS_RANK = re.compile(r"서열|순위|몇\s?(?:위|번째)")
_OF_RANK = frozenset(("power", "hierarchy", "ranks"))
_MUCH = re.compile(r"얼마(?!나)|금액|액수|비용|가격|예산|총액|달러")


@dataclass(frozen=True, slots=True)
class Gloss:
    """A Korean question in English words.

    Attributes:
        english: those of the question that could be looked up, after the English asking word.
        words: the same without the asking word.
        unknown: Korean words that look like nouns and are not in the glossary.
        typed: each word as it was typed, with what was looked for in its place.
    """

    english: str
    words: str
    unknown: tuple[str, ...]
    typed: tuple[tuple[str, str], ...] = ()


def gloss(text: str, glossary: Glossary, knows: Callable[[str], bool]) -> Gloss:
    """Look up the words of a Korean question, longest forms first.

    Args:
        text: the question as asked; words in Latin letters stay as they are.
        glossary: what Korean forms are in English.
        knows: whether the documents hold a token; decides between English forms.

    >>> from assistant.korean.glossary import Entry
    >>> words = Glossary({"정상회담": Entry(("summit",), False), "나라": Entry(("Nara",), True)})
    >>> gloss("나라 정상 회담은 1월 13일 언제 열렸나요?", words, lambda token: True).english
    'When was Nara summit January 13?'
    """
    text = _HOW_LONG.sub(HOW_LONG, unicodedata.normalize("NFKC", text))
    if _PEOPLE.search(text):
        text = _AS_MANY.sub("몇 명", text)
    pieces = list(pieces_of(text, glossary, knows))
    found = dict.fromkeys(p.text for p in pieces if p.what != "unknown" and p.text)
    return Gloss(
        _asked_in_english(text, pieces, glossary),
        " ".join(found),
        tuple(dict.fromkeys(p.text for p in pieces if p.what == "unknown")),
        tuple(dict.fromkeys((p.typed, p.text) for p in pieces if p.typed and p.text)),
    )


def _asking_in_english(text: str) -> str:
    """The English words that ask what a Korean question asks."""
    kind = korean_kind(text)
    if kind == "how_many" and "몇" not in text and _MUCH.search(text):
        return "How much"
    return _ASKING_IN_ENGLISH.get(kind, "What")


def _asked_in_english(text: str, pieces: Sequence[Piece], glossary: Glossary) -> str:
    tables = {form: glossary.entries[form].table for p in pieces if (form := p.form)}
    persons = [p.text for p in pieces if tables.get(p.form) == PEOPLE]
    others = [p.text for p in pieces if p.what in ("word", "unknown") and p.text]
    if rank := _rank_asked(text, persons, others):
        return rank
    order = EnglishOrder()
    for before, piece in zip(["", *(piece.text for piece in pieces)], pieces, strict=False):
        said_again = piece.what == "name" and piece.text == before  # "거성(Geoseong)"
        if piece.what == "unknown" or said_again:
            continue
        is_verb = piece.form in glossary.verbs
        order.take(
            Part(
                piece.noun or piece.text,
                piece.tail,
                is_name=piece.what == "name",
                is_verb=is_verb,
                describes=is_verb and not piece.tail and final_consonant(piece.form) != "ㅆ",
                counts=piece.what == "asked",
                asks=asks_which(piece.form),
                act=piece.act,
            )
        )
    return order.finished(_asking_in_english(text), is_past(text)) + "?"


def _rank_asked(text: str, persons: Sequence[str], others: Collection[str]) -> str:
    """The question in English; empty where more than one person's rank is asked, or none.

    Args:
        text: the Korean question.
        persons: who is named in it, in English.
        others: its other words, names of places left out.

    >>> _rank_asked("리창 총리는 중국 권력 서열 몇 위인가요?", ["Li Qiang"], ["power", "hierarchy"])
    'What rank does Li Qiang have?'
    >>> _rank_asked("리창 총리는 무엇을 했나요?", ["Li Qiang"], [])
    ''
    """
    asks = len(persons) == 1 and _ASKS_RANK.search(text) and _OF_RANK.issuperset(others)
    return f"What rank does {persons[0]} have?" if asks else ""
