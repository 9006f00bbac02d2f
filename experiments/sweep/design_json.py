"""Design as JSON: the same to the last bit when it is read again."""

import base64
import binascii
import json
import zlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd
from pydantic import ValidationError

from tillit.experiments.refused import RefusedError
from tillit.experiments.sources import Source
from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.samplers import Sampler
from tillit.experiments.sweep.variants import Variant
from tillit.model.events import Event, event_class

if TYPE_CHECKING:
    from tillit.experiments.sweep.design import Design

D = TypeVar("D")
"""A design; its class imports this file."""

WRONG = (AttributeError, LookupError, TypeError, ValueError, ValidationError, binascii.Error, zlib.error)
"""What reading something else than a design raises."""


def as_json(design: "Design") -> str:
    """Return the whole design; each factor, town and variant is readable, the points are packed."""
    content = {
        "title": design.title,
        "towns": [asdict(town) for town in design.towns],
        "variants": [variant_as_table(it) for it in design.variants],
        "factors": [asdict(it) for it in design.factors],
        "sampler": asdict(design.sampler),
        "points": packed(design.points),
        "months": design.months,
        "replications": design.replications,
        "seed": design.seed,
        "outputs": design.outputs,
        "listed": design.listed,
        "own_luck": design.own_luck,
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)


def read(design: type[D], text: str) -> D:
    """Return the design that a text describes.

    Raises
    ------
    RefusedError
        If the text is not a design.
    """
    try:
        content = json.loads(text)
        factors = tuple(Factor(**{**it, "levels": tuple(it["levels"])}) for it in content["factors"])
        parts = {
            **content,
            "towns": tuple(source_of(it) for it in content["towns"]),
            "variants": tuple(variant_of(it) for it in content["variants"]),
            "factors": factors,
            "sampler": Sampler(**content["sampler"]),
            "points": unpacked(content["points"], [it.name for it in factors]),
            "outputs": tuple(content["outputs"]),
            "listed": tuple((int(point), town, variant) for point, town, variant in content["listed"]),
        }
        return design(**parts)
    except WRONG as error:
        message = f"this is not a design of a sweep: {type(error).__name__} {str(error)[:200]}"
        raise RefusedError(message) from None


def variant_as_table(variant: Variant) -> dict[str, Any]:
    """Return a variant in plain values."""
    return {
        "name": variant.name,
        "before": variant.before,
        "changes": variant.changes,
        "events": [event.model_dump(mode="json") for event in variant.events],
    }


def variant_of(table: dict[str, Any]) -> Variant:
    """Return the variant that a table describes."""
    changes = tuple((name, value) for name, value in table["changes"])
    events: tuple[Event, ...] = tuple(event_class(it["kind"]).model_validate(it) for it in table["events"])
    return Variant(table["name"], table["before"], changes, events)


def source_of(table: dict[str, Any]) -> Source:
    """Return the source that a table describes."""
    changes = tuple((name, value) for name, value in table["changes"])
    return Source(table["title"], table["text"], changes, table["before"])


def packed(points: pd.DataFrame) -> dict[str, Any]:
    """Return the points in a tenth of the room that their digits would take, and exactly."""
    values = points.to_numpy("<f8")
    return {
        "rows": len(points),
        "packed": "float64, little-endian, row by row, zlib, base64",
        "values": base64.b64encode(zlib.compress(values.tobytes())).decode(),
    }


def unpacked(table: dict[str, Any], names: list[str]) -> pd.DataFrame:
    """Return the points with their factors for columns."""
    values = np.frombuffer(zlib.decompress(base64.b64decode(table["values"])), "<f8")
    shaped = values.reshape(table["rows"], len(names)).astype(np.float64)
    return pd.DataFrame(shaped, columns=names, index=pd.RangeIndex(table["rows"]))
