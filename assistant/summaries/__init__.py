"""Answers about whole documents, or about all that they tell of one visit.

Reading order: `about` (which documents there are), `length` (how long is asked for), `summary`
(central sentences of a text), `library` (what is asked of the documents themselves); `episodes`
(where a visit is told), `named` (where a place is), `overview` (their sentences); `headed` (a list
below its heading), `extremes` (the row of a table that has the most).
"""
