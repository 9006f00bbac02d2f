"""Published files: the samples, and answers as Kolada gives them."""

import json
from pathlib import Path
from typing import Any

from tillit.experiments.importing.figures import Published
from tillit.experiments.importing.kolada import published, read_answers
from tillit.experiments.importing.socialstyrelsen import read_months

SAMPLES = Path(__file__).parent / "samples"
TITLES = {it["id"]: it["title"] for it in json.loads((SAMPLES / "kolada.json").read_text("utf-8"))["kpi"]}


def value(number: float | None, **said: object) -> dict[str, Any]:
    """Return one value of both sexes, as Kolada writes it."""
    return {"gender": "T", "status": "", "value": number, "count": 1, "isdeleted": False, **said}


def row(kpi: str, year: int, *values: dict[str, Any], place: str = "1293") -> dict[str, Any]:
    """Return one row of an answer."""
    return {"kpi": kpi, "municipality": place, "period": year, "values": list(values)}


def answer(*rows: dict[str, Any], **others: object) -> dict[str, Any]:
    """Return an answer with titles."""
    titles = [{"id": kpi, "title": title} for kpi, title in TITLES.items()]
    names = [{"id": "1293", "title": "Hässleholm", "type": "K"}]
    return {"kpi": titles, "municipality": names, "values": list(rows), "next_url": None, **others}


def kolada(
    folder: Path, *rows: dict[str, Any], municipality: str | None = None, **others: object
) -> Published:
    """Return what is published in an answer that is saved and read."""
    path = folder / "kolada.json"
    path.write_text(json.dumps(answer(*rows, **others), ensure_ascii=False), encoding="utf-8")
    return of_files(path, municipality=municipality)


def of_files(*paths: Path, municipality: str | None = None, name: str = "") -> Published:
    """Return what is published in some files of Kolada's."""
    return published(read_answers(paths), municipality, name=name)


def months(folder: Path, text: str, municipality: str | None = None, encoding: str = "utf-8") -> Published:
    """Return what is published in a table of Socialstyrelsen's."""
    path = folder / "months.csv"
    path.write_bytes(text.encode(encoding))
    return read_months(path, municipality)


def table() -> str:
    """Return the sample of Socialstyrelsen's monthly table."""
    return (SAMPLES / "socialstyrelsen.csv").read_text(encoding="utf-8")
