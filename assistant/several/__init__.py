"""Questions that ask several things, taken apart so that each is looked up by itself.

Reading order: `completed` (what one side of a comparison leaves out), `two_named` (the same asked
of both), `unnamed` ("the two visits"), `sides` (of a comparison), `double` (two questions in one),
`parts` (the way in, and what makes the whole sure), `each` (one question put to each document),
`unsaid` (what may be told in other words), `aspect` (what two places are compared on).
"""
