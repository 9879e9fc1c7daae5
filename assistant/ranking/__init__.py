"""Which sentences of the passages found answer a question, and how many of them are quoted.

Reading order: `stays`, `korean_values` and `spans` (words of the kind asked for), `lists` and
`parties` (of a row); what a question may seek: `telling` (aims and outcomes), `judgement`,
`elsewhere`, `abbreviation`, `speech`, `office`, `polarity`, `pairs`, `standing`, all held in
`sought`; `features` (what speaks for a sentence), `rank` (each sentence scored), `replies` (to what
a text asks), `notes` (lines on pictures, headings), `reasons` (what stands beside a sentence),
`gather` (those that are quoted), `rows` (of tables), `belonging` (without which a sentence is not
understood).
"""
