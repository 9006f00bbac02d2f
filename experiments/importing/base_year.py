"""Base year: the year in which the town's own figures are known, and with which a run begins."""

from collections.abc import Iterable

from tillit.experiments.importing.figures import Published, known
from tillit.experiments.importing.measures import HOUSEHOLDS, INHABITANTS, RECIPIENTS, YEAR_HOUSEHOLDS
from tillit.experiments.refused import RefusedError

MONTHS = 12


def years_of(it: Published, *, preliminary: bool) -> list[int]:
    """Return the years whose households are known, or else those whose inhabitants are."""
    monthly = known(it.of(HOUSEHOLDS.code), preliminary=preliminary)
    by_year: dict[int, int] = {}
    for period in monthly:
        by_year[int(period[:4])] = by_year.get(int(period[:4]), 0) + 1
    if monthly:
        return sorted(year for year, months in by_year.items() if months == MONTHS)
    for measure in (YEAR_HOUSEHOLDS, RECIPIENTS, INHABITANTS):
        years = sorted(int(period) for period in known(it.of(measure.code), preliminary=preliminary))
        if years:
            return years
    return []


def base_year(it: Published, wanted: int | None, *, preliminary: bool) -> int:
    """Return the year that was asked for, or the latest whose figures are complete and final.

    Raises
    ------
    RefusedError
        If there is no such year.
    """
    years = years_of(it, preliminary=preliminary)
    if wanted is None and years:
        return years[-1]
    if wanted is not None and wanted in years:
        return wanted
    if not preliminary:
        early = sorted(set(years_of(it, preliminary=True)) - set(years))
        if early and wanted in {None, *early}:
            raise RefusedError(
                f"{it.place}: the figures for {spans(early)} are preliminary; add --preliminary to use them"
                + (f", or choose another --year: {spans(years)}" if years else "")
            )
    if wanted is None:
        raise RefusedError(
            f"{it.place}: no year has all that a town needs: twelve months of {HOUSEHOLDS.code!r} "
            f"(Socialstyrelsen), or {YEAR_HOUSEHOLDS.code}, {RECIPIENTS.code} or {INHABITANTS.code} (Kolada)"
        )
    raise RefusedError(
        f"{it.place}: no complete figures for {wanted}; complete years: {spans(years) or 'none'}"
    )


def spans(years: Iterable[int]) -> str:
    """Return years in words: 2015-2018, 2020."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
