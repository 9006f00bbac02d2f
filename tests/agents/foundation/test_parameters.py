"""Every number of the theory is declared once, with unit, range, source and grade."""

import re
from typing import Annotated, NamedTuple

import pytest

from tillit.agents.foundation.parameters import Declaration, Grade, Par, declarations
from tillit.agents.hours import Hours
from tillit.model.assumptions import DECLARED, Assumptions


@pytest.mark.parametrize("declaration", DECLARED.values(), ids=DECLARED)
def test_every_parameter_says_what_it_is(declaration: Declaration) -> None:
    par = declaration.par
    assert par.unit
    assert par.source
    assert isinstance(par.grade, Grade)
    assert declaration.doc.endswith(".")
    assert par.low < par.high
    assert par.low <= declaration.default <= par.high
    assert type(declaration.default) is declaration.kind
    assert declaration.kind in {float, int}


@pytest.mark.parametrize("declaration", DECLARED.values(), ids=DECLARED)
def test_every_source_says_who_or_that_nobody_does(declaration: Declaration) -> None:
    assert re.search(r": \w|no published \w|no source looked up", declaration.par.source)


def test_every_field_of_every_group_is_declared() -> None:
    groups = Assumptions._field_defaults
    names = {f"{group}.{name}" for group, value in groups.items() for name in value._fields}
    assert names == DECLARED.keys()


def test_a_group_is_called_like_its_class_in_the_declaration() -> None:
    assert {declaration.group for declaration in declarations(Hours)} == {"hours"}


def test_docstrings_below_fields_are_read() -> None:
    first = next(declarations(Hours))
    assert (first.name, first.kind) == ("month", float)
    assert first.doc == "Hours that a full-time caseworker is at work."


class Undocumented(NamedTuple):
    """A group whose field has no docstring."""

    pace: Annotated[float, Par("share", 0.0, 1.0, "nobody", Grade.ASSUMED)] = 0.5


class WithoutDefault(NamedTuple):
    """A group whose field has no default."""

    pace: Annotated[float, Par("share", 0.0, 1.0, "nobody", Grade.ASSUMED)]
    """A pace."""


class WithoutPar(NamedTuple):
    """A group whose field has no declaration."""

    pace: float = 0.5
    """A pace."""


@pytest.mark.parametrize("group", [Undocumented, WithoutDefault, WithoutPar])
def test_incomplete_declarations_are_refused(group: type) -> None:
    with pytest.raises(TypeError, match=r"pace needs a Par, a default and a docstring"):
        list(declarations(group))
