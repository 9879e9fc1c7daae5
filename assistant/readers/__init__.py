"""Readers: what points at the words of a passage that answer.

Reading order: `protocol` (what a reader is), `packaged` (our own) with `inputs` and `network`;
`named` (any model of `transformers`); `reading` (what was read in the best passages).
"""
