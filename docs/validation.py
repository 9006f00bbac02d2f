"""Validation: ``python docs/validation.py`` writes what was recorded into README.md and the pages of docs/.

Only what stands between markers is written; ``tillit validate --record`` makes the record.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from tillit.experiments.calibration.models import MODELS, NULL_MODELS, PLAUSIBLE, THEORY, frame_of
from tillit.experiments.calibration.report import WITHIN
from tillit.experiments.calibration.targets import read_targets
from tillit.experiments.claims import telling
from tillit.experiments.claims.continuity import MOST, SWITCHES, WHOLE
from tillit.experiments.claims.record import Record, read_record
from tillit.experiments.claims.telling import ALIKE, factor_in, in_words, speaks, summary, times_of, together
from tillit.experiments.comparison.statistics import QUANTILES
from tillit.experiments.describing.markdown import renewed, table
from tillit.experiments.telling.catalogue import ENGLISH
from tillit.experiments.telling.names import said_in
from tillit.experiments.telling.numbers import four_digits, number
from tillit.model.events import Sort

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/validation.md", "docs/does-continuity-matter.md")
OF_TIES = [it for it in NULL_MODELS if it.ties != "lasting" and not it.off]
"""Explanations that leave out what lies behind ties, and nothing else."""


def claims(record: Record) -> str:
    """Return the table of all claims."""
    head, rows = ["town", "claim", "said", "the model predicts", "how surprising", "could tell"], []
    for title, row in ((it["title"], row) for it in record["towns"].values() for row in it["claims"]):
        told = (tell(row, ENGLISH) for tell in (said_in, telling.given_for, telling.surprise_of))
        factors = (in_words(factor_in(row, null.name), ENGLISH) for null in NULL_MODELS)
        claim = f"{row['claim']} ({row['source']}, {row['grade']})"
        rows.append([title, claim, *told, telling.share(row["attainable"], ENGLISH), *factors])
    return table([*head, *(f"than under: {null.label}" for null in NULL_MODELS)], rows)


def weighed(record: Record) -> str:
    """Return the table of the accounts as wholes."""
    towns, rows = list(record["towns"].values()), []
    for those, name in (*(([it], it["title"]) for it in towns), (towns, "**all that are predicted**")):
        factors = (together(those, it.name) for it in NULL_MODELS)
        tell = telling.with_error
        told = (f"{in_words(it, ENGLISH)} ({tell(it, ENGLISH)})" if it else "-" for it in factors)
        rows.append([name, telling.share(those[0]["attainable"], ENGLISH) if len(those) == 1 else "", *told])
    return table(["account", "could tell", *(null.label for null in NULL_MODELS)], rows)


def of_ties(record: Record) -> str:
    """Return what all accounts together say of ties, in a sentence."""
    towns, told = list(record["towns"].values()), []
    for null in OF_TIES:
        if factor := together(towns, null.name):
            label, likely = f"*{null.label}*", in_words(factor, ENGLISH)
            likely = f"{likely} as with {label}" if times_of(factor) else ALIKE.format(label=label)
            told.append(f"{likely} ({telling.with_error(factor, ENGLISH)})")
    rows = [row for town in towns for row in town["claims"] if not row["about_ties"]]
    fore, against = (sum(speaks(row, sign, OF_TIES) for row in rows) for sign in (1.0, -1.0))
    return (
        f"What {len(towns)} accounts say is, if ties have a history, {'; '.join(told)}. One by one, "
        f"{fore} of their {len(rows)} claims speak for a history of ties, {against} against it."
    )


def models(_: Record) -> str:
    """Return what each model is."""
    rows = []
    for it in MODELS:
        off = ", ".join([*it.off, *(f"{name} = 0" for name in it.nothing)]) or "nothing"
        kept = "all" if it.keeps == set(Sort) else ", ".join(sort for sort in Sort if sort in it.keeps)
        rows.append([it.label, it.says, it.ties, off, kept])
    return table(["model", "what it says", "ties", "switched off", "events that happen"], rows)


def calibrated(_: Record, path: Path = PLAUSIBLE) -> str:
    """Return what behaviour is calibrated on, beside what the theory's plausible vectors give for it."""
    vectors, rows = frame_of(path, THEORY.name), []
    for it in read_targets("behaviour").targets:
        said, given = f"{it.figure:g} ± {it.tolerance:g} {it.unit}", _spread(vectors[f"target.{it.name}"])
        rows.append([it.label, said, given, it.source, str(it.grade)])
    given = f"{len(vectors):,} vectors: median and 90 % of them"
    return table(["figure", "said, with one standard deviation", given, "source", "grade"], rows)


def left_open(_: Record, path: Path = PLAUSIBLE) -> str:
    """Return how much of each free parameter's range the targets leave the theory."""
    space, rows = read_targets("behaviour").space, []
    vectors = frame_of(path, THEORY.name)[space.names]
    low, _, high = np.quantile(space.cube(vectors.to_numpy(dtype=float)), QUANTILES, axis=0)
    for it, left in zip(space.parameters, (high - low) / WITHIN, strict=True):
        searched = f"{it.low:g} … {it.high:g} {it.unit}{' (log)' if it.log else ''}"
        plausible = _spread(vectors[it.name])
        rows.append([f"`{it.name}`", searched, f"{it.default:g}", plausible, f"{100.0 * left:.0f} %"])
    head = ["parameter", "searched", "in force", "plausible: median and 90 %", "of the range is left"]
    return table(head, rows)


def _spread(values: Iterable[float]) -> str:
    low, median, high = (four_digits(float(it), ENGLISH) for it in np.quantile(np.asarray(values), QUANTILES))
    return f"{median} ({low} … {high})"


def gradient(found: Mapping[str, Any]) -> str:
    """Return exits by number of caseworkers, with the effect of ties and without, and how much remains."""
    months, landmark, rows, points = found["months"], found["landmark"], [], []
    later = f"of those still there after {landmark} months, left by month {months}"
    labels = {
        "milwaukee": f"left within {months} months, by caseworkers until then",
        "landmark": f"{later}, by caseworkers in the first {landmark}",
    }
    for count, side in product(labels, ("on", "off")):
        shares, cells = found[side][count], []
        for many in range(1, MOST + 1):
            share, those = shares[f"{many}"], f"{shares[f'{many}_households']:,} households"
            cells.append(those if share is None else f"{100.0 * share:.1f} % of {those}")
        one, two = (np.nan if shares[it] is None else shares[it] for it in "12")
        points.append(f"{_signed(100.0 * (one - two))} points")
        rows.append([labels[count], f"ties {side}", *cells, points[-1]])
    on, off, later_on, later_off = points
    heads = ["", "", *map(str, range(1, MOST)), f"{MOST} or more", "one less two"]
    return (
        f"{table(heads, rows)}\n\nWith the effect of ties off, {off} of {on} remain: so much of the gradient "
        "that one would read off such a table is an artefact of longer stays. From a landmark on it is "
        f"{later_on} with ties on and {later_off} with ties off."
    )


def switch_table(found: Mapping[str, Any]) -> str:
    """Return each effect with everything, and what is lost of it without."""
    rows, without = [], list(SWITCHES)[1:]
    for row in found["rows"]:
        effects = row["effects"]
        told, gone = map(_percent, effects.values()), (lost(effects, name) for name in without)
        rows.append([row["label"], *told, *gone])
    head = ["", *SWITCHES, *(f"lost: {name}" for name in without)]
    how = f"Assistance paid in the last of {found['months'] // 12} years beside the same town left alone;"
    return f"{table(head, rows)}\n\n{how} median and 90 % of {found['pairs']} pairs, values in force."


def lost(effects: Mapping[str, list[float]], name: str) -> str:
    """Return which share of an effect is lost under a switch; unknown if chance may have made it."""
    whole, low, high = effects[WHOLE]
    share = number(100.0 * (1.0 - effects[name][0] / whole), ENGLISH)
    return "cannot tell" if low <= 0.0 <= high else f"{share} %"


def in_short(found: Mapping[str, Any]) -> str:
    """Return what is lost of the first question's effect, in a sentence."""
    row = found["rows"][0]
    whole, history, graph, _ = row["effects"].values()
    return (
        f"In the model a town {row['label']} pays {_percent(whole)} in the tenth year; without a history of "
        f"ties that would be {_signed(history[0])} %, and if there were only pairs {_signed(graph[0])} %."
    )


def _percent(effect: list[float]) -> str:
    median, low, high = map(_signed, effect)
    return f"{median} % ({low} … {high})"


def _signed(value: float) -> str:
    return number(value, ENGLISH, decimals=1, signed=True)


PARTS: dict[str, Callable[[Record], str]] = {  # the generated parts by name
    "summary": summary,
    "weighed": weighed,
    "claims": claims,
    "models": models,
    "gradient": lambda record: gradient(record["gradient"]),
    "in short": lambda record: f"{of_ties(record)} {in_short(record['switches'])}",
    "switches": lambda record: switch_table(record["switches"]),
    "calibrated": calibrated,
    "left open": left_open,
}


def renew(text: str, record: Record) -> str:
    """Return a page with all its generated parts written again; RefusedError if it has none."""
    return renewed(text, {name: partial(write, record) for name, write in PARTS.items()})


if __name__ == "__main__":
    for name in PAGES:
        page = ROOT / name
        page.write_text(renew(page.read_text("utf-8"), read_record()), "utf-8")
