"""How the reader and the encoder that ship were trained.

In reading order: `questions`, `written`, `windows`; for the reader `negatives`, `alter`, `batches`,
`train`, `recipe`; for the encoder `contrastive`, `encoder`.

Nothing here is needed to answer questions. `recipe.train_reader` makes the weights that
`assistant.reader` loads, `encoder.train_encoder` those of `index.tuned`; the same data and seed
give the same weights on the same machine.
"""
