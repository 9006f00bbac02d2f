"""One small town's numbers are pinned: they change only with an entry in CHANGELOG.md.

Renew them with ``python -m tests.model.test_baseline`` after a change that is
meant to change results, and say in the changelog, under "Regression", what
changed and why.
"""

import json
from pathlib import Path

from tests.model.small_towns import EVERYTHING, fingerprint, lived, village
from tillit.model.books.counts import Count
from tillit.model.books.ledger import Party

PINNED = Path(__file__).with_name("baseline.json")

SHOWN = (
    Count.HOUSEHOLDS,
    Count.APPLICANTS,
    Count.RETURNS,
    Count.MET,
    Count.CRISES,
    Count.CLIENT_TRUST,
    Count.RESIGNED,
    Count.HIRED,
    Count.STRESS,
    Count.REACH,
)
"""Counts that tell a reader what moved; the hash tells whether anything did."""


def numbers() -> dict[str, float | str]:
    """Return the village's numbers over two years."""
    run = lived(village(*EVERYTHING))
    sums: dict[str, float | str] = {it.name.lower(): round(float(run.counts[:, it].sum()), 6) for it in SHOWN}
    kronor = run.ledger.sum(axis=(0, 1))
    sums |= {f"{party.name.lower()}_kronor": int(kronor[party]) for party in Party}
    return sums | {"all": fingerprint([run.counts, run.ledger])}


def test_the_pinned_town_is_as_it_was() -> None:
    assert numbers() == json.loads(PINNED.read_text(encoding="utf-8"))


if __name__ == "__main__":
    PINNED.write_text(json.dumps(numbers(), indent=2) + "\n", encoding="utf-8")
