"""One reader per format: each turns what lies in a file into text, pages and sections.

`edited` reads what lies in a library. `plain` (text), `pdf` and `tree` (Markdown, HTML, Word, by
pandoc) read what people bring, as `blocks`, which are written down for `edited`. A PDF is read as
`pdf_lines`, less its `running` heads, and these as paragraphs. `html` and `word` see to a file
before pandoc; `inlines` are the words of a paragraph of its tree, `marks` those of its
ordered lists. `lines` tell paragraphs apart, `broken_words` are made whole,
`raised` characters stay apart from those before them.
"""
