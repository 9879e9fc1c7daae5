"""What exports say by themselves; answers and documents say the rest."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportWords:
    """The words in one language, {names} to be filled in; English unless the page speaks another.

    Attributes:
        cited_page: the page, after the document's label.
    """

    cited_page: str = "p. {number}"
    read_as: str = "Read as: {question}"
    documents_differ: str = "The documents differ:"
    nearest_passages: str = "Nearest passages, not an answer:"
    export_title: str = "Questions and answers"
    exported_at: str = "Exported on {time}"


IN_ENGLISH = ExportWords()
