"""Renewed: which of the files that runs have made were made by the model as it is now.

What takes minutes or hours to make is kept in the repository. A record says under which behaviour each was
made: a hash of a village in which everything happens, and of the files that the product is made from.
``python -m tests.renewed`` names what is stale; with names it records that these are new.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.model.living_a_village import short_life
from tests.model.small_towns import fingerprint

ROOT = Path(__file__).parents[1]
RECORD = Path(__file__).with_suffix(".json")

MADE_FROM: dict[str, tuple[str, ...]] = {
    "plausible": ("experiments/trials/files/*.toml", "experiments/calibration/targets/*.toml"),
    "trials": ("experiments/trials/files/*.toml",),
    "validation": ("experiments/calibration/plausible.parquet", "model/scenarios/towns/*.toml"),
    "regimes": (),
    "sensitivity": ("experiments/calibration/targets/*.toml",),
}
"""The files that each product is made from, beside the model itself."""
COMMAND = ".ci/renew"


@cache
def behaviour() -> str:
    """Return a hash of how people behave: of what is counted and booked in two years of everything."""
    village = short_life(philox=False)
    return fingerprint([village.counts, village.ledger])


def made_from(product: str, root: Path = ROOT) -> str:
    """Return a hash of what a product is made from.

    Raises
    ------
    SystemExit
        If there is no such product.
    """
    if product not in MADE_FROM:
        message = f"there is no {product!r}: {', '.join(MADE_FROM)}"
        raise SystemExit(message)
    digest = hashlib.sha256(behaviour().encode())
    for pattern in MADE_FROM[product]:
        for path in sorted(root.glob(pattern)):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def read_record(path: Path = RECORD) -> dict[str, str]:
    """Return what each product was made from when it was last renewed."""
    record: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return record


def stale(path: Path = RECORD, root: Path = ROOT) -> list[str]:
    """Return the products that the model as it is now has not made."""
    record = read_record(path)
    return [product for product in MADE_FROM if record.get(product) != made_from(product, root)]


def record(products: Iterable[str], path: Path = RECORD, root: Path = ROOT) -> None:
    """Write down that some products are new."""
    now = read_record(path) | {product: made_from(product, root) for product in products}
    path.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", "utf-8")


def main(products: list[str]) -> int:
    """Record products as new, or name those that are stale; return the exit status."""
    if products:
        record(products)
        return 0
    old = stale()
    for product in old:
        sys.stdout.write(f"{product}: made by other rules than those of now; renew it: {COMMAND} {product}\n")
    return 1 if old else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
