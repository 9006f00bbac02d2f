"""Claims: what the account says, beside what the model gave when it was recorded."""

from typing import Any

from tillit.experiments.telling import Words
from tillit.experiments.telling.numbers import number, plain
from tillit.experiments.validation.record import read_record

SMALL = 10.0
"""Figures below this are written with a decimal."""


def claims(town: str, words: Words) -> list[dict[str, Any]]:
    """Return the account's claims."""
    rows = read_record()["towns"].get(town, {"claims": []})["claims"]
    return [
        {
            "claim": words.gettext(row["claim"]),
            "said": _said(row, words),
            "model": _model(row.get("model"), words),
            "outcome": words.gettext(row.get("verdict", "")),
            "met": {"met": True, "not met": False, "wrong direction": False}.get(row.get("verdict", "")),
            "simpler": [
                words.gettext(name.replace("_", " "))
                for name, found in (row.get("null_models") or {}).items()
                if found.get("verdict") == "met"
            ],
        }
        for row in rows
    ]


def _said(row: dict[str, Any], words: Words) -> str:
    """Return what the account says in short, as `experiments.claimed` does in English."""
    figure = row.get("figure")
    if figure is None:
        return words.gettext(row.get("direction") or "")
    amount = f"{plain(figure, words)} {_unit(row.get('unit', ''), words)}".rstrip()
    return f"{words.gettext(row.get('reading', 'about'))} {amount}"


def _unit(unit: str, words: Words) -> str:
    return words.gettext("times" if unit == "ratio" else unit) if unit else ""


def _model(found: dict[str, Any] | None, words: Words) -> str:
    """Return the model's median and its interval; nothing if it does not count it."""
    if not found or found.get("median") is None:
        return ""
    values = [found["median"], found["low"], found["high"]]
    decimals = 0 if max(map(abs, values)) >= SMALL else 1 if max(map(abs, values)) >= 1 else 2
    mid, low, high = (number(it, words, decimals=decimals) for it in values)
    return f"{mid} {_unit(found['unit'], words)} ({low} … {high})"
