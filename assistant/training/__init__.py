"""How the reader and the encoder that ship were trained.

In reading order: `plan`, `questions`, `windows`; for the reader `alter`, `batches`, `prepared`,
`eight_bit`, `network`, `teacher`, `losses`, `train`, `recipe`, `average`; for the encoder
`contrastive`, `losses`, `encoder`.

Nothing here is needed to answer questions. `recipe.train_reader` makes the weights that
`assistant.readers` loads, `encoder.train_encoder` those of `index.tuned`; the same data and seed
give the same weights on the same machine.
"""
