"""Every sentence that the assistant says in its own words. None carries a fact of its own."""

NOT_FOUND = "The documents do not say."
"""The one sentence of a `not_found` answer."""

DOCUMENTS_HELD = "I answer from these documents:"
AUTHORS_NAMED = "The authors are named here:"
NO_AUTHOR_IN_OTHERS = "The other documents name no author."
SUMMARY = "Central sentences of this document:"
NO_DOCUMENTS = "There are no documents to answer from yet."

ALL = frozenset(
    {NOT_FOUND, DOCUMENTS_HELD, AUTHORS_NAMED, SUMMARY, NO_AUTHOR_IN_OTHERS, NO_DOCUMENTS}
)
"""What a sentence marked `own` may say, and nothing else."""
