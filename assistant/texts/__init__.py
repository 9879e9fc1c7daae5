"""What a document tells and where, without a question.

Reading order: `tables` (rows and the headings of their columns), `statements` (sentences that say
something by themselves), `endings` (how a text begins and ends), `gazetteer` (what is in which
country).
"""
