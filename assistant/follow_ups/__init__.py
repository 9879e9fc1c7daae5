"""A question after others: what it may mean, and which meaning the documents support.

Reading order: `follow_up` (one reading of it), `anaphora` (words that point back), `stand_ins`
(what they may stand for), `pointing` (names in their place), `ellipsis` (parts left out),
`other_document` (the same of another document), `history` (all readings), `following` (the way in).
"""
