"""The words of what stands inside a paragraph of pandoc's tree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from corpus.read.raised import lowered, raised

Node = dict[str, Any]

_QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}
_DRESSED = frozenset(
    ("Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps")
)
"""Inline elements that hold nothing but others."""

_DESCRIBED = frozenset(("Link", "Image", "Span", "Quoted", "Cite"))
"""Those that say something of the others first."""

_SHIFTED = {"Superscript": raised, "Subscript": lowered}
_SHIFT_TAGS = {"sup": raised, "sub": lowered}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_BREAKING_TAGS = frozenset(("br", "hr", "p", "div", "li", "tr", "td", "th", "dt", "dd", "table"))
"""Where one of these stands among words of a paragraph, they are not one word."""


def text_of(inlines: Iterable[Node]) -> str:
    """The words of inline elements.

    >>> nara = {"t": "Str", "c": "Nara"}
    >>> text_of([{"t": "Str", "c": "in"}, {"t": "Space"}, {"t": "Strong", "c": [nara]}])
    'in Nara'
    """
    texts, opened = [""], list[str]()  # one text for each raw tag that is still open, and ours
    for node in inlines:
        slash, name = _raw_tag(node)
        if name in _SHIFT_TAGS and not slash:
            opened.append(name)
            texts.append("")
        elif slash and opened and name == opened[-1]:
            inner = _SHIFT_TAGS[opened.pop()](texts.pop())
            texts[-1] += inner
        else:
            texts[-1] += " " if name in _BREAKING_TAGS else _inline_text(node)
    return " ".join(texts)  # several where a tag was never closed


def _raw_tag(node: Node) -> tuple[str, str]:
    """The slash, if any, and the name of a tag that stands as such in Markdown."""
    tag = _TAG.match(node["c"][1]) if node["t"] == "RawInline" else None
    return (tag[1], tag[2].lower()) if tag else ("", "")


def _inline_text(node: Node) -> str:
    kind, content = node["t"], node.get("c", "")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in _SHIFTED:
        return _SHIFTED[kind](text_of(content))
    if kind in ("Code", "Math"):
        return str(content[1])
    if kind == "Quoted":
        marks = _QUOTES[content[0]["t"]]
        return f"{marks[0]}{text_of(content[1])}{marks[1]}"
    return "" if kind in ("Note", "RawInline") else text_of(inner(node))


def inner(node: Node) -> list[Node]:
    """The inline elements inside one."""
    if node["t"] in _DRESSED:
        return list(node["c"])
    return list(node["c"][1]) if node["t"] in _DESCRIBED else []
