"""Answers in forms that people keep: texts with footnotes, and lists of citations.

Reading order: `words`, `cited` (one citation as text, and its address), `said` (the order of an
answer), `markdown`, `word`, `bibliography` (CSL-JSON, RIS, BibTeX), `formats`, which puts them
together; Word and BibTeX are written by `corpus.pandoc`. Pure functions of answers and what the
library knows of their documents, but for the date of a Word file; a field that is not known is left
out, never made up.
"""
