"""A question after others: what it may mean, and which meaning the documents support.

Reading order: `turn` (a question before it), `follow_up` (one sense of it), `slots` (what
something else can take the place of), `anaphora` (words that point back), `stand_ins` (what they
may stand for), `pointing` (names in their place); `fragment` (parts left out), `exchange` (a phrase
in the place of another), `elsewhere` (who does not go along), `asked_anew` (other asking words),
`other_document` (the same of another document); `korean_senses` (of a question in Korean),
`history` (all senses), `following` (the way in).
"""
