"""Sweep: the courses of a map as one sweep of one town."""

import pandas as pd

from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.samplers import Rows
from tillit.experiments.tipping.courses import MONTHS, courses_of_the_map, ways_back
from tillit.experiments.worlds.world import Source

OUTPUT = "households"


def design_of_the_map(source: Source, *, replications: int, seed: int) -> Design:
    """Return the sweep over all courses of a town's map, and over its ways back.

    Parameters
    ----------
    source
        The town; what it did is left out.
    replications
        Runs of each course, each with its own luck.
    seed
        Root of all luck.
    """
    town = source.scenario()
    variants = [course.variant() for course in (*courses_of_the_map(town), *ways_back(town))]
    return Design(
        title=f"{town.title}: staff density and reorganisations",
        towns=(source,),
        variants=tuple(variants),
        factors=(),
        sampler=Rows(size=1),
        points=pd.DataFrame(index=pd.RangeIndex(1)),
        months=MONTHS,
        replications=replications,
        seed=seed,
        outputs=(OUTPUT,),
    )
