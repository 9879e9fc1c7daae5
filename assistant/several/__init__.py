"""Questions that ask several things, taken apart so that each is looked up by itself.

Reading order: `distributive` (names joined by "and"), `sides` and `korean_sides` (of a comparison),
`double` (two questions in one), `parts` (the way in), `each` (one question put to each document).
"""
