"""Regimes of towns over decades: ``python docs/regimes.py`` writes the page beside this file.

The long run shows the memory of the two circles: caseload → time → trust → exits → caseload, and
workload → stress → turnover → lost ties. Drift shows whether a calm town keeps its balance.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tillit.experiments.comparison.pairs import Worlds, in_parallel
from tillit.experiments.comparison.statistics import YEAR
from tillit.experiments.describing.markdown import MINUS, renewed, table
from tillit.model.events.posts import Posts
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.town.seeds import key_of

PAGE = Path(__file__).with_suffix(".md")
Yearly = NDArray[np.float64]  # an indicator's mean in each year, shape (replicates, years)

SEED = 1
CASELOADS = (30.0, 40.0, 50.0, 60.0, 70.0)
HOUSEHOLDS, REPLICATES, YEARS = 600, 1000, 10  # of a calm town: enough for medians within about one per cent
HELD = ("households", "payments", "client_trust", "stress", "tenure")  # what a calm town should keep
DRIFT = 0.05  # share by which each may move in ten years
TOWN = "hassleholm"
SHARES = (0.6, 0.8, 0.9, 1.0, 1.1, 1.2, 1.4, 1.8, 2.4, 3.0, 4.0)
"""Posts of the long run against those that the town has."""
COLLAPSE, LONG, LIVES = 10, 50, 16
"""Years with a third of the posts, years afterwards, and how many towns live them."""
LINES = (("#0b6e8a", "never collapsed", "-"), ("#b5542c", "after a collapse", "--"))


def write() -> None:
    """Run everything and write the page."""
    town = read_scenario(TOWN).before()
    numbers = sorted({max(1, round(share * town.posts)) for share in SHARES})
    found = {posts: ends(town, posts, replicates=LIVES) for posts in numbers}
    parts: dict[str, Callable[[], str]] = {"long run": partial(long_run_table, found), "drift": drift_table}
    PAGE.write_text(renewed(PAGE.read_text("utf-8"), parts), "utf-8")
    draw(found).savefig(PAGE.with_suffix(".svg"), metadata={"Date": None})


def lives(scenario: Scenario, names: Sequence[str], *, replicates: int, years: int) -> Yearly:
    """Return what came of a town, shape (indicators, replicates, years), each replicate with its own luck."""
    worlds, found = Worlds([scenario], months=YEAR * years), np.empty((len(names), replicates, years))
    worlds.find_inflows()

    def live(replicate: int) -> None:
        (run,) = worlds.live(key_of(SEED, replicate))
        for turn, name in enumerate(names):
            compute, inhabitants = INDICATORS[name].compute, scenario.town.inhabitants
            months = compute(run.counts, run.ledger, inhabitants=inhabitants)
            found[turn, replicate] = months.reshape(years, YEAR).mean(axis=1)

    in_parallel(live, replicates)
    return found


def drift(yearly: Yearly) -> tuple[float, float]:
    """Return how far the median moved from the first two years to the last two, and its standard error.

    Both are shares of the first. The error is that of resampled replicates.
    """
    first, last = yearly[:, :2].mean(axis=1), yearly[:, -2:].mean(axis=1)
    every = np.arange(len(first))
    rows = np.vstack([every, np.random.default_rng(0).choice(every, (200, len(every)))])
    moved = np.median(last[rows], axis=1) / np.median(first[rows], axis=1) - 1.0
    return float(moved[0]), float(np.std(moved[1:]))


def drift_table() -> str:
    """Return how far a calm town moves in ten years, by caseload, in bold if too far, as a Markdown table."""
    town, rows = read_scenario("standard").variant({"town.households": HOUSEHOLDS}), []
    for caseload in CASELOADS:
        staff = town.staff.model_copy(update={"posts": max(1, round(HOUSEHOLDS / caseload))})
        found = map(drift, lives(replace(town, staff=staff), HELD, replicates=REPLICATES, years=YEARS))
        bold = [("**" if abs(share) > DRIFT else "", share, error) for share, error in found]
        cells = [f"{it}{100.0 * share:+.1f} ± {100.0 * error:.1f} %{it}" for it, share, error in bold]
        rows.append([f"{caseload:g}", *(it.replace("-", MINUS) for it in cells)])
    return table(["households a post>", *(f"{name}>" for name in HELD)], rows)


def ends(town: Scenario, posts: float, *, replicates: int, years: int = LONG) -> list[Yearly]:
    """Return households in the last of the years with so many posts, from calm and from a collapse.

    That is years with a third of the town's own posts.
    """
    third = Posts(month=1, to=max(1, round(town.posts / 3)))
    courses = (0, [Posts(month=1, to=posts)]), (COLLAPSE, [third, Posts(month=YEAR * COLLAPSE + 1, to=posts)])
    return [
        lives(town.with_events(acts), ["households"], replicates=replicates, years=more + years)[0, :, -1]
        for more, acts in courses
    ]


def long_run_table(found: dict[int, list[Yearly]]) -> str:
    """Return the medians, with half of the replicates around them, as a Markdown table."""
    rows = []
    for posts, both in found.items():
        quartiles = [np.quantile(it, [0.5, 0.25, 0.75]) for it in both]
        rows.append([str(posts), *("{:,.0f} ({:,.0f} to {:,.0f})".format(*it) for it in quartiles)])
    return table(["posts>", "never collapsed>", "after ten years with a third of the posts>"], rows)


def draw(found: dict[int, list[Yearly]]) -> Figure:
    """Return the figure: one dot a replicate, a line through the medians of each start."""
    figure = Figure(figsize=(8.0, 4.6), layout="constrained")
    axes = figure.subplots()
    for turn, (colour, label, line) in enumerate(LINES):
        for posts, both in found.items():
            axes.plot([posts] * len(both[turn]), both[turn], ".", color=colour, alpha=0.25)
        medians = [float(np.median(both[turn])) for both in found.values()]
        axes.plot(list(found), medians, line, color=colour, label=label)
    axes.set_ylim(bottom=0)
    axes.set_xlabel("posts")
    axes.set_ylabel("households on assistance in year fifty")
    axes.legend(frameon=False)
    return figure


if __name__ == "__main__":
    write()
