"""From passages found to a cited answer.

Reading order, as a question goes:

- what is asked: `settings`, `answer`, `question`, `address`, `frames`, `language`, `names`,
  `question_names`, `spelling`, `short_names`, `sources` and `subject`;
- questions in Korean: the package `korean`;
- what was asked before: `follow_up`, `history`, `following`, `pointing`, `grammar`, `clauses`,
  `mentions`, `stand_ins`, `anaphora`, `ellipsis`, `other_document`;
- several things asked at once: `parts`, `sides`, `distributive`, `each`;
- what is read: the package `readers`; `reading`, `spans`, `lists`;
- which sentences: `rank`, by what is `sought`: `judgement`, `outcome`, `aims`, `elsewhere`,
  `abbreviation`, `speech`, `office`; `gather`, `rows`;
- how sure: the package `validation`, `signals`, `confidence`, `sure`, `refuse`, `small_talk`;
- where documents differ: the package `differences`;
- the answer: `posts`, `polarity`, `short_span`, `short_answer`, `compose` with `phrases`, `verify`;
  `about` the library, a `summary` of a text by its `statements` and `endings`, an `overview` of
  the `episodes` it tells by a `gazetteer`; `trace` says how it came about, `recorded` reads one
  back.

`finding` takes one question as far as what is found and how sure that is, in `other_words` before
it would be refused, `pipeline` to an answer;
`respond` is the assistant around them, `opening` opens what it is made of, `place` says where an
index lies, `export` gives answers the forms in which people keep them.
`assistant.training` makes the reader's weights. `assistant.app` holds the doors: the command line
and the chat.
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
