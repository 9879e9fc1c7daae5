"""Every sentence that the assistant says in its own words. None carries a fact of its own."""

NOT_FOUND = "The documents do not say."
"""The one sentence of a `not_found` answer; the three below say a little more."""

NOT_FOUND_UNKNOWN = (
    "The documents do not say: a name or number in your question does not occur in them."
)
NOT_FOUND_DETAIL = "The documents do not say: they speak of this, but not of what you ask about it."
NOT_FOUND_FAR = (
    "The documents do not say: nothing in them comes near your question, so ask about their own "
    "subjects."
)

GREETING = "Hello! Ask me anything about the documents, for example who, when, where or why."
THANKS = "You are welcome; ask on whenever you like."
FAREWELL = "Goodbye, and come back with your next question about the documents."
ABILITIES = "Ask me a question, and I quote what the documents say about it, with the place."
NO_COMMANDS = "I can only answer questions about the documents, by quoting them."
"""What small talk and commands get: a `not_found` answer without `nearest`."""

DOCUMENTS_HELD = "I answer from these documents:"
AUTHORS_NAMED = "The authors are named here:"
NO_AUTHOR_IN_OTHERS = "The other documents name no author."
SUMMARY = "Central sentences of this document:"
NO_DOCUMENTS = "There are no documents to answer from yet."

DIFFERENT_FIGURES = "The documents give different figures:"
DIFFERENT_DATES = "The documents give different dates:"
"""Neutral: neither side is called right or wrong."""

DIFFERENCES = frozenset({DIFFERENT_FIGURES, DIFFERENT_DATES})

SMALL_TALK = {
    "greeting": GREETING,
    "thanks": THANKS,
    "farewell": FAREWELL,
    "abilities": ABILITIES,
    "command": NO_COMMANDS,
}
"""The kinds of `small_talk` and what each gets."""

ALL = frozenset(
    {
        NOT_FOUND,
        NOT_FOUND_UNKNOWN,
        NOT_FOUND_DETAIL,
        NOT_FOUND_FAR,
        *SMALL_TALK.values(),
        *DIFFERENCES,
        DOCUMENTS_HELD,
        AUTHORS_NAMED,
        SUMMARY,
        NO_AUTHOR_IN_OTHERS,
        NO_DOCUMENTS,
    }
)
"""What a sentence marked `own` may say, and nothing else."""
