"""Markdown, HTML and Word, by way of pandoc's tree: their words, without what dresses them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from subprocess import CalledProcessError, TimeoutExpired
from typing import Any

from corpus.pandoc import MAX_MEMORY_GB, TIMEOUT_S, pandoc
from corpus.read.blocks import Block, Incoming, one_line
from corpus.read.html import mended
from corpus.read.inlines import inner, text_of
from corpus.read.marks import mark
from corpus.read.word import opened_word

FORMATS = {
    ".md": "gfm+yaml_metadata_block-tex_math_dollars-emoji",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}
"""Each ending's format, as pandoc names it. A dollar is a dollar, not the start of a formula."""

Node = dict[str, Any]

_ANY_TAG = re.compile(r"<[^<>]*>")
MAX_RAW = 1000
"""So many pieces of HTML are read out of one Markdown file, each by a run of pandoc."""

# Markdown that begins with `---`: fields in YAML, or a line across the page.
_CLOSES_FIELDS = ("---", "...")
_FIELD = re.compile(r"[a-z][\w-]*:(?:\s|\Z)|[\s#}\])-]")
_OWN_TITLE = ("title", "subtitle", "author", "date")


def read_tree(content: bytes, suffix: str) -> Incoming:
    """The text of a file; its first heading is the title where it is the only one of its level.

    Raises:
        ValueError: it is not in the format that its ending says, or too much for the reading.
    """
    source, boxes, notes = FORMATS[suffix], tuple[str, ...](), tuple[str, ...]()
    if suffix == ".docx":
        word = opened_word(content)
        content, boxes, notes = word.content, word.boxes, word.notes
    elif source == "html":
        page, notes = mended(content.decode("utf-8"))
        content = page.encode("utf-8")
    elif not _has_front_matter(content.decode("utf-8")):
        source = source.replace("+yaml_metadata_block", "-yaml_metadata_block")
    blocks, title = _parsed(content, source, suffix)
    blocks += [Block(text) for text in boxes]
    return Incoming((tuple(blocks),), title=title, notes=notes)


def _parsed(content: bytes, source: str, suffix: str) -> tuple[list[Block], str | None]:
    """The blocks and the title of a file in the format `source`."""
    try:
        found = pandoc(content, source, "json")
        if found.count(b'"t":"RawBlock"') > MAX_RAW:
            raise ValueError(f"it holds more than {MAX_RAW:,} pieces of HTML; save it as .html")
        tree = json.loads(found)
        meta, blocks = tree["meta"], list(_blocks(tree["blocks"]))
    except CalledProcessError as error:
        if b"Heap exhausted" in error.stderr:
            raise ValueError(
                f"it takes more than {MAX_MEMORY_GB} GB of memory to read; split it"
            ) from error
        told = one_line(error.stderr.decode("utf-8", errors="replace"))
        raise ValueError(f"it cannot be read as {suffix[1:]} ({told[:200]})") from error
    except TimeoutExpired as error:
        raise ValueError(f"it was not read within {TIMEOUT_S} seconds; split it") from error
    except RecursionError as error:
        raise ValueError("its parts are nested too deeply; save it as plain text") from error
    if suffix == ".docx":  # there, what pandoc calls metadata is printed above the text
        printed = [(name, text) for name in _OWN_TITLE for text in _meta_texts(meta.get(name))]
        blocks = [Block(text, int(name == "title")) for name, text in printed] + blocks
    return blocks, _title(meta, blocks)


def _title(meta: Node, blocks: list[Block]) -> str | None:
    """What the file itself gives as its title."""
    given = [text for text in map(one_line, _meta_texts(meta.get("title"))) if text]
    if given:
        return given[0]
    only = [block for block in blocks if block.level == 1]
    return one_line(only[0].text) or None if len(only) == 1 and blocks[0] == only[0] else None


def _meta_texts(value: Node | None) -> list[str]:
    """The texts of a field: one, or several as a list; a "true" or fields of its own are none."""
    if value is None or value["t"] in ("MetaBool", "MetaMap"):
        return []
    if value["t"] == "MetaList":
        return [text for item in value["c"] for text in _meta_texts(item)]
    if value["t"] == "MetaBlocks":
        return [block.text for block in _blocks(value["c"])]
    return [text_of(value["c"]) if value["t"] == "MetaInlines" else value["c"]]


def _blocks(nodes: Iterable[Node]) -> Iterator[Block]:
    """Headings and paragraphs, in order; a row of a table is a paragraph, and so is an item."""
    for kind, alike in groupby(nodes, key=lambda node: str(node["t"])):
        reader = _READERS.get(kind)
        if kind == "RawBlock":  # one table with an empty line in it is two of them
            yield from _raw("\n".join(node["c"][1] for node in alike))
        elif reader is not None:
            yield from (block for node in alike for block in reader(node["c"]))


def _raw(html: str) -> Iterator[Block]:
    """The words of HTML in Markdown; where it is nothing but tags, there is nothing to read."""
    if _ANY_TAG.sub("", html).strip():
        page, _ = mended(html)
        yield from _blocks(json.loads(pandoc(page.encode("utf-8"), "html", "json"))["blocks"])


def _header(content: Any) -> Iterator[Block]:
    yield Block(text_of(content[2]), content[0])
    yield from _footnotes(content[2])


def _paragraph(content: Any) -> Iterator[Block]:
    yield Block(text_of(content))
    yield from _footnotes(content)


def _lines(content: Any) -> Iterator[Block]:
    for line in content:
        yield from _paragraph(line)


def _code(content: Any) -> Iterator[Block]:
    yield from (Block(line) for line in content[1].split("\n"))


def _inside(content: Any) -> Iterator[Block]:
    yield from _blocks(content[-1])


def _figure(content: Any) -> Iterator[Block]:
    """A picture and what stands below it, once where both say the same."""
    _, caption, body = content
    shown = list(_blocks(body))
    yield from shown
    yield from (block for block in _blocks(caption[1]) if block not in shown)


def _bullets(content: Any) -> Iterator[Block]:
    for item in content:
        yield from _item("•", item)


def _numbered(content: Any) -> Iterator[Block]:
    start, style, delimiter = content[0]
    for number, item in enumerate(content[1], start):
        yield from _item(mark(number, style, delimiter), item)


def _item(sign: str, nodes: list[Node]) -> Iterator[Block]:
    """An item of a list, its mark before its first words."""
    for number, block in enumerate(_blocks(nodes)):
        yield Block(f"{sign} {block.text}", block.level) if number == 0 else block


def _definitions(content: Any) -> Iterator[Block]:
    for term, definitions in content:
        yield from _paragraph(term)
        yield from (block for one in definitions for block in _blocks(one))


def _rows(content: Any) -> Iterator[Block]:
    """The rows of a table, cells parted by bars."""
    _, caption, _, head, bodies, foot = content
    yield from _blocks(caption[1])
    rows = [*head[1], *(row for body in bodies for part in body[2:4] for row in part), *foot[1]]
    for row in rows:
        cells = [" ".join(block.text for block in _blocks(cell[4])) for cell in row[1]]
        if any(cells):
            yield Block(" | ".join(map(one_line, cells)))


_READERS: dict[str, Callable[[Any], Iterator[Block]]] = {
    "Header": _header,
    "Para": _paragraph,
    "Plain": _paragraph,
    "LineBlock": _lines,
    "CodeBlock": _code,
    "BlockQuote": _blocks,
    "Div": _inside,
    "Figure": _figure,
    "BulletList": _bullets,
    "OrderedList": _numbered,
    "DefinitionList": _definitions,
    "Table": _rows,
}
"""What makes blocks of each kind of pandoc's; a rule has no words, and raw HTML is `_raw`'s."""


def _footnotes(inlines: Iterable[Node]) -> Iterator[Block]:
    """The notes of a paragraph or heading, after it: its own sentences stay whole."""
    for node in inlines:
        if node["t"] == "Note":
            yield from _blocks(node["c"])
        else:
            yield from _footnotes(inner(node))


def _has_front_matter(text: str) -> bool:
    r"""Whether `text` may begin with fields: words that pandoc takes for such are never shown.

    An empty line parts paragraphs; fields seldom have one, and then look like nothing else.

    >>> _has_front_matter("---\ntitle: Nara\n---\n"), _has_front_matter("---\nNote: so.\n\n---\n")
    (True, False)
    """
    first, *lines = text.removeprefix("\ufeff").split("\n")
    closing = next((at for at, line in enumerate(lines) if line.rstrip() in _CLOSES_FIELDS), None)
    if first.rstrip() != "---" or closing is None:
        return False
    fields = [line.rstrip() for line in lines[:closing]]
    return all(fields) or all(_FIELD.match(line) for line in fields if line)
