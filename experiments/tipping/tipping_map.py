"""Tipping map: where a town ends by its posts and reorganisations, and where its past decides.

Each place of the map is lived from a calm and from a troubled start; further courses are ways back.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.cm import ScalarMappable
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from tillit.experiments.answers import Answer
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design, Variant
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import number, percent, plain
from tillit.experiments.worlds.world import Source
from tillit.model.events import Event
from tillit.model.events.posts import Posts
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.scenarios import Scenario

DENSITIES = (0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5)  # posts against those that the town has
INTERVALS = (None, 60, 36, 24, 18, 12)  # months from one reorganisation to the next; None for no more of them
TROUBLE, TROUBLE_EVERY = 72, 12  # months of the bad time, and between its reorganisations
YEARS = 15  # years that the town has afterwards to settle, in one regime or the other
MONTHS = TROUBLE + 12 * YEARS
CALM, TROUBLED = "calm", "troubled"
STARTS = {"from_calm": "It began in calm", "from_trouble": "It began in trouble"}
AFTER = ("at first", "after all that it did")  # when the town had its posts
TITLE = "{town}: staff density and reorganisations"  # of the sweep
OUTPUT = "households"  # the indicator of the map
EXTRA, LASTING = (0.1, 0.25, 0.5, 1.0), (12, 24, 48, 96)
"""Further posts of a way back, against those that the town has, and months for which it has them."""
WINDOW = 24  # months over which the households are averaged, at the end and when the trouble ends
APART = 0.10  # difference between the two ends, as a share of the calm one, from which they are apart
MOST = 0.8  # share of the pairs in which they must be
COLOURS, DARK = "RdBu_r", 1.2  # red, green and blue together below which black is hard to read


class Course(NamedTuple):
    """One course of events: a start, ``calm`` or ``troubled``, and what follows it.

    After the start it has so many `posts`, and reorganisations `interval` months apart, if any; and at first
    some `extra` posts, `lasting` so many months.
    """

    start: str
    posts: float
    interval: int | None = None
    extra: int = 0
    lasting: int = 0

    @property
    def name(self) -> str:
        """What the sweep calls it."""
        interval = "never" if self.interval is None else f"every_{self.interval}"
        way_back = f"_{self.extra}_more_for_{self.lasting}" if self.extra else ""
        return f"{self.start}_{self.posts}_{interval}{way_back}"

    def events(self) -> Iterator[Event]:
        """Yield what happens."""
        after = TROUBLE + 1
        if self.start == TROUBLED:
            yield from (Reorganisation(month=month) for month in range(1, after, TROUBLE_EVERY))
        yield Posts(month=after, to=self.posts + self.extra)
        if self.extra:
            yield Posts(month=after + self.lasting, to=self.posts)
        if self.interval is not None:
            yield from (Reorganisation(month=month) for month in range(after, MONTHS + 1, self.interval))


def courses_of_the_map(town: Scenario) -> list[Course]:
    """Return the courses of every place of the map, the calm one and the troubled one of each together."""
    others = {max(1, round(share * town.posts)) for share in DENSITIES if share != 1.0}
    places = ((it, every) for it in sorted({*others, town.posts, _acted(town)}) for every in INTERVALS)
    return [Course(start, *place) for place in places for start in (CALM, TROUBLED)]


def ways_back(town: Scenario) -> list[Course]:
    """Return the courses that may bring a troubled town back to its own posts' calm."""
    extras = sorted({max(1, round(share * town.posts)) for share in EXTRA})
    return [Course(TROUBLED, town.posts, None, extra, lasting) for extra in extras for lasting in LASTING]


def _acted(town: Scenario) -> float:
    """Return the posts that the town has after all that it did."""
    return town.posts_over_time()[-1][1]


def design_of_the_map(source: Source, *, replications: int, seed: int) -> Design:
    """Return the sweep over all courses of a town's map, and over its ways back; what it did is left out.

    RefusedError if the town has nobody on assistance.
    """
    town = source.scenario()
    if not town.posts:
        raise RefusedError(f"{town.name}: has child cases only, and the map is of households on assistance")
    courses = (*courses_of_the_map(town), *ways_back(town))
    return Design(
        title=TITLE.format(town=town.title),
        towns=(source,),
        variants=tuple(Variant(it.name, before=True, events=tuple(it.events())) for it in courses),
        months=MONTHS,
        replications=replications,
        seed=seed,
        outputs=(OUTPUT,),
    )


def _households(sweep: Sweep, month: int = MONTHS) -> tuple[Scenario, dict[str, NDArray[np.float64]]]:
    """Return the town, and households of each course until a month against the start, (replications,)."""
    town = sweep.design.towns[0].scenario()
    means = sweep.array(OUTPUT)[:, :, month - WINDOW : month].mean(axis=-1) / town.town.households
    return town, dict(zip(sweep.rows["variant"], means, strict=True))


def tipping_map(sweep: Sweep, spoken: Words) -> Answer:
    """Return the map: a row for each number of posts and interval.

    Households at the end against the start, from a calm and a troubled start (medians); the share of the
    pairs in which the troubled start ends more than 10 % higher, and by no less than when the trouble ended:
    what fades is no other regime; and whether the past decides, in at least 80 % of the pairs.
    """
    (town, ends), (_, begun) = _households(sweep), _households(sweep, TROUBLE)
    rows = []
    for course in courses_of_the_map(town)[::2]:
        troubled = course._replace(start=TROUBLED).name
        more, at_first = (it[troubled] / it[course.name] - 1.0 for it in (ends, begun))
        medians = [float(np.median(ends[it])) for it in (course.name, troubled)]
        apart = float(((more > APART) & (more >= at_first)).mean())
        rows.append([course.posts, town.town.households / course.posts, course.interval, *medians, apart])
    frame = pd.DataFrame(rows, columns=["posts", "caseload", "interval", *STARTS, "apart"])
    frame["past_decides"] = frame["apart"] >= MOST
    counts = {"decided": int(frame["past_decides"].sum()), "places": len(frame), "years": YEARS}
    shares = {"most": percent(MOST, spoken), "apart": percent(APART, spoken)}
    said = spoken.gettext(
        "In {decided} of {places} places the past decides where {town} is {years} years after its trouble: "
        "in at least {most} of the pairs the two are more than {apart} apart, and no less than when it ended "
        "(docs/regimes.md looks at fifty years).",
        town=spoken.gettext(town.title),
        **(counts | shares),
    )
    in_peace = frame[frame["interval"].isna()].set_index("posts")
    had = {town.posts: AFTER[0]}
    had.setdefault(_acted(town), AFTER[1])
    for posts, when in had.items():
        calm, trouble = (number(in_peace[it][posts], spoken, decimals=2) for it in STARTS)
        told = {"when": spoken.gettext(when), "posts": plain(posts, spoken), "calm": calm, "trouble": trouble}
        said += " " + spoken.gettext(
            "With the posts that it had {when} ({posts}), left in peace, it ends at {calm} of its households "
            "from calm, and at {trouble} from trouble.",
            **told,
        )
    return Answer(frame, said, lambda: _draw(frame, town, spoken))


def way_back(sweep: Sweep, spoken: Words) -> Answer:
    """Return what brings a troubled town back: a row for each number of further posts and months.

    Households at the end against the start (median), the same of the town that was always calm, and the share
    of the pairs in which it came back to within 10 %.
    """
    town, ends = _households(sweep)
    calm, courses = ends[Course(CALM, town.posts).name], [Course(TROUBLED, town.posts), *ways_back(town)]
    frame = pd.DataFrame([(it.extra, it.lasting) for it in courses], columns=["posts_more", "months"])
    found = np.array([ends[it.name] for it in courses])
    frame["post_years"] = frame["posts_more"] * frame["months"] / 12.0
    frame["end"], frame["calm_end"] = np.median(found, axis=1), np.median(calm)
    frame["came_back"] = (found <= calm * (1.0 + APART)).mean(axis=1)
    alone, enough = frame["came_back"].iloc[0], frame[frame["came_back"] >= MOST].sort_values("post_years")
    chosen = (enough if len(enough) else frame.sort_values("came_back", kind="stable").tail(1)).iloc[0]
    posts, most = int(chosen["posts_more"]), percent(MOST, spoken)
    way = spoken.ngettext(
        "one post more for {months} months",
        "{posts} posts more for {months} months",
        posts,
        posts=posts,
        months=int(chosen["months"]),
    )
    if alone >= MOST:
        said = spoken.gettext("The town comes back by itself once it is left in peace.")
    elif enough.empty:
        said = spoken.gettext(
            "None of these brings it back in {most} of the pairs; the best does in {share}: {way}.",
            most=most,
            share=percent(chosen["came_back"], spoken),
            way=way,
        )
    else:
        said = spoken.gettext(
            "Left in peace alone it comes back in {share} of the pairs. The fewest post-years that bring it "
            "back in {most} are {way}.",
            most=most,
            share=percent(alone, spoken),
            way=way,
        )
    return Answer(frame, said, tipping_map(sweep, spoken).plot)


def _draw(frame: pd.DataFrame, town: Scenario, spoken: Words) -> Figure:
    """Return the maps of both starts side by side, with the town on them."""
    gettext, posts = spoken.gettext, frame["posts"].unique().tolist()
    ticks = [f"{plain(it, spoken)}\n({town.town.households / it:.0f})" for it in posts]
    names = [gettext("never") if it is None else str(it) for it in INTERVALS]
    months = sorted(it.month for it in town.events if isinstance(it, Reorganisation))
    usual = (months[-1] - months[0]) / (len(months) - 1) if len(months) > 1 else None
    row = int(np.argmin([abs(usual - (it or np.inf)) for it in INTERVALS])) if usual else 0
    marks = (posts.index(town.posts), 0, "white"), (posts.index(_acted(town)), row, "black")
    values = frame[list(STARTS)].to_numpy()
    norm = TwoSlopeNorm(1.0, min(0.75, values.min()), max(1.25, values.max()))
    figure = Figure(figsize=(11.2, 5.0), layout="constrained")
    panels = figure.subplots(1, len(STARTS), sharey=True)
    for axes, (name, title) in zip(panels, STARTS.items(), strict=True):
        grid, decided = (frame[it].to_numpy().reshape(len(posts), -1).T for it in (name, "past_decides"))
        axes.pcolormesh(grid, cmap=COLOURS, norm=norm)
        for (line, column), value in np.ndenumerate(grid):
            dark = sum(colormaps[COLOURS](norm(value))[:3]) < DARK
            look = {"ha": "center", "va": "center", "fontsize": 8, "color": "white" if dark else "black"}
            axes.text(column + 0.5, line + 0.75, number(value, spoken, decimals=2), **look)
            if decided[line, column]:
                axes.add_patch(Rectangle((column, line), 1, 1, fill=False, hatch="///", ec="#888888", lw=0.0))
        for column, line, face in marks:
            axes.plot(column + 0.5, line + 0.5, "o", mfc=face, mec="#555555", ms=8)
        axes.set_xticks(np.arange(len(posts)) + 0.5, ticks, fontsize=8)
        axes.set_yticks(np.arange(len(names)) + 0.5, names, fontsize=8)
        axes.set_title(gettext(title), loc="left", fontsize=10)
        axes.set_xlabel(gettext("posts (households for each)"))
    panels[0].set_ylabel(gettext("months between reorganisations"))
    scale = gettext("households {years} years later, 1 as at the start", years=YEARS)
    figure.colorbar(ScalarMappable(norm, COLOURS), ax=panels, label=scale)
    headline = gettext("{town}: where it is after {years} years, by posts and reorganisations")
    headline = headline.format(town=gettext(town.title), years=YEARS)
    marks_said = gettext("hatched: its past decides; ○ the town as it was, ● as it acted")
    figure.suptitle(f"{headline}\n{marks_said}", fontsize=11, x=0.01, ha="left")
    return figure
