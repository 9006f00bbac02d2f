"""Trial: an office, its arms, whom to follow, and what the study found."""

from dataclasses import dataclass

from tillit.experiments.trials.outcomes import OUTCOMES, is_level
from tillit.experiments.trials.tables import About, Cohort, Figure, Treated
from tillit.model.scenarios import Scenario


@dataclass(frozen=True)
class Arm:
    """One way in which the office may work from the trial's first month on."""

    name: str
    """What one reads."""
    scenario: Scenario
    """The office, with what is done in it."""


@dataclass(frozen=True)
class Trial:
    """A trial as its file tells it."""

    about: About
    office: Scenario
    """The office before anything is done."""
    arms: tuple[Arm, ...]
    """Two or more; in each of them the same people come, with the same luck."""
    treated: Treated
    cohorts: tuple[Cohort, ...]
    figures: tuple[Figure, ...]

    @property
    def name(self) -> str:
        """What one types."""
        return self.about.name

    @property
    def months(self) -> int:
        """Months that the trial lasts."""
        return max([self.about.follow, *(cohort.months for cohort in self.cohorts)])

    @property
    def headline(self) -> Figure:
        """The figure that stands for the trial: the first."""
        return self.figures[0]

    def cohort_of(self, figure: Figure) -> Cohort | None:
        """Return whom a figure is about; nobody if it is about the office."""
        if OUTCOMES[figure.outcome].of_people is None:
            return None
        return next((it for it in self.cohorts if it.name == figure.cohort), self.cohorts[0])

    def sides_of(self, figure: Figure) -> tuple[int, int]:
        """Return the numbers of the arm that a figure is held against, and of the treated one."""
        names = [arm.name for arm in self.arms]
        if is_level(figure.outcome, figure.change):
            side = 0 if figure.arm is None else names.index(figure.arm)
            return side, side
        against = 0 if figure.against is None else names.index(figure.against)
        treated = len(names) - 1 if figure.arm is None else names.index(figure.arm)
        return against, treated

    def window_of(self, figure: Figure) -> tuple[int, int]:
        """Return the months of a figure, from the first to before the last, counted from 0."""
        cohort = self.cohort_of(figure)
        followed = self.about.follow if cohort is None else cohort.follow
        return figure.first - 1, figure.last or followed
