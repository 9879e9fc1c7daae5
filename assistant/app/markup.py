"""Text as HTML, and the names that markers and sources share.

Nothing that a document or a person wrote reaches the page except through `escape`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer import Citation
from assistant.app.labels import Labels
from assistant.export.cited import holds_marks

_UNSAFE = re.compile(r"""[!-/:-@\[-`{-~\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]""")


def escape(text: str) -> str:
    r"""Plain text as HTML that means the same to every reader on its way to the screen.

    The text passes through HTML, but also through Gradio's Markdown and its templates, for which
    `*`, `$`, `{` or `|` mean something: so every ASCII sign becomes a character reference.
    Line breaks become spaces; control characters and lone surrogates become U+FFFD.

    >>> escape("Lee & Xi: ${1+1}")
    'Lee &#38; Xi&#58; &#36;&#123;1&#43;1&#125;'
    >>> escape("a\nb\x00")
    'a b\ufffd'
    """
    return _UNSAFE.sub(_reference, text)


def _reference(match: re.Match[str]) -> str:
    character = match[0]
    if character in "\t\n\r\x0b\x0c\x85\u2028\u2029":
        return " "
    return f"&#{ord(character)};" if character.isascii() and character.isprintable() else "\ufffd"


def shortened(text: str, limit: int = 280, *, words: Labels) -> str:
    """A long text cut after `limit` characters, saying so.

    >>> from assistant.app.labels import ENGLISH
    >>> shortened("abcdef", limit=3, words=ENGLISH)
    'abc… (6 characters)'
    """
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… {words('characters', count=f'{len(text):,}')}"


def table(label: str, heads: Iterable[str], rows: Iterable[str], caption: str = "") -> str:
    """A table that scrolls by itself; `rows` and `caption` are HTML already."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<div class="table" tabindex="0" role="region" aria-label="{escape(label)}"><table>'
        f"{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def quote_class(text: str) -> str:
    """The class of a quote, whose marks are of the other kind where its own words hold some.

    The quote itself stays as it is in its document, letter by letter.

    >>> quote_class("They met."), quote_class("He called it a “new start.”")
    ('quoted', 'quoted has-quotes')
    """
    return "quoted has-quotes" if holds_marks(text) else "quoted"


def place(citation: Citation, words: Labels) -> str:
    """Where it stands: page and section, as far as the document has them.

    >>> from assistant.app.labels import ENGLISH
    >>> place(Citation(1, "d", "D", None, 4, "Conclusion", 0, 1, "x", "", 0.5), ENGLISH)
    'Page 4 · Conclusion'
    """
    return place_in_document(citation.page, [citation.section or ""], words)


def place_in_document(page: int | None, headings: Iterable[str], words: Labels) -> str:
    """A page and the headings above a place, as far as the document has them.

    >>> from assistant.app.labels import ENGLISH
    >>> place_in_document(4, ["Trade", "Fish"], ENGLISH)
    'Page 4 · Trade · Fish'
    """
    number = "" if page is None else words("page", number=page)
    return " · ".join(part for part in (number, *headings) if part)


def described(citation: Citation, words: Labels) -> str:
    """The document and the place in it.

    >>> from assistant.app.labels import ENGLISH
    >>> described(Citation(1, "d", "A newsletter", None, 4, None, 0, 1, "x", "", 0.5), ENGLISH)
    'A newsletter · Page 4'
    """
    return " · ".join(part for part in (citation.label, place(citation, words)) if part)


def cite_id(turn: int, marker: int) -> str:
    """The id of a source in the panel.

    >>> cite_id(3, 1)
    'cite-3-1'
    """
    return f"cite-{turn}-{marker}"


def near_id(turn: int, rank: int) -> str:
    """The id of a passage that is offered as not being an answer; `rank` counts from 1."""
    return f"near-{turn}-{rank}"


def letter(rank: int) -> str:
    """A, B, C … for passages that are no sources, so that nobody takes them for markers."""
    return chr(ord("A") + (rank - 1) % 26)
