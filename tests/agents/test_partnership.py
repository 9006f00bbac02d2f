"""A caseworker's own ties to agencies, employers and colleagues."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share, values
from tillit.agents.agency import Agency
from tillit.agents.caseworker import Caseworker
from tillit.agents.employer import Employer
from tillit.agents.foundation.luck import Luck
from tillit.agents.handover import Handover
from tillit.agents.office import Office
from tillit.agents.partnership import (
    Partnerships,
    contact_agency,
    contact_chance,
    contact_employer,
    find_employer,
    know_colleague,
    lose_contacts,
    meet_contact_person,
    pass_on,
    remember,
    work_together,
)
from tillit.agents.tie import NOBODY, Bonds, Tie
from tillit.model.events.joint_steering import JointSteering

P, BONDS = Partnerships(), Bonds()
BOTH, ONE = True, False


def steered_by(meetings: float) -> Office:
    """Return an office with a joint steering group, or with none."""
    office = row(Office)
    JointSteering(month=1, meetings=meetings, joint=0.5).happen(office)
    return office


def test_joint_steering_takes_losses_away_but_not_more_than_all() -> None:
    taken = [steered_by(meetings).joint for meetings in (0.0, 6.0, 52.0)]
    assert taken == [0.0, 0.5, 1.0]


def test_hours_for_contacts_are_spread_over_the_partners() -> None:
    p = P._replace(hours=2.0)
    assert in_python(contact_chance)(row(Caseworker, outward=12.0), 12, p) == pytest.approx(0.5)
    assert in_python(contact_chance)(row(Caseworker, outward=0.0), 12, p) == 0.0
    assert in_python(contact_chance)(row(Caseworker, outward=400.0), 12, p) == 1.0


def contacted(chance: float, introduced: float = 0.0, meetings: float = 0.0) -> float:
    """Return a trust of a half in an agency after a month."""
    tie = row(Tie, trust=0.5)
    office = steered_by(meetings)
    in_python(contact_agency)(row(Caseworker), row(Agency), tie, introduced, chance, office, LUCK, P, BONDS)
    return float(tie.trust)


def test_a_contact_with_an_agency_builds_trust_and_none_lets_it_fade() -> None:
    assert contacted(1.0) == pytest.approx(0.5 + 0.5 * BONDS.rapport)
    assert contacted(0.0) == pytest.approx(0.5 * (1.0 - BONDS.fading))
    assert contacted(0.0) < contacted(0.0, meetings=6.0) < 0.5


def test_who_is_introduced_by_a_colleague_builds_trust_faster() -> None:
    full = BONDS.rapport + (1.0 - BONDS.rapport) * P.delegation
    assert contacted(1.0, introduced=1.0) == pytest.approx(0.5 + 0.5 * full)
    assert contacted(1.0) < contacted(1.0, introduced=0.5) < contacted(1.0, introduced=1.0) < 1.0


def test_an_introduction_without_a_contact_builds_nothing() -> None:
    assert contacted(0.0, introduced=1.0) == contacted(0.0)


def test_the_next_contact_person_takes_over_a_share() -> None:
    tie = row(Tie, other=5, trust=0.8, meetings=9)
    in_python(meet_contact_person)(tie, 6, 2, row(Office), 1, LUCK, Handover())
    assert (tie.other, tie.seat, tie.meetings) == (6, 2, 0)
    assert tie.trust == pytest.approx(0.8 * Handover().kept)


def test_the_same_contact_person_changes_nothing() -> None:
    tie = row(Tie, other=5, trust=0.8, meetings=9)
    before = values(tie)
    in_python(meet_contact_person)(tie, 5, 2, row(Office), 1, LUCK, Handover())
    assert values(tie) == before


@pytest.mark.parametrize(("other", "handover"), [(NOBODY, 1), (5, 0)])
def test_a_first_contact_or_no_handover_begins_at_nothing(other: int, handover: int) -> None:
    tie = row(Tie, other=other, trust=0.8)
    in_python(meet_contact_person)(tie, 6, 2, steered_by(12.0), handover, LUCK, Handover())
    assert tie.trust == 0.0


def handed_to_a_successor(kept: float) -> Tie:
    """Return a tie to partner 5 after a month without anybody on the post."""
    tie = row(Tie, other=5, seat=2, trust=0.8, meetings=9)
    in_python(pass_on)(tie, kept, BONDS)
    return tie


def test_a_tie_is_passed_on_in_part_and_fades_until_somebody_comes() -> None:
    left, waiting = handed_to_a_successor(0.25), handed_to_a_successor(1.0)
    assert left.trust == pytest.approx(0.8 * 0.25 * (1.0 - BONDS.fading))
    assert waiting.trust == pytest.approx(0.8 * (1.0 - BONDS.fading))
    assert (left.other, waiting.other) == (5, 5)


def test_a_tie_of_which_nothing_is_kept_is_cut_and_none_comes_of_nothing() -> None:
    cut = handed_to_a_successor(0.0)
    assert (cut.other, cut.trust) == (NOBODY, 0.0)
    nobody = row(Tie, other=NOBODY)
    before = values(nobody)
    in_python(pass_on)(nobody, 0.5, BONDS)
    assert values(nobody) == before


def test_an_employer_counts_only_the_contacts_that_were_made() -> None:
    employer = row(Employer, contacted=0.5)
    in_python(contact_employer)(row(Caseworker), employer, row(Tie), 0, 1.0, LUCK, P, BONDS)
    assert employer.contacted == 1.5
    in_python(contact_employer)(row(Caseworker), employer, row(Tie), 0, 0.0, LUCK, P, BONDS)
    assert employer.contacted == 1.5


def test_an_employer_with_bad_memories_trusts_more_slowly() -> None:
    good, bad, missed = (row(Tie, trust=0.5) for _ in range(3))
    contact = in_python(contact_employer)
    contact(row(Caseworker), row(Employer, memory=1.0), good, 0, 1.0, LUCK, P, BONDS)
    contact(row(Caseworker), row(Employer, memory=0.0), bad, 0, 1.0, LUCK, P, BONDS)
    contact(row(Caseworker), row(Employer, memory=1.0), missed, 0, 0.0, LUCK, P, BONDS)
    assert good.trust == pytest.approx(0.5 + 0.5 * BONDS.rapport)
    assert good.trust > bad.trust > 0.5 > missed.trust


def found(tie: Tie, chance: float) -> list[int]:
    """Return the employers that many caseworkers find among nine."""
    workers = (row(Caseworker, person=person) for person in PEOPLE)
    return [in_python(find_employer)(worker, tie, 2, 9, chance, LUCK) for worker in workers]


def test_empty_pages_are_filled_as_often_as_there_is_time_and_with_any_employer() -> None:
    rows = found(row(Tie, other=NOBODY), 0.5)
    assert set(rows) == {NOBODY, *range(9)}
    assert share([it != NOBODY for it in rows]) == pytest.approx(0.5, abs=NEAR)


def test_written_pages_and_caseworkers_without_time_find_nobody() -> None:
    assert set(found(row(Tie, other=5), 1.0)) == {NOBODY}
    assert set(found(row(Tie, other=NOBODY), 0.0)) == {NOBODY}


def test_employers_remember_the_newest_placement_most() -> None:
    employer = row(Employer, memory=0.5)
    in_python(remember)(employer, 1.0, P)
    assert employer.memory == pytest.approx(0.5 + 0.5 * P.patience)
    for _ in range(500):
        in_python(remember)(employer, 0.0, P)
    assert 0.0 <= employer.memory < 0.01


def test_colleagues_get_to_know_each_other_only_while_both_are_here() -> None:
    here, away = row(Tie, trust=0.5), row(Tie, trust=0.5)
    in_python(work_together)(here, BOTH, row(Office), BONDS, LUCK)
    in_python(work_together)(away, ONE, row(Office), BONDS, LUCK)
    assert here.trust == pytest.approx(0.5 + 0.5 * BONDS.rapport)
    assert away.trust == pytest.approx(0.5 * (1.0 - BONDS.fading))


def test_a_new_colleague_is_a_stranger_and_an_old_one_is_not() -> None:
    tie = row(Tie, other=8, trust=0.7)
    in_python(know_colleague)(tie, row(Caseworker, person=8), 1, LUCK)
    assert tie.trust == 0.7
    in_python(know_colleague)(tie, row(Caseworker, person=9), 1, LUCK)
    assert (tie.other, tie.trust) == (9, 0.0)


def cut_off(moved: float, luck: Luck = LUCK) -> float:
    """Return how often a reorganisation cuts a contact."""
    ties = []
    for person in PEOPLE:
        ties.append(row(Tie, other=5))
        in_python(lose_contacts)(row(Caseworker, person=person), ties[-1], 3, moved, luck)
    return share([tie.other == NOBODY for tie in ties])


def test_reorganisation_cuts_its_share_of_contacts_and_none_without() -> None:
    assert cut_off(0.4) == pytest.approx(0.4, abs=NEAR)
    assert (cut_off(0.0), cut_off(1.0)) == (0.0, 1.0)
