"""Answers as a Word document: pandoc makes it of the Markdown; its title and date are set here."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from assistant.export.cited import plain
from corpus.pandoc import pandoc

_PROPERTIES = "docProps/core.xml"


def word(markdown: str, title: str, made_at: datetime) -> bytes:
    """`markdown` as a Word document.

    Args:
        markdown: CommonMark with footnotes.
        title: any text; Word shows it where files are listed, not in the document.
        made_at: when it was made, with its time zone.
    """
    made = io.BytesIO(pandoc(markdown.encode("utf-8"), "commonmark+footnotes", "docx"))
    out = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(out, "w") as dated:
        for part in parts.infolist():
            own = part.filename == _PROPERTIES
            dated.writestr(part, _properties(title, made_at) if own else parts.read(part))
    return out.getvalue()


def _properties(title: str, made_at: datetime) -> str:
    """What stands in place of pandoc's own: in its sandbox it is always 1970.

    Nor is it given the title, which it would print above the first question.
    """
    when = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{when}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(plain(title))}</dc:title>{dates}</cp:coreProperties>"
    )
