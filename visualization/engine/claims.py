"""Claims: what the account says, beside what the model predicted when it was recorded."""

from typing import Any

from tillit.experiments.calibration.models import NULL_MODELS
from tillit.experiments.claims.record import read_record
from tillit.experiments.claims.telling import factor_in, times_of, word_of
from tillit.experiments.telling import Words
from tillit.experiments.telling.names import how_likely, said_in
from tillit.experiments.telling.numbers import number

RUNS = {name: read_record()["how"][name] for name in ("vectors", "lucks")}
"""Over what the record was made: sets of plausible assumptions, and runs of each."""
SMALL = 10.0
"""Figures below this are written with a decimal."""


def claims(town: str, words: Words) -> list[dict[str, Any]]:
    """Return the account's claims, and how surprising each is under the model."""
    rows = read_record()["towns"].get(town, {"claims": []})["claims"]
    return [_claim(row, words) for row in rows]


def _claim(row: dict[str, Any], words: Words) -> dict[str, Any]:
    """Return one claim in words."""
    surprise = word_of(row)
    factors = {it.label: factor for it in NULL_MODELS if (factor := factor_in(row, it.name))}
    return {
        "claim": words.gettext(row["claim"]),
        "said": said_in(row, words),
        "model": _model(row, words),
        "outcome": words.pgettext("surprise", surprise),
        "met": {"surprising": False, "compatible": True, "expected": True}.get(surprise),
        "simpler": [
            f"{words.gettext(label)}: {how_likely(times_of(factor), words)}"
            for label, factor in factors.items()
        ],
    }


def _model(row: dict[str, Any], words: Words) -> str:
    """Return the model's median and its interval; nothing if it does not count it."""
    if not row.get("model"):
        return ""
    low, _, mid, _, high = row["model"]
    most = max(map(abs, (low, mid, high)))
    decimals = 0 if most >= SMALL else 1 if most >= 1 else 2
    shown = [number(it, words, decimals=decimals) for it in (mid, low, high)]
    unit = words.gettext("times" if row["unit"] == "ratio" else row["unit"]) if row["unit"] else ""
    return f"{shown[0]} {unit} ({shown[1]} … {shown[2]})"
