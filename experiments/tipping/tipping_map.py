"""Tipping map: where a town ends by its posts and reorganisations, and where its past decides."""

from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.tipping.courses import (
    CALM,
    INTERVALS,
    OUTPUT,
    TROUBLED,
    Course,
    courses_of_the_map,
    own_interval,
    posts_at_the_end,
    ways_back,
)
from tillit.experiments.tipping.figure import Map, draw_maps
from tillit.model.scenarios import Scenario

AT_THE_END = 24
"""Months at the end over which the households are averaged."""
APART = 0.10
"""Difference between the two ends, as a share of the calm one, from which they are apart."""
MOST = 0.8
"""Share of the pairs in which they must be."""


def ends_of(sweep: Sweep) -> tuple[Scenario, dict[str, NDArray[np.float64]]]:
    """Return the town of a finished map, and how each of its courses ended, by name.

    Households at the end against those at the start, shape (replications,).
    """
    town = sweep.design.towns[0].scenario()
    ends = sweep.array(OUTPUT)[:, :, -AT_THE_END:].mean(axis=-1) / town.town.households
    return town, dict(zip(sweep.rows["variant"], ends, strict=True))


def tipping_map(sweep: Sweep) -> Answer:
    """Return the map: a row for each number of posts and interval.

    Households at the end against the start, from a calm and a troubled start (medians); the share of the
    pairs in which the troubled start ends more than 10 % higher; and whether the past decides, in at least 80
    % of the pairs.
    """
    town, ends = ends_of(sweep)
    rows = []
    for course in courses_of_the_map(town):
        if course.start == CALM:
            calm, troubled = ends[course.name], ends[replace(course, start=TROUBLED).name]
            apart = float((troubled > calm * (1.0 + APART)).mean())
            rows.append(
                {
                    "posts": course.posts,
                    "caseload": town.town.households / course.posts,
                    "interval": course.interval,
                    "from_calm": float(np.median(calm)),
                    "from_trouble": float(np.median(troubled)),
                    "apart": apart,
                    "past_decides": apart >= MOST,
                }
            )
    frame = pd.DataFrame(rows)
    return Answer(frame, _note(frame, town), lambda: _draw(frame, town))


def way_back(sweep: Sweep) -> Answer:
    """Return what brings a troubled town back: a row for each number of further posts and months.

    Households at the end against the start (median), the same of the town that was always calm, and the share
    of the pairs in which it came back to within 10 %.
    """
    town, ends = ends_of(sweep)
    calm = ends[Course(CALM, town.posts).name]
    rows = []
    for course in [Course(TROUBLED, town.posts), *ways_back(town)]:
        end = ends[course.name]
        rows.append(
            {
                "posts_more": course.extra,
                "months": course.lasting,
                "post_years": course.extra * course.lasting / 12.0,
                "end": float(np.median(end)),
                "calm_end": float(np.median(calm)),
                "came_back": float((end <= calm * (1.0 + APART)).mean()),
            }
        )
    frame = pd.DataFrame(rows)
    return Answer(frame, _said_of_ways(frame), tipping_map(sweep).draw)


def _note(frame: pd.DataFrame, town: Scenario) -> str:
    """Return where the town stands."""
    said = (
        f"In {int(frame['past_decides'].sum())} of {len(frame)} places the past decides where "
        f"{town.title} ends (more than {APART:.0%} apart in at least {MOST:.0%} of the pairs)."
    )
    in_peace = frame[frame["interval"].isna()].set_index("posts")
    for posts, when in ((town.posts, "was"), (posts_at_the_end(town), "acted")):
        at = in_peace.loc[posts]
        said += (
            f" With its posts as it {when} ({posts}), left in peace, it ends at {at['from_calm']:.2f} of its "
            f"households from calm, and at {at['from_trouble']:.2f} from trouble."
        )
    interval = own_interval(town)
    often = (
        "does not reorganise again and again"
        if interval is None
        else f"reorganises every {interval:.0f} months"
    )
    return f"{said} In its own file it {often}."


def _said_of_ways(frame: pd.DataFrame) -> str:
    """Return the cheapest way back in words."""
    alone = frame["came_back"].iloc[0]
    if alone >= MOST:
        return "The town comes back by itself once it is left in peace."
    enough = frame[frame["came_back"] >= MOST].sort_values("post_years")
    chosen = frame.sort_values("came_back", kind="stable").iloc[-1] if enough.empty else enough.iloc[0]
    way = f"{chosen['posts_more']:.0f} posts more for {chosen['months']:.0f} months"
    if enough.empty:
        return (
            f"None of these brings it back in {MOST:.0%} of the pairs; the best does in "
            f"{chosen['came_back']:.0%}: {way}."
        )
    return (
        f"Left in peace alone it comes back in {alone:.0%} of the pairs. The fewest post-years "
        f"that bring it back in {MOST:.0%} are {way}."
    )


def _draw(frame: pd.DataFrame, town: Scenario) -> Figure:
    """Return both maps side by side, with the town on them."""
    posts = sorted(frame["posts"].unique())
    caseloads = frame.groupby("posts")["caseload"].first()
    ticks = [f"{it}\n({caseloads[it]:.0f})" for it in posts]
    names = ["never" if it is None else str(it) for it in INTERVALS]
    own = own_interval(town)
    row = 0 if own is None else int(np.argmin([np.inf if it is None else abs(it - own) for it in INTERVALS]))
    marks = [
        (posts.index(town.posts), 0, "white"),
        (posts.index(posts_at_the_end(town)), row, "black"),
    ]

    def grid(name: str) -> pd.DataFrame:
        return pd.DataFrame(frame[name].to_numpy().reshape(len(posts), len(INTERVALS)).T, names, ticks)

    panels = (("from_calm", "It began in calm"), ("from_trouble", "It began in trouble"))
    maps = [Map(title, grid(name), grid("past_decides"), marks) for name, title in panels]
    values = frame[[name for name, _ in panels]].to_numpy()
    norm = TwoSlopeNorm(1.0, min(0.75, values.min()), max(1.25, values.max()))
    headline = (
        f"{town.title}: where it ends, by posts and reorganisations\n"
        "hatched: its past decides; ○ the town as it was, ● as it acted"
    )
    labels = ("posts (households for each)", "months between reorganisations")
    return draw_maps(
        maps, headline, labels, "households fifteen years later, 1 as at the start", norm, "RdBu_r"
    )
