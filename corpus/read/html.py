"""Web pages as people wrote them, made fit for pandoc: its reader wants what browsers do without.

Only tags are put in, and what no browser shows is taken out: the words are not touched.
"""

from __future__ import annotations

import codecs
import re

from corpus.read.blocks import left_out

_CELLS, _PARTS = ("td", "th"), ("thead", "tbody", "tfoot")
_ALWAYS_SHOWN = ("area", "base", "body", "br", "col", "hr", "html", "img", "input", "link", "meta")
"""The whole page, and what has no words and no end."""

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)|\Z)"
    r"|<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>[^<>]*)>",
    re.IGNORECASE | re.DOTALL,
)
"""A tag, or what holds none. It takes time in proportion to a page, whatever stands there, which
the parser of the standard library does not: it needs minutes for a thousand tags without an end."""

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_HIDDEN = re.compile(r"\shidden(?=[\s=/]|\Z)", re.IGNORECASE)
_STYLE = re.compile(r"\bstyle\s*=\s*(\"[^\"]*\"|'[^']*'|\S+)", re.IGNORECASE)
_SELF_ENDING = ("p", "li", "dt", "dd", "tr", "option", *_CELLS)
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_UNSEEN_TAGS = ("noscript", "template")
_INNER_DOCTYPE = re.compile(r"\A(\s*<!DOCTYPE[^\[>]*)\[[^\]]*\](\s*>)", re.IGNORECASE)

_DECLARED = re.compile(rb"<meta\b[^>]*\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_LOOKED_AT = 4096
"""So many bytes of a page may name its encoding; browsers look at 1,024."""

_AS_BROWSERS = {"euc_kr": "cp949", "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
_ENCODINGS = re.compile(r"cp\d|iso|koi8|euc|gb|big5|shift|johab|mac|tis")


def declared_encoding(content: bytes) -> str | None:
    """The name by which Python knows the encoding that a page declares; None without one.

    >>> declared_encoding(b'<meta charset="euc-kr">'), declared_encoding(b"<meta charset=rot13>")
    ('cp949', None)
    """
    declared = _DECLARED.search(content[:_LOOKED_AT])
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name if declared else ""
    except LookupError:
        return None
    name = _AS_BROWSERS.get(name, name)
    return name if _ENCODINGS.match(name) else None


def mended(page: str) -> tuple[str, tuple[str, ...]]:
    """A page with the ends of its cells and rows, without what is hidden; and notes on that.

    >>> mended("<table><tr><td>1<td>2<tr><td>3</table>")[0]
    '<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>'
    >>> mended("<p>Lee<p hidden>Kim</p>")
    ('<p>Lee', ('left out as hidden: "Kim"',))
    """
    page = _INNER_DOCTYPE.sub(r"\1\2", page)
    pieces, hidden, done = [], [], 0
    for start, end, instead in sorted(_Tags(page).changes, key=lambda change: change[0]):
        if start < done:  # inside what is hidden
            continue
        pieces += [page[done:start], instead]
        hidden += [page[start:end]] if end > start else []
        done = end
    return "".join([*pieces, page[done:]]), _notes(hidden)


def _notes(hidden: list[str]) -> tuple[str, ...]:
    words = [" ".join(re.sub(r"<[^<>]*>", " ", text).split()) for text in hidden]
    return left_out("as hidden", [text for text in words if text])


class _Tags:
    """Finds where tags are missing and what is hidden; `changes` are (start, end, instead)."""

    def __init__(self, page: str) -> None:
        self.changes: list[tuple[int, int, str]] = []
        self._tables: list[list[str]] = []  # of each open table, what is open of "tr" and its cell
        self._hidden: tuple[str, int, int] | None = None  # its tag, start, how many are open
        for tag in _TAG.finditer(page):
            if tag["name"]:
                name = tag["name"].lower()
                if tag["slash"]:
                    self._ended(name, *tag.span())
                else:
                    self._started(name, tag["rest"], tag.start())

    def _started(self, tag: str, attributes: str, at: int) -> None:
        if tag == "table":
            self._tables.append([])
        elif tag in (*_CELLS, "tr", *_PARTS) and self._tables:
            # A cell ends the one before it; a row, also the row; a part of a table likewise.
            self._end_open(1 if tag in _CELLS and "tr" in self._tables[-1] else 0, at)
            if tag not in _PARTS:
                self._tables[-1].append(tag)
        elif tag in ("option", "optgroup", "rt"):
            self.changes.append((at, at, " "))
        self._hide(tag, attributes, at)

    def _ended(self, tag: str, start: int, end: int) -> None:
        if self._tables:
            if tag in ("table", "tr", *_PARTS):
                self._end_open(1 if tag == "tr" else 0, start)
            if tag == "table":
                self._tables.pop()
            elif tag in self._tables[-1]:
                self._tables[-1].remove(tag)
        if self._hidden and self._hidden[0] == tag:
            self._show(end)

    def _end_open(self, kept: int, at: int) -> None:
        while len(self._tables[-1]) > kept:
            self.changes.append((at, at, f"</{self._tables[-1].pop()}>"))

    def _hide(self, tag: str, attributes: str, at: int) -> None:
        if self._hidden and self._hidden[0] == tag in _SELF_ENDING:
            self._show(at)
        if self._hidden and self._hidden[0] == tag:
            self._hidden = (tag, self._hidden[1], self._hidden[2] + 1)
        elif self._hidden is None and tag not in _ALWAYS_SHOWN:
            style = _STYLE.search(attributes)
            unseen = style and _UNSEEN.search(style[1].strip("\"'"))
            if tag in _UNSEEN_TAGS or unseen or _HIDDEN.search(_QUOTED.sub("", attributes)):
                self._hidden = (tag, at, 1)

    def _show(self, end: int) -> None:
        """At the end of what is hidden. Without one, nothing is: it might be all the rest."""
        if self._hidden is not None:
            tag, start, depth = self._hidden
            self._hidden = (tag, start, depth - 1) if depth > 1 else None
            self.changes += [] if self._hidden else [(start, end, "")]
