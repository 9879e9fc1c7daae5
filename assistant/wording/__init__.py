"""From ranked sentences to an answer: quotes, a short answer, and our own fixed words.

Reading order: `phrases` (all that is said in our own words), `people`, `counted`, `balanced`,
`defining` and `short_span` (the words of a sentence that answer), `short_answer`, `compose` (what
is quoted, in which order), `refuse` (that the documents do not say), `small_talk`.
"""
