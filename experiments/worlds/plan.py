"""Plan: how many pairs, for how long, and with whose luck."""

from dataclasses import dataclass

from tillit.experiments.refused import RefusedError

MOST_PAIRS = 10_000
MOST_MONTHS = 1_200
MOST_PAIR_MONTHS = 600_000
"""More would take more than a gigabyte of memory."""
LARGEST_SEED = 2**63 - 1
MOST_THREADS = 1_024
GENERATORS = ("squares", "philox")
ENOUGH = 20
"""Pairs below which there is no verdict: an interval of 90 % needs its ends."""


@dataclass(frozen=True)
class Plan:
    """How a comparison is run; RefusedError if a value is outside its range."""

    pairs: int = 100
    """Pairs of worlds, each with its own luck."""
    months: int = 120
    """Months that each world lives."""
    seed: int = 1
    """Root of all luck."""
    threads: int | None = None
    """Pairs that run at once; one for each processor if None. It changes no number."""
    generator: str = "squares"
    """Generator of keyed draws; ``philox`` checks the other."""
    histories: int = 0
    """Pairs, from the first, of which every household's life is kept."""
    rates: tuple[str, ...] = ()
    """Rates that were given by hand, as in ``SEK/DKK=1.5``, for worlds of two currencies or price years."""

    def __post_init__(self) -> None:
        within("pairs", self.pairs, 1, MOST_PAIRS)
        within("months", self.months, 1, MOST_MONTHS)
        within("seed", self.seed, 0, LARGEST_SEED)
        within("threads", 1 if self.threads is None else self.threads, 1, MOST_THREADS)
        within("histories", self.histories, 0, MOST_PAIRS)
        if self.generator not in GENERATORS:
            raise RefusedError(f"generator = {self.generator!r}: must be {' or '.join(GENERATORS)}")
        if self.pairs * self.months > MOST_PAIR_MONTHS:
            raise RefusedError(
                f"{self.pairs:,} pairs of {self.months:,} months: pairs times months can be at most "
                f"{MOST_PAIR_MONTHS:,}; ask for fewer of either"
            )


def within(name: str, value: int, low: int, high: int) -> None:
    """Check that a value is a whole number in its range."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise RefusedError(f"{name} = {value!r}: must be a whole number from {low:,} to {high:,}")
