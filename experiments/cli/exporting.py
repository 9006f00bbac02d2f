"""Exporting at the terminal."""

import json
import sys
from pathlib import Path

import typer

from tillit.experiments.cli.importing import ask
from tillit.experiments.exporting.kolada_shape import kolada_shape
from tillit.experiments.importing.saving import check_place, save_text


def export_kolada(folder: Path, world: str, out: Path, *, force: bool) -> None:
    """Write the results of a folder in Kolada's shape."""
    check_place(out, ".json", force=force, ask=ask if sys.stdin.isatty() else None)
    shape = kolada_shape(folder, world)
    save_text(out, json.dumps(shape, ensure_ascii=False, indent=1, allow_nan=False))
    typer.echo(f"{shape['source']}. {shape['count']} figures written: {out}")
