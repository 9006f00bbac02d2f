"""Places: which municipality is meant, and whether two sources mean the same one."""

import re
from collections.abc import Mapping

from tillit.experiments.importing.figures import some_of
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios.reading import plain_letters

CODE = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
LOST_ZERO = re.compile(r"([0-9]{1,4})(?:\.0)?")  # as spreadsheets leave it: 180 or 180.0 for 0180
GROUP = re.compile(r"[A-Z][0-9]{2,}")  # how codes of Kolada's groups and of single schools or homes begin
OTHERS = re.compile(
    r"(?:riket|hela (?:riket|landet)|sverige|sweden|nation|summa|sum|total|totalt|samtliga|alla|all)\b.*"
    r"|.* län|.*\bregion(?! gotland)\b.*|.*\blandsting\w*"
    r"|.*(?:kommuner|\bkommungrupp\w*|\bmedel\w*|\bmunicipalities)\b.*"
)
"""Names of what is more than a municipality."""


def full_code(text: str) -> str:
    """Return a municipality's code with the zero that spreadsheets drop; any other text as it is."""
    found = LOST_ZERO.fullmatch(text.strip())
    return found[1].zfill(4) if found else text


def is_municipality(key: str, title: str = "") -> bool:
    """Tell whether a place is a municipality, and not a group, county, region, nation or total."""
    if code := re.match("[0-9]+", key):
        return CODE.fullmatch(code[0]) is not None and not key.startswith("00")
    names = (it.casefold().strip() for it in (key, title))
    return not GROUP.match(key) and not any(map(OTHERS.fullmatch, names))


def choose(places: Mapping[str, str], wanted: str | None, name: str) -> str:
    """Return the key of the place that is wanted by code or name; names are by key, which may be the name.

    RefusedError if it is not there, or is no municipality, or there are several and none was asked for.
    """
    words = some_of([label(key, title) for key, title in places.items()])
    found = list(places)
    if wanted is None and len(places) > 1:
        how = f"choose one, as in --municipality {found[0]!r}"
        raise RefusedError(f"{name} has {len(places):,} places: {words}; {how}")
    if wanted is not None:
        # In plain letters, as people type it, Habo and Håbo are the same.
        for alike in (_bare_name, lambda it: _bare_name(plain_letters(it))):
            meant = alike(full_code(wanted))
            found = [key for key, it in places.items() if meant in map(alike, (key, it, label(key, it)))]
            if len(found) == 1:
                break
        else:
            raise RefusedError(f"{name} has no {wanted[:60]!r}; it has {words}")
    key = found[0]
    if not is_municipality(key, places[key]):
        raise RefusedError(
            f"{name}: {label(key, places[key])[:80]} is not a municipality but the nation, a county, a "
            "region, a group or a total; choose a municipality, as in --municipality 1293"
        )
    return key


def label(key: str, title: str) -> str:
    """Return code and name together, or whichever there is."""
    return key if title in {"", key} else f"{key} {title}"


def _bare_name(place: str) -> str:
    """Return the name alone: ``Hässleholms kommun`` and ``Hässleholm`` become the same."""
    name = re.sub(r" (?:kommun|stad)$", "", " ".join(place.casefold().split()))
    return name.removesuffix("s")  # a genitive looks like a name that ends in s, so neither keeps it


def parts(place: str) -> tuple[str, str]:
    """Return the code and the bare name in a place's label; empty where there is none."""
    found = CODE.search(place)
    code = found[0] if found else ""
    return code, _bare_name(place.replace(code, " ", 1).strip(" -,") if code else place)


def check_same(one: str, other: str, where: str) -> None:
    """Stop if two sources are about different places, by their codes or else by their names."""
    alike = [(mine, theirs) for mine, theirs in zip(parts(one), parts(other), strict=True) if mine and theirs]
    if not alike or alike[0][0] != alike[0][1]:
        raise RefusedError(
            f"{where}: the file is about {one!r}, these figures about {other!r}; use another file, or --name "
            "if it has two names or only a code"
        )
