"""Questions in Korean, put into English words for an encoder and a reader that know no Korean.

Reading order: `syllables` (what a Hangul syllable is made of), `glossary` (words that people can
review), `numbers`, `grammar` (what particles and endings say), `english_clause` and `order`
(English phrases in English order), `ranks` (who is second), `gloss` (a question word by word),
`documents` (those that it names), `frames` (what it asks documents about), `exchange` (a scrap put
into the question before), `wording` (few or casual words made a full question), `foreign` (the way
in).
"""
