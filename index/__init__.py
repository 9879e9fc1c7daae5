"""How a passage is found: dense vectors in FAISS, words in BM25, fused into one ranking.

Reading order: `encode` with `compiled`, `bert`, `runtime`, `shipped` and `tuned`, `dense`,
`hangul`, `lexical`, `near`, `fuse`, `passages`, `query`, `hubs`, `alike`, `search`,
`build`, `companion`, `reuse`, `recipe`, `layout`, `generations`, `store`.
Row numbers of FAISS and BM25 never leave this package.
"""

from __future__ import annotations

import os

# The threads of FAISS and PyTorch (libgomp's) spin while they wait for each other. Where another
# program wants the same cores, the thread waited for is not running, and the spinning keeps it
# from that: an answer that PyTorch had a part in took ten seconds in place of 0.4. libgomp reads
# this when it is loaded.
if "OMP_WAIT_POLICY" not in os.environ:
    os.environ.setdefault("GOMP_SPINCOUNT", "6000")
