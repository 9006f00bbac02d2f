"""Forecast: how many runs a design is, how long they take, and how much room, before any is run."""

from dataclasses import dataclass
from math import ceil
from typing import Any

import pandas as pd

from tillit.experiments.sweep.chunks import OTHER_PLACES, usual_size
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.engines import processors
from tillit.experiments.sweep.one_run import ROOM
from tillit.experiments.sweep.run import IN_FLIGHT
from tillit.experiments.sweep.trial import Trial

OVERHEAD = 1.05
"""What handing out and writing down take besides, about."""
LARGE = 20_000_000_000
"""Bytes on disk that deserve a word."""
MOSTLY = 0.4
"""Share of the time from which a part is worth making smaller."""


@dataclass(frozen=True)
class Forecast:
    """What a sweep will take on this machine."""

    design: Design
    trial: Trial
    places: int
    """Different places: each has its usual inflow found once."""
    workers: int
    """Runs that go on at once."""

    @property
    def chunk(self) -> int:
        """Runs in a chunk."""
        return usual_size(self.design)

    @property
    def chunks(self) -> int:
        """Files of runs."""
        return ceil(self.design.runs / self.chunk)

    @property
    def parts(self) -> dict[str, float]:
        """Seconds of one processor, by what they are spent on."""
        trial, replications = self.trial, self.design.replications
        return {
            "finding": self.places * trial.search,
            "settling": self.places * replications * trial.settling,
            "living": self.design.runs * trial.living,
        }

    @property
    def seconds(self) -> float:
        """Seconds from beginning to end."""
        return OVERHEAD * sum(self.parts.values()) / min(self.workers, self.chunks)

    @property
    def disk(self) -> float:
        """Bytes on disk."""
        return self.design.runs * self.trial.stored + self.chunks * self.trial.empty

    @property
    def memory(self) -> float:
        """Bytes of memory, about."""
        design = self.design
        chunk = self.chunk * len(design.outputs) * design.months * 8.0
        towns = max(2.0 * self.workers * self.trial.town, min(ROOM, self.places * self.trial.town))
        # The workers have a design of their own.
        rows = len(design.rows) * (len(design.factors) + 4) * 8.0 * 2.0
        return self.trial.program + towns + self.workers * IN_FLIGHT * chunk + rows

    def advice(self) -> list[str]:
        """Return what takes most, and how to make it smaller."""
        parts = self.parts
        most = max(parts, key=lambda name: parts[name])
        share = parts[most] / sum(parts.values())
        advice = [f"{share:.0%} of the time is {ABOUT[most]}"] if share >= MOSTLY else []
        if self.disk > LARGE:
            advice.append("Files: name fewer outputs; each takes its share of the room.")
        if self.chunks < self.workers:
            advice.append(f"Only {self.chunks} of {self.workers} processors will have something to do.")
        return advice

    def as_plain(self) -> dict[str, Any]:
        """Return the forecast in plain values."""
        design = self.design
        return {
            "title": design.title,
            "towns": list(design.town_names),
            "variants": list(design.variant_names),
            "sampler": design.sampler.kind,
            "factors": len(design.factors),
            "points": len(design.points),
            "rows": len(design.rows),
            "replications": design.replications,
            "runs": design.runs,
            "months": design.months,
            "outputs": list(design.outputs),
            "places": self.places,
            "chunk": self.chunk,
            "chunks": self.chunks,
            "workers": self.workers,
            "seconds": self.seconds,
            "processor_seconds": self.parts,
            "tried_rows": self.trial.rows,
            "disk_bytes": round(self.disk),
            "memory_bytes": round(self.memory),
            "advice": self.advice(),
        }


ABOUT = {
    "finding": "finding the usual inflow of each place: a new value of a parameter, a mechanism or a fact of "
    "the town makes a new place. Fewer points help; further replications and variants cost little.",
    "settling": "settling towns, once for each place and replication. Fewer points or replications help; "
    "further variants cost little.",
    "living": "living the months. Fewer months, replications, points or variants help, each in proportion.",
}
"""What each part is, and what makes it smaller."""


def forecast(design: Design, trial: Trial, workers: int | None = None) -> Forecast:
    """Return what a sweep will take.

    Parameters
    ----------
    design
        The design.
    trial
        What some of its rows took.
    workers
        Runs that go on at once; one for each processor if left out.
    """
    return Forecast(design, trial, places_of(design), workers or processors())


def places_of(design: Design) -> int:
    """Return how many different places there are in a design."""
    before = [[acted.before().digest for acted in variants] for variants in design.acted]
    towns = {name: turn for turn, name in enumerate(design.town_names)}
    variants = {name: turn for turn, name in enumerate(design.variant_names)}
    rows = design.rows
    numbers = zip(rows["town"].map(towns), rows["variant"].map(variants), strict=True)
    different = rows[[it.name for it in design.factors if it.name.startswith(OTHER_PLACES)]]
    digests = pd.Series([before[town][variant] for town, variant in numbers], rows.index, name="digest")
    return int((~pd.concat([different, digests], axis=1).duplicated()).sum())
