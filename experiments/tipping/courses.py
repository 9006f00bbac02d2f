"""Courses: what happens to a town in each place of the map, from a calm and from a troubled start."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.samplers import Rows
from tillit.experiments.sweep.variants import Variant
from tillit.experiments.worlds.world import Source
from tillit.model.events import Event
from tillit.model.events.posts import Posts
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.scenarios import Scenario

DENSITIES = (0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5)
"""Posts against those that the town has."""
INTERVALS = (None, 60, 36, 24, 18, 12)
"""Months from one reorganisation to the next; None for no more of them."""
TROUBLE, TROUBLE_EVERY = 72, 12
"""Months of the bad time, and between its reorganisations."""
MONTHS = TROUBLE + 180
"""Months of a course: the town has fifteen years to settle, in one regime or the other."""
CALM, TROUBLED = "calm", "troubled"
OUTPUT = "households"
"""The indicator of the map."""
EXTRA, LASTING = (0.1, 0.25, 0.5, 1.0), (12, 24, 48, 96)
"""Further posts of a way back, against those that the town has, and months for which it has them."""


@dataclass(frozen=True)
class Course:
    """One course of events: a start, and what follows it."""

    start: str
    """``calm`` or ``troubled``."""
    posts: int
    """Posts after the start."""
    interval: int | None = None
    """Months between reorganisations after the start; None for none."""
    extra: int = 0
    """Posts beyond those for a while, from the end of the start on."""
    lasting: int = 0
    """Months of that while."""

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


def design_of_the_map(source: Source, *, replications: int, seed: int) -> Design:
    """Return the sweep over all courses of a town's map, and over its ways back; what it did is left out."""
    town = source.scenario()
    courses = (*courses_of_the_map(town), *ways_back(town))
    return Design(
        title=f"{town.title}: staff density and reorganisations",
        towns=(source,),
        variants=tuple(Variant(it.name, before=True, events=tuple(it.events())) for it in courses),
        factors=(),
        sampler=Rows(size=1),
        points=pd.DataFrame(index=pd.RangeIndex(1)),
        months=MONTHS,
        replications=replications,
        seed=seed,
        outputs=(OUTPUT,),
    )


def courses_of_the_map(town: Scenario) -> list[Course]:
    """Return the courses of every place of the map, from both starts."""
    shares = (*DENSITIES, posts_at_the_end(town) / town.posts)
    numbers = sorted({max(1, round(share * town.posts)) for share in shares})
    starts = (CALM, TROUBLED)
    return [Course(it, posts, interval) for posts in numbers for interval in INTERVALS for it in starts]


def ways_back(town: Scenario) -> list[Course]:
    """Return the courses that may bring a troubled town back to its own posts' calm."""
    extras = sorted({max(1, round(share * town.posts)) for share in EXTRA})
    return [Course(TROUBLED, town.posts, None, extra, lasting) for extra in extras for lasting in LASTING]


def posts_at_the_end(town: Scenario) -> int:
    """Return the posts that the town has after all that it did."""
    return town.posts_over_time()[-1][1]


def own_interval(town: Scenario) -> float | None:
    """Return the usual months between the town's own reorganisations; None for fewer than two."""
    months = sorted(event.month for event in town.events if isinstance(event, Reorganisation))
    return (months[-1] - months[0]) / (len(months) - 1) if len(months) > 1 else None
