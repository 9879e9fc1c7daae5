"""What the assistant knows, as text: documents, their spans, and the passages cut from them.

Reading order: `document` (the types), `read` (one reader per format), `edits` (what was changed in
a text, and why), `align` (which original words an edited passage comes from), `metadata`, `library`
(a folder of documents), `records` (documents as JSON), `preparing` and `adding` (files to
documents; `leftovers` of what was stopped halfway), `split` (sentences and passages); `errors`
holds what a user can mend, `files` reads what people give and writes whole or not at all, `shown`
makes texts fit for a message, `pandoc` runs the program of that name.
Nothing here knows a model, an index or a web page.
"""
