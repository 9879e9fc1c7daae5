"""Questions in Korean, put into English words for an encoder and a reader that know no Korean.

Reading order: `grammar` (what particles, endings and the last consonant of a syllable say),
`glossary` (words that people can review), `numbers`, `look_up` (what stands in a text),
`english_clause`, `noun` and `order` (English phrases in English order), `kinds` (what is asked
for), `gloss` (a question in English words), `documents` (those that it names), `frames` (what it
asks documents about), `exchange` (a scrap put into the question before), `wording` (few or casual
words made a full question), `foreign` (the way in).
"""
