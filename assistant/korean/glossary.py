"""Korean words and the English ones that documents use for them: a file that people can review.

The shipped glossary is `data/glossary.toml`, everyday words after it are `data/korean_words.toml`.
A library adds its own `glossary.toml`, whose words come first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.korean.grammar import final_consonant, stems
from corpus.errors import LibraryError
from corpus.files import parsed_toml
from index.hangul import HANGUL
from index.lexical import analyze

SHIPPED = Path(__file__).parent.parent / "data" / "glossary.toml"
EVERYDAY = SHIPPED.with_name("korean_words.toml")
FILE_NAME = "glossary.toml"

_DOTS_AND_BLANKS = re.compile(r"[\s·ㆍ・‧∙]+")
_NOUN = re.compile(r"(?:sion|tion|ment|ness|ity|ance|ence|ship|al|sus)s?$")
_VERB = re.compile(r"ed\b|^(?:said|met|held|took|wrote|began)\b")
_GROUPS = ("names", "words")


PEOPLE = "names.people"
"""The table of those who are somebody."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One Korean form.

    Attributes:
        english: what it can be in English, the preferred one first.
        is_name: whether it names somebody or something.
        table: that it stands in: "names.people".
    """

    english: tuple[str, ...]
    is_name: bool
    table: str = field(default="", compare=False)

    def best(self, knows: Callable[[str], bool]) -> str:
        """The first English form all of whose words the documents hold; else the first of all."""
        held = (form for form in self.english if all(knows(token) for token in analyze(form)))
        return next(held, self.english[0])

    def noun(self, knows: Callable[[str], bool]) -> str:
        """The same of those that may be a noun: "meeting", where the verb is "met"."""
        nouns = tuple(form for form in self.english if not _VERB.search(form))
        return replace(self, english=nouns or self.english).best(knows)

    def act(self, knows: Callable[[str], bool]) -> str:
        """The same of those that may be a verb: "join", where the noun is "accession"."""
        verbs = tuple(form for form in self.english if not _NOUN.search(form))
        return replace(self, english=verbs or self.english).best(knows)


@dataclass(frozen=True)
class Glossary:
    """Korean forms, written without blanks, and what they are in English."""

    entries: Mapping[str, Entry]

    @cached_property
    def longest(self) -> int:
        """Characters of the longest form."""
        return max(map(len, self.entries), default=0)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Forms that are verbs by themselves: those of the past, and what goes with them.

        "열렸" ends like one; "열린" begins as it does, and stands for the same English.
        """
        past: dict[str, set[str]] = {}
        for form, entry in self.entries.items():
            if final_consonant(form) == "ㅆ":
                for english in entry.english:
                    past.setdefault(english, set()).add(form[0])
        return frozenset(
            form
            for form, entry in self.entries.items()
            if final_consonant(form)
            and any(form[0] in past.get(english, ()) for english in entry.english)
        )


def compared_form(text: str) -> str:
    """`text` as forms are compared: composed, without blanks and middle dots.

    >>> compared_form("한·중 정상 회담")
    '한중정상회담'
    """
    return _DOTS_AND_BLANKS.sub("", unicodedata.normalize("NFKC", text))


def load_glossary(library: Path | None = None) -> Glossary:
    """The shipped words, under those of `library` where it has one.

    Raises:
        LibraryError: a file is not readable TOML, or a line in it has another shape.
    """
    files = [SHIPPED, EVERYDAY]
    if library is not None and (library / FILE_NAME).is_file():
        files.insert(0, library / FILE_NAME)
    found: dict[str, Entry] = {}
    for path in files:
        for form, entry in _read(path).items():
            before = found.get(form)
            english = (*before.english, *entry.english) if before else entry.english
            first = before or entry
            found[form] = replace(first, english=tuple(dict.fromkeys(english)))
    return Glossary({**_stems(found), **found})


def _stems(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The stems of the verbs that are given in the past: "끝나" of "끝났", "열리" of "열렸"."""
    return {
        stem: entry
        for form, entry in entries.items()
        if not entry.is_name
        for stem in stems(form)
        if len(stem) > 1
    }


def _read(path: Path) -> dict[str, Entry]:
    try:
        groups = parsed_toml(path.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError) as error:
        raise LibraryError(f"{path} is not readable TOML ({error}); mend or remove it") from error
    faults = [
        f"{path} has {group!r} at its top; only the tables {' and '.join(_GROUPS)} are known"
        for group in groups
        if group not in _GROUPS
    ]
    found: dict[str, Entry] = {}
    for group in _GROUPS:
        for where, english, forms in _lines(groups.get(group, {}), group):
            if fault := _fault(english, forms):
                faults.append(f"{path}, table {where}, {english!r}: {fault}")
                continue
            for form in map(compared_form, forms):
                before = found.get(form, Entry((), group == "names", where))
                found[form] = replace(before, english=(*before.english, english))
    if faults:
        raise LibraryError(*faults)
    return found


def _lines(table: Any, where: str) -> list[tuple[str, str, Any]]:
    """(table, English, Korean forms) of each line, tables inside tables included."""
    if not isinstance(table, dict):
        return [(where, where, table)]
    lines: list[tuple[str, str, Any]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            lines += _lines(value, f"{where}.{key}")
        else:
            lines.append((where, key, value))
    return lines


def _fault(english: str, forms: Any) -> str | None:
    """What is wrong with a line, if anything."""
    if not isinstance(forms, list) or not forms or not all(isinstance(f, str) for f in forms):
        return 'the Korean forms must be a list of texts, such as ["정상회담"]'
    if not english.strip() or HANGUL.search(english):
        return 'English comes first: "summit" = ["정상회담"]'
    empty = [form for form in forms if not compared_form(form)]
    return "a form is empty; remove it" if empty else None
