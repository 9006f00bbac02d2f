"""Kept: a comparison read back from its folder, with all that is told of it, and nothing run again."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyarrow import ArrowException
from pydantic import BaseModel

from tillit.experiments.comparison.manifest import Manifest, read_manifest
from tillit.experiments.comparison.outcomes import Comparison, Outcome
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.base_year import base_year_fits
from tillit.experiments.telling.facts import Assumed, Facts, Guess, facts_of
from tillit.experiments.worlds.world import World
from tillit.model.books.ledger import ENTRIES, PARTIES, Entry, Party

SURENESS = "sureness.json"
"""File of what was tried beside the pairs."""


class Tried(BaseModel):
    """What was tried beside the pairs."""

    assumed: Assumed | None
    guessed: tuple[Guess, ...]


def told_of(comparison: Comparison) -> Facts:
    """Return what a comparison tells by itself: its facts, and its base year."""
    return facts_of(comparison).also(fits=base_year_fits(comparison.a))


def write_sureness(folder: Path, facts: Facts) -> None:
    """Write down what was tried beside the pairs: assumptions, and values that were guessed."""
    kept = Tried(assumed=facts.assumed, guessed=facts.guessed)
    (folder / SURENESS).write_text(kept.model_dump_json(indent=2), encoding="utf-8")


def read_kept(folder: Path) -> tuple[Comparison, Facts, Manifest]:
    """Return a comparison from its folder, what is told of it, and how it was made.

    RefusedError if it is no folder of results, or one of another version.
    """
    manifest = read_manifest(folder)
    try:
        monthly = pd.read_parquet(folder / "monthly.parquet")
        ledger = pd.read_parquet(folder / "ledger.parquet")
        tried = Tried.model_validate_json((folder / SURENESS).read_bytes())
        a, b = (
            _kept(it.world(), side, monthly, ledger)
            for side, it in zip("ab", (manifest.a, manifest.b), strict=True)
        )
        comparison = Comparison(a, b, manifest.plan())
        facts = told_of(comparison).also(planned=manifest.asked, **dict(tried))
    except (OSError, ArrowException, KeyError, ValueError, TypeError) as error:
        if isinstance(error, RefusedError):
            raise
        message = (
            f"{folder} holds no results that this version can read ({str(error)[:120]}); "
            f"make them again with tillit rerun {folder}"
        )
        raise RefusedError(message) from None
    return comparison, facts, manifest


def _kept(world: World, side: str, monthly: pd.DataFrame, ledger: pd.DataFrame) -> Outcome:
    """Return what was kept of one world."""
    own = monthly[monthly["world"] == side].drop(columns="world")
    pairs, months = int(own["pair"].max()), int(own["month"].max())
    columns = own.drop(columns=["pair", "month"])
    series = {str(name): columns[name].to_numpy().reshape(pairs, months) for name in columns}
    return Outcome.kept(world, series, _books(ledger[ledger["world"] == side], pairs, -(-months // 12)))


def _books(ledger: pd.DataFrame, pairs: int, years: int) -> NDArray[np.float64]:
    """Return a ledger by the year, shape (pairs, years, ENTRIES, PARTIES)."""
    books = np.zeros((pairs, years, ENTRIES, PARTIES))
    entry = ledger["entry"].map({it.name.lower(): int(it) for it in Entry}).to_numpy()
    party = ledger["party"].map({it.name.lower(): int(it) for it in Party}).to_numpy()
    books[ledger["pair"] - 1, ledger["year"] - 1, entry, party] = ledger["received"]
    return books
