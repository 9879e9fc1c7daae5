"""One reader per format: each turns what lies in a file into text, pages and sections.

`edited` reads what lies in a library. `plain` (text, and the words of `pdf`, `broken_words` made
whole) and `tree` (Markdown, HTML, Word, by pandoc; `raised` characters) read what people bring, as
`blocks`, which are written down for `edited`.
"""
