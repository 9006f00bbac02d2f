"""Observed series: all published figures of a place, kept in its file for calibration."""

from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import Table

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.importing.figures import ATTRIBUTION, FINAL, Figure, Published
from tillit.experiments.importing.measures import Measure, as_said

DIGITS = 10
"""Decimals that are kept: a share loses nothing, and 0.27299999999999996 becomes 0.273."""


def put_series(document: TOMLDocument, it: Published, notes: list[str]) -> None:
    """Put every measure's figures into the file; those of the same measure are replaced."""
    apart = "observed" in document
    for code in it.measures():
        figures = it.of(code)
        measure = as_said(code, figures[-1].title)
        if measure is None:
            continue
        if not any(figure.value is not None for figure in figures):
            notes.append(f"{code}: no value in any period; nothing of it is kept")
            continue
        if "observed" not in document:
            document["observed"] = tomlkit.aot()
        series: Any = document["observed"]
        table = _series_table(measure, figures, it)
        # A measure's title may have changed, its code has not.
        named = ("indicator", "code" if table.get("code") else "measure")
        alike = (all(it.get(name, "") == table.get(name, "") for name in named) for it in series)
        same = next((at for at, is_same in enumerate(alike) if is_same), None)
        if same is not None:
            series[same] = _spaced(_joined(series[same], table, notes))
        else:
            # The tables of an older file need an empty line between them.
            series.append(_spaced(table) if apart else table)


def _spaced(table: Table) -> Table:
    last: Any = table["status" if "status" in table else "values"]
    last.add(tomlkit.nl())
    return table


def _joined(before: Any, after: Table, notes: list[str]) -> Table:  # noqa: ANN401 - tomlkit has several tables
    """Return a series with the figures of both; where both have one, the new one holds."""
    old, new = before.get("values", {}), dict(after["values"])
    revised = sorted(period for period, value in new.items() if old.get(period, value) != value)
    if revised:
        notes.append(
            f"{after['measure']}: the new figures differ for {', '.join(revised[:12])}; the new ones hold"
        )
    told = {*new, *after.get("status", {})}
    for name in ("values", "status"):
        kept = {period: value for period, value in before.get(name, {}).items() if period not in told}
        both = {str(period): value for period, value in (kept | dict(after.get(name, {}))).items()}
        if both:
            table = tomlkit.table()
            table.update(dict(sorted(both.items())))
            after[name] = table
    return after


def _series_table(measure: Measure, figures: tuple[Figure, ...], it: Published) -> Table:
    title = figures[-1].title
    coded = measure.code if measure.code != measure.title else ""
    table = tomlkit.table()
    table.update(
        {
            "indicator": measure.indicator,
            "measure": (title or measure.title)[:200],
            "code": coded,
            "place": it.place,
            "unit": measure.unit,
            "source": f"{ATTRIBUTION}{it.publisher}{'' if title else '; title not checked'}",
            "grade": Grade.REGISTER.value,
        }
    )
    values, status = tomlkit.table(), tomlkit.table()
    for figure in figures:
        if figure.value is not None:
            value = round(figure.value * measure.factor, DIGITS)
            values[figure.period] = int(value) if value == int(value) else value
        if figure.status != FINAL:
            status[figure.period] = figure.status
    table["values"] = values
    if status:
        table["status"] = status
    return table
