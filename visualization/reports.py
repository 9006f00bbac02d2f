"""Reports: what a visitor takes along: the two pages, and the workbook, of what the address says."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from tillit.experiments.comparison.manifest import Manifest
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.reporting.report import Report, page_of, report_of, write_document
from tillit.experiments.reporting.workbook import write_workbook
from tillit.experiments.results.folder import told_of
from tillit.experiments.telling import words
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import Source, World
from tillit.visualization.address.files import SCENARIO, saved_as, scenario_file
from tillit.visualization.address.state import PAIRS, State

ONE_AT_A_TIME = Lock()
"""A report is a run of its own: a hundred pairs with all their books."""


def page(state: State) -> bytes:
    """Return two pages to print, as HTML."""
    return page_of(_report(state)).encode()


def document(state: State) -> bytes:
    """Return the same pages for a word processor."""
    report = _report(state)
    return _written(lambda path: write_document(path, report), "docx")


def workbook(state: State) -> bytes:
    """Return a workbook: the answer, who pays, month by month, assumptions and sources."""
    comparison = compared(state)
    facts = told_of(comparison)
    return _written(lambda path: write_workbook(path, comparison, facts, state.language), "xlsx")


def _report(state: State) -> Report:
    comparison = compared(state)
    manifest = Manifest.of(comparison, command(state), datetime.now(UTC))
    return report_of(comparison, told_of(comparison), manifest, state.language)


def command(state: State) -> list[str]:
    """Return the command that gives the same numbers, from the scenario that the page saves."""
    plan = ("--pairs", PAIRS, "--months", state.months, "--seed", state.seed)
    return ["tillit", "run", saved_as(state, SCENARIO), *map(str, plan)]


def compared(state: State) -> Comparison:
    """Run what an address says, with all its books.

    Raises
    ------
    ScenarioError
        If it cannot be run.
    """
    text, own = scenario_file(state), words(state.language)
    name = f"{state.town}.toml"
    before = World.of(Source(name, text, before=True), own.gettext("as it was"))
    after = World.of(Source(name, text), own.gettext("with the changes"))
    with ONE_AT_A_TIME:
        return run_pairs(before, after, Plan(PAIRS, state.months, state.seed))


def _written(write: Callable[[Path], object], end: str) -> bytes:
    """Return the bytes of a file that can only be written to a disk."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"report.{end}")
        write(path)
        return path.read_bytes()
