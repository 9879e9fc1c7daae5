"""The words of the page itself, in the languages it speaks: `static/labels.toml`, and which one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from assistant.app.static_files import static_text

LANGUAGES: Mapping[str, str] = {"en": "English", "ko": "한국어"}
"""Code and own name of each language; the first is the one for everybody else."""

DEFAULT_LANGUAGE = next(iter(LANGUAGES))


@dataclass(frozen=True, slots=True)
class Labels:
    """The page's words in one language; `labels("page", number=4)` gives plain text."""

    language: str
    texts: Mapping[str, str] = field(repr=False, compare=False)

    def __call__(self, name: str, **values: object) -> str:
        """The label `name` with its values filled in; the caller escapes it for HTML.

        Raises:
            KeyError: there is no such label, or a value is missing.
        """
        return self.texts[name].format(**values)


@cache
def labels_in(language: str) -> Labels:
    """The labels of one of `LANGUAGES`.

    >>> labels_in("ko")("page", number=4)
    '4쪽'
    """
    known = tomllib.loads(static_text("labels.toml"))
    return Labels(language, {name: texts[language] for name, texts in known.items()})


ENGLISH = labels_in(DEFAULT_LANGUAGE)


def preferred_language(accept: str) -> str:
    """The first language of an `Accept-Language` header that the page speaks.

    >>> preferred_language("ko-KR,ko;q=0.9,en;q=0.8")
    'ko'
    >>> preferred_language("de, en;q=0.5, ko;q=0.7"), preferred_language("")
    ('ko', 'en')
    """
    wanted = []
    for place, part in enumerate(accept.split(",")):
        name, *given = (piece.strip() for piece in part.split(";"))
        weights = [piece[2:] for piece in given if piece.startswith(("q=", "Q="))]
        try:
            share = float(weights[0]) if weights else 1.0
        except ValueError:
            continue
        if share > 0:  # 0 means never
            wanted.append((-share, place, name.partition("-")[0].casefold()))
    known = [language for _, _, language in sorted(wanted) if language in LANGUAGES]
    return known[0] if known else DEFAULT_LANGUAGE


def chosen_language(named: str | None, accept: str) -> str:
    """The language that an address names, where the page speaks it; else the browser's."""
    return named if named and named in LANGUAGES else preferred_language(accept)
