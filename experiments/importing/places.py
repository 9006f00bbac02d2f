"""Places: which municipality is meant, and whether two sources mean the same one."""

import re
from collections.abc import Mapping

from tillit.experiments.refused import RefusedError
from tillit.model.scenarios.reading import plain_letters

CODE = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
SHOWN = 12


def choose(places: Mapping[str, str], wanted: str | None, name: str) -> str:
    """Return the key of the place that is wanted.

    Parameters
    ----------
    places
        Names by key; the key may be a code, or the name itself.
    wanted
        Code or name that was asked for; None if there should be one only.
    name
        What messages call the file.

    Raises
    ------
    RefusedError
        If it is not there, or there are several and none was asked for.
    """
    if wanted is None:
        if len(places) == 1:
            return next(iter(places))
        message = (
            f"{name} has {len(places):,} places: {listed(places)}; choose one, as in --municipality "
            f"{next(iter(places))!r}"
        )
        raise RefusedError(message)
    for alike in (bare_name, without_accents):
        meant = alike(wanted)
        found = [
            key
            for key, title in places.items()
            if meant in {alike(key), alike(title), alike(label(key, title))}
        ]
        if len(found) == 1:
            return found[0]
    message = f"{name} has no {wanted[:60]!r}; it has {listed(places)}"
    raise RefusedError(message)


def listed(places: Mapping[str, str]) -> str:
    """Return the first places in words."""
    words = [label(key, title) for key, title in places.items()]
    rest = f" and {len(words) - SHOWN:,} more" if len(words) > SHOWN else ""
    return ", ".join(words[:SHOWN]) + rest


def label(key: str, title: str) -> str:
    """Return code and name together, or whichever there is."""
    return key if title in {"", key} else f"{key} {title}"


def bare_name(place: str) -> str:
    """Return the name alone: ``Hässleholms kommun`` and ``Hässleholm`` become the same."""
    name = re.sub(r" (?:kommun|stad)$", "", " ".join(place.casefold().split()))
    # A genitive looks like a name that ends in s, so neither keeps it.
    return name.removesuffix("s")


def without_accents(place: str) -> str:
    """Return the name in plain letters, as people type it; Habo and Håbo are the same then."""
    return bare_name(plain_letters(place))


def parts(place: str) -> tuple[str, str]:
    """Return the code and the bare name in a place's label; empty where there is none."""
    found = CODE.search(place)
    code = found[0] if found else ""
    name = bare_name(place.replace(code, " ", 1).strip(" -,")) if code else bare_name(place)
    return code, name


def check_same(one: str, other: str, where: str) -> None:
    """Stop if two sources are about different places.

    Raises
    ------
    RefusedError
        If code or name differ, or neither can be compared.
    """
    (code, name), (other_code, other_name) = parts(one), parts(other)
    if code and other_code:
        same: bool | None = code == other_code
    elif name and other_name:
        same = name == other_name
    else:
        same = None
    if same is None:
        message = (
            f"{where}: can't tell whether {one!r} and {other!r} are the same place: one has only a code, the "
            "other only a name; say the name with --name"
        )
        raise RefusedError(message)
    if not same:
        message = (
            f"{where}: the file is about {one!r}, these figures about {other!r}; use another file, "
            "or --name if it has two names"
        )
        raise RefusedError(message)
