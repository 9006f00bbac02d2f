"""Roll: who is on assistance this month, who is away, and their luck.

Both kinds of households lie between each other, in order of arrival. Which
kind the next one is, a processor can only guess; a list that is written without
asking costs less than its wrong guesses. Their luck is drawn some hundred at a
time, because a processor draws several numbers at once if nothing else is to do.
"""

from tillit.agents.client import State
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.luck import Luck, uniforms
from tillit.agents.office import Office
from tillit.model.town import HANDFUL, Rowlist, Town


@stage
def call_roll(town: Town) -> None:
    """List the rows of those on assistance, and of those who are away, in order of arrival."""
    office: Office = town.office[0]
    on_roll = 0
    away = 0
    for row in range(office.rows):
        state = town.clients[row].state
        # Written for everybody, and written over unless the row counts.
        town.roll[on_roll] = row
        town.away[away] = row
        on_roll += (state == State.ASSISTED) | (state == State.PLACED)
        away += state == State.AWAY
    office.on_roll = on_roll
    office.away = away
    office.back = 0


@stage
def report_back(town: Town, row: int) -> None:
    """Note that a household came back, in the place of one whom nobody calls again this month."""
    office: Office = town.office[0]
    town.away[office.back] = row
    office.back += 1


@stage
def fall_in(town: Town) -> None:
    """Let those who came back take their places on the roll, in order of arrival."""
    office: Office = town.office[0]
    here = office.on_roll - 1
    back = office.back - 1
    office.on_roll += office.back
    for place in range(office.on_roll - 1, -1, -1):
        if here < 0 or (back >= 0 and town.away[back] > town.roll[here]):
            town.roll[place] = town.away[back]
            back -= 1
        else:
            town.roll[place] = town.roll[here]
            here -= 1


@stage
def call_up(town: Town, rows: Rowlist, first: int, last: int) -> int:
    """Call up a handful of the households that are listed; return how many came."""
    many = min(HANDFUL, last - first)
    for place in range(many):
        town.called[place] = town.clients[rows[first + place]].person
    return many


@stage
def draw_lots(town: Town, slot: int, many: int, decision: int, luck: Luck) -> None:
    """Draw for one decision of all who were called up."""
    uniforms(town.lots[slot][:many], luck, town.called[:many], decision)
