"""An id belongs to one person only, in all worlds."""

from tests.agents.in_python import in_python
from tillit.agents.foundation.identity import GROUP_BITS, NUMBER_BITS, Kind, identity
from tillit.agents.foundation.luck import MONTH_BITS, PERSON_BITS

NUMBERS = (0, 1, 2**NUMBER_BITS - 1)
GROUPS = (0, 1, 2**GROUP_BITS - 1)


def test_kind_group_and_number_make_a_person() -> None:
    ids = {
        in_python(identity)(kind, group, number) for kind in Kind for group in GROUPS for number in NUMBERS
    }
    assert len(ids) == len(Kind) * len(GROUPS) * len(NUMBERS)


def test_every_id_fits_into_the_key_of_a_draw() -> None:
    assert in_python(identity)(Kind.TOWN, 0, 0) >= 0
    assert in_python(identity)(max(Kind), GROUPS[-1], NUMBERS[-1]) < 2**PERSON_BITS


def test_there_is_a_group_for_each_month_and_each_holder() -> None:
    assert 2**GROUP_BITS >= 2**MONTH_BITS
