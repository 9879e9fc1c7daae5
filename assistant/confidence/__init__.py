"""How sure it is that the documents answer.

Reading order: `signals` (what speaks for and against an answer), `calibrated` (a probability made
of them, by weights fitted on dev questions), `sure` (that of one question, and where it has no
say).
"""
