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

TELLS = 0.25
"""So much, at least, the reader makes of a sentence that tells it in words of its own."""

HINTS = 0.3
"""How near a word of the document must be, at least, to put it in doubt."""

LIKE, AS_LIKE = 0.25, 0.6
"""So much like the question, and of the likeness of what others say, is in doubt, too."""


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
    near = finder.searcher.near(one.topic).values()
    hinting = {word for words in near for word, share in words.items() if share >= HINTS}
    asked = {c.doc_id for part in parts for c in part.candidates}
    cosines = [_feature(c, "cosine") for part in parts for c in part.candidates]
    like = max(LIKE, AS_LIKE * max(cosines, default=0.0))
    found = []
    for doc_id in held:
        put = each.put_to(one, doc_id)
        if doc_id in asked or doc_id in each.without_names(put, held):
            continue
        part = finder.found(put, [doc_id], reads=1)
        telling = [c for c in part.candidates if _feature(c, "reader") >= TELLS]
        in_doubt = any(_feature(c, "cosine") >= like for c in part.candidates)
        if telling or in_doubt or each.tokens_of(doc_id) & hinting:
            found.append(replace(part, candidates=telling))
    return found


def _feature(candidate: Candidate, name: str) -> float:
    return candidate.features.get(name, 0.0)
