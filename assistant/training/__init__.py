"""How the packaged reader was trained.

In reading order: `questions`, `written`, `windows`, `negatives`, `alter`, `batches`, `train`,
`recipe`.

Nothing here is needed to answer questions. `recipe.train_reader` makes the weights that
`assistant.reader` loads; the same data and seed give the same weights on the same machine.
"""
