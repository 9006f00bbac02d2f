"""Factor: one number that varies from row to row of a sweep."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Factor:
    """One number that varies, and between which values.

    Parameters
    ----------
    name
        As in ``--set``: ``parameters.meetings.interval``, ``staff.posts``,
        ``setting.inflow``, ``town.households``.
    low, high
        Range of its values, both ends included.
    unit, source
        What it is measured in, and who says so.
    levels
        Its values, if only some are tried; empty if any in the range may be.
    whole
        Whether it is a whole number; sampled points are rounded.
    """

    name: str
    low: float
    high: float
    unit: str = ""
    source: str = ""
    levels: tuple[float, ...] = ()
    whole: bool = False

    def value(self, number: float) -> float:
        """Return a number of the design as the model takes it."""
        return int(number) if self.whole else float(number)
