"""How a passage is found: dense vectors in FAISS, words in BM25, fused into one ranking.

Reading order: `encode` with `shipped` and `tuned`, `dense`, `hangul`, `lexical`, `near`, `fuse`,
`passages`, `query`, `alike`, `search`, `build`, `companion`, `reuse`, `generations`, `store`.
Row numbers of FAISS and BM25 never leave this package.
"""
