"""How a passage is found: dense vectors in FAISS, words in BM25, fused into one ranking.

Reading order: `encode` with `shipped` and `tuned`, `dense`, `hangul`, `lexical`, `near`, `fuse`,
`passages`, `query`, `hubs`, `alike`, `search`, `build`, `companion`, `reuse`, `recipe`, `layout`,
`generations`, `store`.
Row numbers of FAISS and BM25 never leave this package.
"""

from __future__ import annotations

import os

# The threads of PyTorch and FAISS (libgomp's) spin while they wait for each other. Where another
# program wants the same cores, the thread waited for is not running, and the spinning keeps it
# from that: an answer took ten seconds in place of 0.4. The default is 300,000 rounds; with so few
# as these nothing is lost when there is no other program (`make bench` shows both). The setting is
# read when libgomp is loaded, hence here, before either is.
if "OMP_WAIT_POLICY" not in os.environ:
    os.environ.setdefault("GOMP_SPINCOUNT", "6000")
