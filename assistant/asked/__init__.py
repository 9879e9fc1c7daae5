"""What one question asks, before anything is searched.

Reading order: `address` (what is said around a question), `overviews` (around what is to be summed
up), `document_words` (what documents are called), `heads`
(the lines over their texts), `frames` (what is said of the documents
themselves), `library_facts` (what is asked of them as such), `kind` (of answer), `question` (its
terms), `call` (what is none), `question_names` (names and numbers), `described` (what a document
may be called by), `sources` (the documents that a question names), `without_sources` (what it asks
besides).
"""
