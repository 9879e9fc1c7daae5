"""Readers: what points at the words of a passage that answer.

Reading order: `protocol` (what a reader is), `packaged` (our own) with `inputs`, `network` (as it
learns), `layers` (as it reads) and `eight_bit`; `named` (any model of `transformers`);
`reading` (what was read in the best passages).
"""
