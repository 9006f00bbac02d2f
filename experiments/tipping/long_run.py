"""Long run: households of the same town after fifty years, by posts, from calm and from a collapse.

That two towns alike in people, inflow and posts end apart, because one of them
once had too few caseworkers, is the memory of the two circles: caseload → time →
trust → exits → caseload, and workload → stress → turnover → lost ties.
"""

import numpy as np
from matplotlib.figure import Figure

from tillit.experiments.describing.markdown import table
from tillit.experiments.tipping.calm import Yearly, lives
from tillit.model.events import Event
from tillit.model.events.posts import Posts
from tillit.model.scenarios import Scenario, read_scenario

TOWN = "hassleholm"
SHARES = (0.6, 0.8, 0.9, 1.0, 1.1, 1.2, 1.4, 1.8, 2.4, 3.0, 4.0)
"""Posts of the fifty years against those that the town has."""
COLLAPSE = 10
"""Years with a third of the posts."""
YEARS = 50
STARTS = ("calm", "collapse")
LINES = (("#0b6e8a", "never collapsed", "-"), ("#b5542c", "after a collapse", "--"))


def course(town: Scenario, start: str, posts: int) -> Scenario:
    """Return the town with so many posts, at once or after a collapse."""
    collapsed: list[Event] = [
        Posts(month=1, to=max(1, round(town.posts / 3))),
        Posts(month=12 * COLLAPSE + 1, to=posts),
    ]
    return town.with_events(collapsed if start == "collapse" else [Posts(month=1, to=posts)])


def ends(town: Scenario, posts: int, *, replicates: int, years: int = YEARS) -> tuple[Yearly, Yearly]:
    """Return households in the last of the years with so many posts, from calm and from the collapse."""
    found = []
    for start, before in zip(STARTS, (0, COLLAPSE), strict=True):
        lived = lives(course(town, start, posts), ["households"], replicates=replicates, years=before + years)
        found.append(lived["households"][:, -1])
    return found[0], found[1]


def by_posts(replicates: int) -> dict[int, tuple[Yearly, Yearly]]:
    """Return where the town ends by number of posts."""
    town = read_scenario(TOWN).before()
    numbers = sorted({max(1, round(share * town.posts)) for share in SHARES})
    return {posts: ends(town, posts, replicates=replicates) for posts in numbers}


def as_table(found: dict[int, tuple[Yearly, Yearly]]) -> str:
    """Return the medians, with half of the replicates around them, as a Markdown table."""
    rows = [[str(posts), *(spread(it) for it in both)] for posts, both in found.items()]
    return table(["posts>", "never collapsed>", "after ten years with a third of the posts>"], rows)


def spread(households: Yearly) -> str:
    """Return the median and the quartiles."""
    low, middle, high = np.quantile(households, [0.25, 0.5, 0.75])
    return f"{middle:,.0f} ({low:,.0f} to {high:,.0f})"


def draw(found: dict[int, tuple[Yearly, Yearly]]) -> Figure:
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
