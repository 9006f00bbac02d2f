"""Source: a fingerprint of the model's program, to say which one made some numbers."""

import hashlib
import sys
from pathlib import Path

import numba

ROOMS = ("agents", "model")
"""The packages that numbers are made by."""


def source_hash() -> str:
    """Hash every file of the agents and the model, and what runs them."""
    digest = hashlib.blake2b(digest_size=12)
    digest.update(f"{numba.__version__} {sys.version}".encode())
    root = Path(__file__).resolve().parents[2]
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
