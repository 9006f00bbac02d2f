"""Findings: each claim, what the model gives, from chance and from assumptions, and what null models give."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from tillit.experiments.claims import Judgement, judged
from tillit.experiments.frames import QUANTILES
from tillit.experiments.question import Question
from tillit.experiments.validation.figures import Figures, Plan, Report, figures_of, worlds_of
from tillit.experiments.validation.null_models import NULL_MODELS
from tillit.experiments.validation.plausible import Vector, under
from tillit.model.scenarios import Scenario

VECTOR_PAIRS = 4
"""Pairs of each vector: enough that its median is more assumption than chance."""


@dataclass(frozen=True)
class Finding:
    """What is found of one claim."""

    judgement: Judgement
    """With the parameters as they are: the 90 % are chance."""
    first_pair: float | None = None
    """Figure of the first pair, by which one can tell whether the program still gives the same."""
    vectors: tuple[float, ...] | None = None
    """Median of each plausible vector; None if there are no vectors, or nothing can be calculated."""
    nulls: tuple[tuple[str, Judgement], ...] = ()
    """The same claim under each null model, by its name."""

    @property
    def assumptions(self) -> tuple[float, float, float] | None:
        """Lower end, median and upper end of what assumptions leave open; None if not known yet."""
        if self.vectors is None:
            return None
        low, median, high = np.quantile(self.vectors, QUANTILES).tolist()
        return low, median, high


@dataclass(frozen=True)
class Inquiry:
    """What is asked: claims, and under which models."""

    questions: tuple[Question, ...]
    """The claims."""
    plan: Plan
    """How worlds are run."""
    nulls: bool = True
    """Whether null models are asked too."""
    vectors: tuple[Vector, ...] = ()
    """Plausible vectors; none if there are none yet."""

    @property
    def worlds(self) -> int:
        """Worlds that are run in all, each pair's counted."""
        told = [self.told(null.of) for null in NULL_MODELS] if self.nulls else []
        ran = sum(len(worlds_of(questions)) for questions in (self.questions, *told))
        return ran * self.plan.pairs + len(worlds_of(self.questions)) * len(self.vectors) * VECTOR_PAIRS

    def told(self, tell: Callable[[Scenario], Scenario]) -> tuple[Question, ...]:
        """Return the claims about worlds as something else tells them."""
        return tuple(question.told_by(tell) for question in self.questions)

    def ask(self, report: Report) -> list[Finding]:
        """Run everything, and return what is found of each claim.

        Raises
        ------
        KeyboardInterrupt
            If Ctrl-C stopped it.
        """
        figures = figures_of(self.questions, self.plan, report)
        theory = judge_all(self.questions, figures, self.plan.months)
        first = judge_all(self.questions, first_pairs(figures), self.plan.months)
        nulls = self.ask_nulls(report) if self.nulls else {}
        vectors = self.ask_vectors(report)
        return [
            Finding(
                judgement,
                first[number].median,
                vectors[number],
                tuple((name, column[number]) for name, column in nulls.items()),
            )
            for number, judgement in enumerate(theory)
        ]

    def ask_nulls(self, report: Report) -> dict[str, list[Judgement]]:
        """Return what each null model gives for each claim."""
        found = {}
        for null in NULL_MODELS:
            told = self.told(null.of)
            figures = figures_of(told, self.plan, report)
            found[null.name] = judge_all(told, figures, self.plan.months)
        return found

    def ask_vectors(self, report: Report) -> list[tuple[float, ...] | None]:
        """Return the median of each plausible vector, for each claim."""
        few = replace(self.plan, pairs=VECTOR_PAIRS)
        medians: list[list[float | None]] = []
        for vector in self.vectors:
            told = self.told(partial(under, vector=vector))
            judgements = judge_all(told, figures_of(told, few, report), few.months)
            medians.append([it.median for it in judgements])
        every = zip(*medians, strict=True) if medians else [()] * len(self.questions)
        return [known(column) for column in every]


def known(column: Sequence[float | None]) -> tuple[float, ...] | None:
    """Return a column of figures, or None if one of them is not known."""
    figures = tuple(it for it in column if it is not None)
    return figures if figures and len(figures) == len(column) else None


def first_pairs(figures: Figures) -> Figures:
    """Return the figures of the first pair alone."""
    return {digest: {name: values[:1] for name, values in world.items()} for digest, world in figures.items()}


def judge_all(questions: Sequence[Question], figures: Figures, months: int) -> list[Judgement]:
    """Return what some figures of runs of some months say of each claim."""
    return [judged(it, figures[it.own.digest], figures[it.than.digest], months) for it in questions]


def row_of(finding: Finding) -> dict[str, Any]:
    """Return a finding in plain values, as files keep it."""
    it = finding.judgement
    claim = it.claim.model_dump(mode="json", exclude_none=True)
    assumptions = finding.assumptions
    return {
        **claim,
        "said": it.said,
        "when": it.when,
        "model": spread_of(it),
        "first_pair": short(finding.first_pair),
        "verdict": it.outcome,
        "why": it.why,
        "assumptions": None
        if assumptions is None or finding.vectors is None
        else dict(zip(("low", "median", "high"), map(short, assumptions), strict=True))
        | {"vectors": len(finding.vectors)},
        "null_models": {
            name: spread_of(judgement) | {"verdict": judgement.outcome} for name, judgement in finding.nulls
        },
    }


def spread_of(it: Judgement) -> dict[str, Any]:
    """Return what is given for a claim in plain values."""
    return {"unit": it.unit, "median": short(it.median), "low": short(it.low), "high": short(it.high)}


def short(value: float | None) -> float | None:
    """Return a figure with four digits: more would be noise, and would change the file for nothing."""
    return None if value is None or not np.isfinite(value) else float(f"{value:.4g}")
