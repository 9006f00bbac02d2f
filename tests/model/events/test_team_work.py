"""Team work: two know a case; trust outlives one of them, at the price of hours."""

from tests.agents.in_python import in_python, row
from tests.model.events.worlds import TOWN, pairs, rises, untouched
from tillit.agents.handover import Handover, handed_over
from tillit.agents.office import Office
from tillit.agents.tie import Tie


def test_colleagues_get_to_know_each_other() -> None:
    assert rises(pairs("team_work", share=1.0, hours=0.0).change("colleague_trust"))


def test_more_trust_is_kept_at_a_handover() -> None:
    offices = (row(Office, shared_cases=share, second_keeps=0.5) for share in (0.0, 0.5, 1.0))
    kept = [in_python(handed_over)(row(Tie, trust=0.8), office, 1, Handover()) for office in offices]
    assert kept == sorted(kept)
    assert kept[0] == 0.8 * Handover().kept
    assert kept[2] <= 0.8


def test_it_takes_hours() -> None:
    assert rises(pairs("team_work").change("statutory_time"))


def test_ties_to_partners_do_not_notice_but_through_turnover_and_reach() -> None:
    off = {f"mechanisms.{name}": False for name in ("handover", "reach", "stress_turnover")}
    free = TOWN.variant(off)
    assert untouched(pairs("team_work", free, hours=0.0).change("agency_trust"))
    assert untouched(pairs("team_work", free, hours=0.0).change("employer_trust"))
