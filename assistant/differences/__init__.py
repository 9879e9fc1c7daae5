"""Where documents differ: values that they state, whether they speak of one thing, what is asked.

Reading order: `counts` (numbers and the nouns they count), `dates`, `values`, `stated` (do two
values speak of one thing?), `disagree` (all that differs in a library), `asked` and `meant` (which
value a question asks for, and of whom), `disputed` (the way in).
"""
