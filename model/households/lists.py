"""Lists: the households on assistance this month, those who may come back in it, and their luck.

Both kinds of households lie between each other, in order of arrival. Which
kind the next one is, a processor can only guess; a list that is written without
asking costs less than its wrong guesses. Their luck is drawn some hundred at a
time, because a processor draws several numbers at once if nothing else is to do.
"""

from tillit.agents.client import Client, State
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.luck import Luck, uniforms
from tillit.model.town.arrays import BATCH, Rowlist, Town


@stage
def list_households(town: Town, month: int) -> None:
    """List the rows of those on assistance, and of those away whose month it is, in order of arrival."""
    office = town.assistance.office
    assisted = 0
    away = 0
    for row in range(office.rows):
        client: Client = town.households[row]
        state = client.state
        # Written for everybody, and written over unless the row counts.
        town.assisted[assisted] = row
        town.away[away] = row
        assisted += (state == State.ASSISTED) | (state == State.PLACED)
        away += (state == State.AWAY) & (client.due == month)
    office.assisted = assisted
    office.away = away
    office.back = 0


@stage
def note_return(town: Town, row: int) -> None:
    """Note that a household came back, over an entry of `away` that was read already."""
    office = town.assistance.office
    town.away[office.back] = row
    office.back += 1


@stage
def merge_returned(town: Town) -> None:
    """Merge returned households into the monthly list, which stays sorted by arrival."""
    office = town.assistance.office
    here = office.assisted - 1
    back = office.back - 1
    office.assisted += office.back
    for place in range(office.assisted - 1, -1, -1):
        if here < 0 or (back >= 0 and town.away[back] > town.assisted[here]):
            town.assisted[place] = town.away[back]
            back -= 1
        else:
            town.assisted[place] = town.assisted[here]
            here -= 1


@stage
def take_batch(town: Town, rows: Rowlist, first: int, last: int) -> int:
    """Take the next listed households together, for their luck; return how many they are."""
    many = min(BATCH, last - first)
    for place in range(many):
        town.batch[place] = town.households[rows[first + place]].person
    return many


@stage
def draw_lots(town: Town, slot: int, many: int, decision: int, luck: Luck) -> None:
    """Draw for one decision of all households of the batch."""
    uniforms(town.lots[slot][:many], luck, town.batch[:many], decision)
