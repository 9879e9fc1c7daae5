"""English words and names: what they do, what they are names of, how they are spelt.

Reading order: `patterns` (in any case), `grammar` (small words by what they do), `clauses` (the
parts of a question by word order), `name_shapes` (what looks like a name), `kinds` (words that tell
persons from places), `known_names` (what texts show about names), `mentions` (whom and what a text
names), `same_things` (words that name one thing), `names` (other names and misspelt ones),
`spelling` (slips of the keyboard), `language` (in which one a question is asked).
"""
