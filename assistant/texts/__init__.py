"""What a document tells and where, without a question.

Reading order: `statements` (sentences that say something by themselves), `endings` (how a text
begins and ends), `gazetteer` (what is in which country).
"""
