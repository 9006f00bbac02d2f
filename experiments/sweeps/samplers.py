"""Samplers: which points of the factors' ranges are tried."""

from dataclasses import dataclass

KINDS = ("grid", "list", "lhs", "sobol", "saltelli", "morris")
"""Samplers by the word in design files."""


@dataclass(frozen=True)
class Sampler:
    """How the points were chosen.

    Parameters
    ----------
    kind
        ``grid``, ``list``, ``lhs``, ``sobol``, ``saltelli`` or ``morris``.
    size
        Points asked for: points of ``lhs`` and ``sobol``, levels of each factor
        of a ``grid``, base points N of ``saltelli``, trajectories of ``morris``.
    seed
        The sampler's own seed, 1 or more (SALib takes 0 as none).
    second_order
        Whether a ``saltelli`` sample can tell the effects of pairs of factors.
    levels
        Levels of each factor of ``morris``.
    """

    kind: str
    size: int
    seed: int = 1
    second_order: bool = False
    levels: int = 4
