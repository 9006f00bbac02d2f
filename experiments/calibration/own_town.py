"""Own town: fit the facts that a town's file does not give, and write a new file."""

import dataclasses
from pathlib import Path

import numpy as np

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.calibration.calibrating import Calibration, Effort, Fit
from tillit.experiments.calibration.findings import parameter_table
from tillit.experiments.calibration.left_out import LeftOut
from tillit.experiments.calibration.reading import left_out_of_all
from tillit.experiments.calibration.town_facts import INFLOW, OBSTACLE, OpenFacts
from tillit.experiments.calibration.town_targets import TownRuns, resized, windows_of
from tillit.experiments.importing.scenario_writing import scenario_text
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.durable import write_durably
from tillit.model.events.setting import Setting
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.facts import Fact
from tillit.model.scenarios.schema import Obstacles

REPLICATES = 8
WAVES = 2
VECTORS = 40
SAMPLE = 30
DECIMALS = 3


@dataclasses.dataclass(frozen=True)
class OwnTown:
    """A town whose open facts can be fitted."""

    scenario: Scenario
    facts: OpenFacts
    calibration: Calibration

    @classmethod
    def of(cls, scenario: Scenario, effort: Effort) -> "OwnTown":
        """Return the town, ready to be fitted.

        Raises
        ------
        RefusedError
            If it has no observed figures, or its account's outcome is left out of every fit.
        """
        refuse_left_out(scenario)
        windows = windows_of(scenario)
        small, factor = resized(scenario)
        runs = TownRuns(OpenFacts.of(small), windows, factor, REPLICATES, effort.seed)
        facts = OpenFacts.of(scenario)
        targets = tuple(window.target for window in windows)
        space = runs.facts.space()
        return cls(scenario, facts, Calibration(targets, space, REPLICATES, runs, effort))

    def fitted(self, fit: Fit) -> tuple[Scenario, list[str]]:
        """Return the town with what was found, and what was found in words."""
        values, words, told = {}, [], told_by_the_data(fit)
        ends = np.quantile(fit.draws, (0.05, 0.95), axis=0).T
        for it, draws, (low, high) in zip(fit.space.parameters, fit.draws.T, ends, strict=True):
            values[it.name] = round(float(draws.mean()), DECIMALS) if it.name in told else it.default
            left = "" if it.name in told else "; the data do not tell, so it is left as it was"
            words.append(
                f"{it.name} = {values[it.name]:g} ({low:.3g}…{high:.3g}; before {it.default:g}{left})"
            )
        scenario = self._with_shares(values, told, words)
        low, high = ends[fit.space.names.index(INFLOW)]
        if low <= 1.0 <= high:
            words.append("the inflow may well be what keeps the town in balance, and is left so")
            return scenario, words
        source = f"fitted to observed figures, 90 %: {low:.2f} to {high:.2f}"
        inflow = Setting(month=1, rule="inflow", value=values[INFLOW], source=source, fact=True)
        words.append("the inflow is written as a fact of the place from month 1 on, so it is in both worlds")
        return scenario.with_events([inflow]), words

    def _with_shares(self, values: dict[str, float], told: set[str], words: list[str]) -> Scenario:
        moved = [name for name in self.facts.shares if OBSTACLE + name in told]
        if self.facts.filling is None or not moved:
            words.append("the shares of obstacles are left as they are")
            return self.scenario
        shares = {name: round(share, DECIMALS) for name, share in self.facts.shares_with(values).items()}
        town = self.scenario.town.model_copy(update={"obstacles": Obstacles(**shares)})
        changed = {OBSTACLE + name for name in (*moved, self.facts.filling)}
        kept = [fact for fact in self.scenario.facts if fact.name not in changed]
        source, grade = "fitted to this town's observed figures", Grade.DERIVED
        values = {name: shares[name.removeprefix(OBSTACLE)] for name in sorted(changed)}
        new = [Fact(name=it, value=values[it], unit="share", source=source, grade=grade) for it in values]
        return dataclasses.replace(self.scenario, town=town, facts=(*kept, *new))


def told_by_the_data(fit: Fit) -> set[str]:
    """Return the names of what the data tell."""
    table = parameter_table(fit)
    return set(table.loc[table["identified"], "parameter"])


def refuse_left_out(scenario: Scenario) -> None:
    """Refuse to fit a town whose account's outcome is only predicted.

    An imported file of the same municipality has no claims of the account, and may be fitted.

    Raises
    ------
    RefusedError
        If the file carries claims of such a town.
    """
    against: list[LeftOut] = [it for it in left_out_of_all() if scenario.name in it.towns]
    if against and scenario.expect:
        message = (
            f"{scenario.name}: is a town of account {against[0].account} ({against[0].claim}), which is left "
            "out of every fit and only predicted"
        )
        raise RefusedError(message)


def write_town(folder: Path, scenario: Scenario) -> Path:
    """Write the fitted town into the fit's folder; the file that it was fitted from stays as it is."""
    path = folder / f"{scenario.name}-fitted.toml"
    text = scenario_text(scenario)
    write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8"))
    return path
