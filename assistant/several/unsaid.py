"""What documents may say of a topic in other words, before it is claimed that they say nothing.

A document without a word of what each is asked may still tell it: "tramway" of trams, "The air has
become cleaner" of emissions. So it is asked, too, where its own words are not clearly about else.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.finding import Finder, Found
from assistant.ranking.rank import Candidate
from assistant.several.each import Each
from assistant.several.parts import one_of_each

TELLS = 0.4
"""So much, at least, the reader makes of a sentence that tells it in words of its own."""

HINTS = 0.25
"""So near the question, at least, in words or in meaning, is a sentence that may speak of it."""

AS_LIKE = 0.6
"""As much of the likeness in meaning of the sentence that does speak of it."""


def of_the_rest(
    parts: Sequence[Found], whole: Found, held: Collection[str], each: Each, finder: Finder
) -> list[Found]:
    """What was found in each document that was not asked and may speak of the topic.

    Its candidates are the sentences that tell it; none where that is in doubt.

    Args:
        parts: what was found for the documents that were asked.
        whole: what was found for the question itself.
        held: the ids of the documents.
        each: puts a question to a document.
        finder: looks it up.
    """
    one = one_of_each(whole.question)
    asked = {c.doc_id for part in parts for c in part.candidates}
    cosines = [_feature(c, "cosine") for part in parts for c in part.candidates]
    like = max(HINTS, AS_LIKE * max(cosines, default=0.0))
    found = []
    for doc_id in held:
        put = each.put_to(one, doc_id)
        if doc_id in asked or doc_id in each.without_names(put, held):
            continue
        part = finder.found(put, [doc_id], reads=1)
        if any(_may_speak_of_it(candidate, like) for candidate in part.candidates):
            telling = [c for c in part.candidates if _feature(c, "reader") >= TELLS]
            found.append(replace(part, candidates=telling))
    return found


def _may_speak_of_it(candidate: Candidate, like: float) -> bool:
    near = max(_feature(candidate, "near"), _feature(candidate, "reader"))
    return near >= HINTS or _feature(candidate, "cosine") >= like


def _feature(candidate: Candidate, name: str) -> float:
    return candidate.features.get(name, 0.0)
