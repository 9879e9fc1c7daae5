"""Answers about whole documents, or about all that they tell of one visit.

Reading order: `about` (the library itself), `summary` (central sentences of a text), `episodes`
(where a visit is told), `named` (where a place is), `overview` (their sentences), `headed` (a list
below its heading).
"""
