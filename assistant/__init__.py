"""From passages found to a cited answer.

Reading order, as a question goes; what comes later imports what came before, never the reverse:

- `answer`: what comes out in the end; `shelf`: the documents that a question is put to;
- `words` and names, and what one question is `asked`;
- `readers` that point at words, `texts` by themselves, and the `ranking` of sentences;
- how sure that is: `validation` and `confidence`; `trace` keeps how an answer came about;
- `settings`, every choice that changes an answer, and `place`, where an index lies;
- questions in `korean`; where documents tell `differences`;
- `finding`: one question as far as what is found and how sure that is, in `other_words` before it
  would be refused;
- `follow_ups` after earlier questions, and questions that ask `several` things;
- the `wording` of an answer, `summaries` of whole documents, and `verify`, which every answer has
  to pass;
- `subject`: what all documents are about, with their `short_names`; `pipeline`, around it
  `conversing` (with the questions before) and `respond`, the assistant; `opening` opens what it is
  made of.

Beside the way of a question: `recorded` reads an answer back, `export` gives answers the forms in
which people keep them, `training` makes the weights of reader and encoder. `assistant.app` holds
the doors: the command line and the chat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.respond import Assistant

__all__ = ["Assistant"]


def __getattr__(name: str) -> object:
    # At the point of use: `summits --help` must not wait for what answering needs.
    if name == "Assistant":
        from assistant.respond import Assistant

        return Assistant
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
