"""Factors of a design file: what varies, within what its declaration allows."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.known_factors import Known, known_factors
from tillit.experiments.sweep.schema import FactorTable
from tillit.model.events.size import written
from tillit.model.scenarios.errors import checked, cut, nearest, shown

WILD = "*"


def read_factors(raw: object, problems: list[str]) -> tuple[Factor, ...]:
    """Return the factors in the order of the file; a name of its own goes before a wildcard.

    Parameters
    ----------
    raw
        What the file has under ``[factors]``.
    problems
        Where to put what is wrong.
    """
    if not isinstance(raw, Mapping):
        return ()  # the schema has said so
    found: dict[str, Factor] = {}
    for name, table in entries(raw, "", problems):
        if WILD in name:
            found = wildcard(name, table, problems) | found
        elif (factor := read_factor(name, table, problems)) is not None:
            found[name] = factor
    return tuple(found.values())


def entries(table: Mapping[str, object], outer: str, problems: list[str]) -> Iterator[tuple[str, object]]:
    """Yield names and what is said of them; TOML reads a dot without quotes as a table in a table."""
    known = known_factors()
    for key, value in table.items():
        name = f"{outer}{key}"
        if name in known or WILD in name:
            yield name, value
        elif isinstance(value, Mapping) and any(it.startswith(f"{name}.") for it in known):
            yield from entries(value, f"{name}.", problems)
        else:
            problems.append(f"[factors]: there is nothing {cut(repr(name), 80)} to vary; {hint(name)}")


def hint(name: str) -> str:
    """Return what may have been meant."""
    found = nearest(name, known_factors())
    if found.startswith("known"):
        return (
            "`tillit parameters` lists parameters; others are staff.posts, setting.inflow, town.households …"
        )
    return found


def wildcard(name: str, table: object, problems: list[str]) -> dict[str, Factor]:
    """Return all parameters that a name with a star stands for, each over its own range."""
    if table != {}:
        problems.append(
            f"[factors]: {cut(name, 80)} stands for several, each with its declared range; "
            "write it as = {}, and the ones with another range by their own names"
        )
    found = {
        it: known.factor
        for it, known in known_factors().items()
        if it.startswith(("parameters.", "mechanisms.")) and fnmatchcase(it, name)
    }
    if not found:
        groups = sorted(
            {it.rpartition(".")[0] + ".*" for it in known_factors() if it.startswith("parameters.")}
        )
        problems.append(f"[factors]: {cut(name, 80)} stands for no parameter; {nearest(name, groups)}")
    return found


def read_factor(name: str, raw: object, problems: list[str]) -> Factor | None:
    """Return one factor, over the range that the file gives or else its declaration."""
    if not isinstance(raw, Mapping):
        wanted = "a table such as { low = 1, high = 2 } or { values = [1, 2] }"
        problems.append(f"[factors]: {name} = {shown(raw)}: must be {wanted}")
        return None
    table = checked(FactorTable, raw, f"[factors] {name}", problems)
    if table is None:
        return None
    known = known_factors()[name]
    given = table.low is not None or table.high is not None
    if table.values is not None and given:
        problems.append(f"[factors]: {name} needs either values, or low and high, not both")
        return None
    if table.values is not None:
        return with_values(known, table.values, problems)
    return with_range(known, table.low, table.high, problems)


def with_range(known: Known, low: float | None, high: float | None, problems: list[str]) -> Factor | None:
    """Return a factor that takes every value in a range."""
    it = known.factor
    if not known.plausible and (low is None or high is None):
        problems.append(f"[factors]: {it.name} needs low and high (or values), within {allowed(known)}")
        return None
    low, high = it.low if low is None else low, it.high if high is None else high
    wrong = [problem for value in (low, high) for problem in wrong_value(known, value)]
    if not wrong and low >= high:
        wrong.append(f"{it.name}: low = {low:g} must be less than high = {high:g}")
    problems += [f"[factors]: {problem}" for problem in wrong]
    return None if wrong else known.between(low, high)


def with_values(known: Known, values: list[float], problems: list[str]) -> Factor | None:
    """Return a factor that takes only some values."""
    wrong = [problem for value in values for problem in wrong_value(known, value)]
    if len(set(values)) < len(values):
        wrong.append(f"{known.factor.name}: a value is there twice")
    problems += [f"[factors]: {problem}" for problem in wrong]
    return None if wrong else known.between(min(values), max(values), tuple(float(it) for it in values))


def wrong_value(known: Known, value: float) -> list[str]:
    """Return what is wrong with a value of a factor, if anything is."""
    it = known.factor
    whole = it.whole and value != int(value)
    if it.low <= value <= it.high and not whole:
        return []
    return [
        f"{it.name} = {shown(value)}: must be {'a whole number within ' if it.whole else ''}{allowed(known)}"
    ]


def allowed(known: Known) -> str:
    """Return the range that the declaration gives, and who says so."""
    it = known.factor
    source = f" ({it.source})" if it.source else ""
    return f"{written(it.low)} to {written(it.high)} {it.unit}{source}"
