"""How the packaged reader was trained: `questions`, `windows`, `negatives`, `batches`, `train`.

Nothing here is needed to answer questions. `train.train_reader` makes the weights that
`assistant.reader` loads; the same data and seed give the same weights on the same machine.
"""
