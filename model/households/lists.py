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
def list_due(town: Town, month: int) -> None:
    """List the rows of those who are away and whose month it is, in order of arrival."""
    office = town.assistance.office
    due = 0
    for row in range(office.rows):
        client: Client = town.households[row]
        # Written for everybody, and written over unless the row counts.
        town.away[due] = row
        due += (client.state == State.AWAY) & (client.due == month)
    office.away = due


@stage
def list_assisted(town: Town) -> None:
    """List the rows of those on assistance, those who just came back among them, in order of arrival."""
    office = town.assistance.office
    assisted = 0
    for row in range(office.rows):
        state = town.households[row].state
        town.assisted[assisted] = row
        assisted += (state == State.ASSISTED) | (state == State.PLACED)
    office.assisted = assisted


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
