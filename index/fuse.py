"""Two rankings into one: pure functions over scored rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Ranking = Sequence[tuple[int, float]]
"""(row, score), best first."""


K0 = 60
"""As Cormack and others have it: the larger, the less a first rank counts above a second."""


def reciprocal_rank_fusion(rankings: Sequence[Ranking]) -> dict[int, float]:
    """`score(r) = sum over rankings of 1 / (K0 + rank(r))`, ranks from 1.

    Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual rank
    learning methods", SIGIR 2009.

    >>> reciprocal_rank_fusion([[(7, 0.9), (3, 0.1)], [(3, 12.0)]])
    {7: 0.01639344262295082, 3: 0.03252247488101534}
    """
    fused: dict[int, float] = {}
    for ranking in rankings:
        for rank, (row, _) in enumerate(ranking, start=1):
            fused[row] = fused.get(row, 0.0) + 1 / (K0 + rank)
    return fused


def min_max(ranking: Ranking) -> dict[int, float]:
    """Scores moved to 0 … 1: `(s - min) / (max - min)`; all 1 where they are equal.

    Fox and Shaw, "Combination of Multiple Searches", TREC-2, 1994: the step before CombSUM.

    >>> min_max([(7, 4.0), (3, 3.0), (5, 2.0)])
    {7: 1.0, 3: 0.5, 5: 0.0}
    """
    if not ranking:
        return {}
    low = min(score for _, score in ranking)
    width = max(score for _, score in ranking) - low
    return {row: (score - low) / width if width else 1.0 for row, score in ranking}


def weighted_sum(channels: Mapping[str, Ranking], weights: Mapping[str, float]) -> dict[int, float]:
    """`score(r) = sum over channels of weight * min_max(score)`; where a row is absent, it gets 0.

    >>> weighted_sum({"a": [(7, 2.0), (3, 1.0)], "b": [(3, 5.0)]}, {"a": 0.25, "b": 0.75})
    {7: 0.25, 3: 0.75}
    """
    fused: dict[int, float] = {}
    for name, ranking in channels.items():
        for row, score in min_max(ranking).items():
            fused[row] = fused.get(row, 0.0) + weights[name] * score
    return fused


def convex(
    lexical: Mapping[int, float], dense: Mapping[int, float], bound: float, dense_weight: float
) -> dict[int, float]:
    """`score(r) = w * dense(r) + (1 - w) * lexical(r) / bound`, for the rows of `dense`.

    A convex combination with theoretical instead of observed bounds: Bruch, Gai and Ingber, "An
    Analysis of Fusion Functions for Hybrid Retrieval", ACM TOIS 2023. The best of a poor lexical
    ranking stays poor here, where min-max would lift it to 1.

    >>> convex({7: 3.0}, {7: 0.5, 3: 0.75}, bound=6.0, dense_weight=0.5)
    {7: 0.5, 3: 0.375}
    """
    share = {row: score / bound if bound > 0 else 0.0 for row, score in lexical.items()}
    return {
        row: dense_weight * cosine + (1 - dense_weight) * share.get(row, 0.0)
        for row, cosine in dense.items()
    }
