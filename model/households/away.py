"""Away: households that left assistance, and may come back.

Most months nothing happens to them. A household is looked at in the months in which it may come
back, and when its time in the employment programme is over; see `returning`. One with no such
month left gives up its row at once, and is only counted until the office forgets it.
"""

from tillit.agents.case import YEAR
from tillit.agents.client import DESTINATIONS, OBSTACLES, Client, Destination, State
from tillit.agents.foundation.behaviours import chapter, stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.returning import (
    come_back,
    last_month,
    look_ahead,
    return_risk,
    weigh_returns,
    weigh_worst_returns,
)
from tillit.agents.tie import cut, lose_trust
from tillit.model.books.counts import Count
from tillit.model.households.lists import draw_lots, list_due, take_batch
from tillit.model.households.year import observe_remembered, pass_months, remember
from tillit.model.now import Now
from tillit.model.town.arrays import AHEAD, BATCH, Town


@stage
def await_returns(town: Town, now: Now) -> None:
    """Let those who left come back, stay away, or be forgotten."""
    office = town.assistance.office
    list_due(town, now.luck.month)
    for obstacle in range(OBSTACLES):
        town.returned[obstacle] = 0
    weigh_returns(town.routes, now.place.market, now.parameters.returning)
    weigh_worst_returns(town.worst, now.parameters.returning)
    for first in range(0, office.away, BATCH):
        many = take_batch(town, town.away, first, office.away)
        draw_lots(town, 0, many, Decision.RETURN, now.luck)
        for place in range(many):
            row = town.away[first + place]
            _stay_away(town, row, town.households[row], town.lots[0, place], now)
    forget(town, now)
    observe_remembered(town.remembered, now)


@chapter
def go_away(town: Town, row: int, client: Client, now: Now) -> None:
    """Begin the time away, at the end of the last month on assistance."""
    remember(town.remembered, client, 1, 1)
    plan(town, row, client, now)


@stage
def plan(town: Town, row: int, client: Client, now: Now) -> None:
    """Wait for the next month in which something may happen, or give up the row if there is none."""
    p = now.parameters.returning
    greatest = return_risk(client, town.worst, now.mechanisms.durability, p)
    due = look_ahead(town.ahead, client, greatest, now.luck, p)
    if client.destination == Destination.SUBSIDISED_WORK:
        due = min(due, client.left + town.assistance.office.programme_months)
    elif due > last_month(client, p):
        town.forgotten[due % AHEAD, client.destination] += 1
        _give_up_row(town, row, client)
    client.due = due


@stage
def forget(town: Town, now: Now) -> None:
    """Forget those of whom the office hears no more.

    A measure's time is over by then; work and benefits last, and end one day without anybody
    telling the office. Of so many only how many are left is expected, the same in all worlds.
    """
    month = now.luck.month % AHEAD
    for destination in range(DESTINATIONS):
        gone = town.forgotten[month, destination]
        town.supported[destination] -= gone
        measure = destination == Destination.ACTIVITY_SUPPORT or destination == Destination.STUDIES
        town.lasting[destination] *= 1.0 - now.parameters.returning.ending
        town.lasting[destination] += 0.0 if measure else gone
    town.forgotten[month] = 0


@stage
def _stay_away(town: Town, row: int, client: Client, lot: float, now: Now) -> None:
    """Come back, stay away for longer, or be forgotten."""
    _move_on(town, client, now)
    p = now.parameters.returning
    if now.luck.month > last_month(client, p):
        if client.destination == Destination.SUBSIDISED_WORK:
            town.supported[Destination.SUBSIDISED_WORK] -= 1
        _give_up_row(town, row, client)
    elif lot < return_risk(client, town.routes, now.mechanisms.durability, p):
        _apply_again(town, row, client, now)
    else:
        plan(town, row, client, now)


@stage
def _apply_again(town: Town, row: int, client: Client, now: Now) -> None:
    """Come back to assistance."""
    away = now.luck.month - client.left
    remember(town.remembered, client, away, -1)
    pass_months(client, away - 1)
    town.supported[client.destination] -= 1
    now.tally[Count.RETURNS] += 1
    if away <= YEAR:
        now.tally[Count.EARLY_RETURNS] += 1
    if now.place.balance == 1:
        town.leavers[client.obstacle] -= 1
        town.returned[client.obstacle] += 1
    lose_trust(town.ties[row], min(1.0, now.parameters.bonds.fading * away))
    client.age += away - 1
    come_back(client, now.parameters.returning)
    client.state = State.ASSISTED


@stage
def _move_on(town: Town, client: Client, now: Now) -> None:
    """Go from the employment programme, when its time is over, to ordinary work."""
    over = now.luck.month - client.left >= town.assistance.office.programme_months
    if client.destination == Destination.SUBSIDISED_WORK and over:
        town.supported[Destination.SUBSIDISED_WORK] -= 1
        town.supported[Destination.WORK] += 1
        client.destination = Destination.WORK


@stage
def _give_up_row(town: Town, row: int, client: Client) -> None:
    """Give up the row of a household that does not come back; a later application would count as new."""
    client.state = State.ABSENT
    cut(town.ties[row])
    town.assistance.office.gone += 1
