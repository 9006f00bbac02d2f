"""Overrides: which explanations act, and parameters of the theory that a file changes."""

from collections.abc import Mapping

from tillit.agents.mechanisms import Mechanisms
from tillit.model.scenarios.errors import shown, unknown
from tillit.model.scenarios.schema import switch

ALL_ON = Mechanisms()
"""The theory as it is, with every explanation acting."""

MOST_PARAMETERS = 500
"""More than there are; looking for the nearest name of each takes time."""


def checked_mechanisms(table: object, problems: list[str], before: Mechanisms = ALL_ON) -> Mechanisms:
    """Return the mechanisms with some of them switched off or on."""
    if not isinstance(table, Mapping):
        problems.append(f"[mechanisms] must be a table, not {shown(table)}")
        return before
    switches: dict[str, int] = {}
    for name, value in table.items():
        if name not in Mechanisms._fields:
            problems.append(unknown("[mechanisms]", name, Mechanisms._fields))
            continue
        try:
            switches[name] = int(switch(value))
        except ValueError as error:
            problems.append(f"[mechanisms]: {name} = {shown(value)}: {error}")
    return before._replace(**switches)


def checked_parameters(table: object, problems: list[str]) -> tuple[tuple[str, float], ...]:
    """Return the changed parameters, each in the range that its declaration gives."""
    if not isinstance(table, Mapping):
        problems.append(f"[parameters] must be a table, not {shown(table)}")
        return ()
    flat = _flattened(table)
    if len(flat) > MOST_PARAMETERS:
        problems.append(f"[parameters] has {len(flat):,} values; there are fewer parameters than that")
        return ()
    if not flat:
        return ()
    from tillit.model.assumptions import ParameterError, checked  # noqa: PLC0415 - lazy: reads all source files

    changed: dict[str, float] = {}
    for name, value in flat.items():
        try:
            changed[name] = checked(name, value)
        except ParameterError as error:
            problems.append(f"[parameters]: {error}")
        except OverflowError:
            problems.append(f"[parameters]: {name} = {shown(value)}: must be a number")
    return tuple(sorted(changed.items()))


def _flattened(table: Mapping[str, object]) -> dict[str, object]:
    """Return ``group.name`` for values in tables of their group; TOML reads a dot without quotes as one."""
    flat: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            flat |= {f"{name}.{field}": inner for field, inner in value.items()}
        else:
            flat[name] = value
    return flat
