"""Ending: what lasts some months counts down, and what happened once is forgotten."""

from tillit.agents.foundation.behaviours import stage
from tillit.agents.office import Office
from tillit.agents.place import Place
from tillit.agents.population import grow_and_age


@stage
def end_measures(office: Office) -> None:
    """Count down a unit's reorganisation, training and measures."""
    office.moved = 0.0
    office.wave = 0.0
    office.reorganising = max(0, office.reorganising - 1)
    office.teaching_months = max(0, office.teaching_months - 1)
    office.arriving_months = max(0, office.arriving_months - 1)
    office.mapping_months = max(0, office.mapping_months - 1)
    if office.mapping_months == 0:
        office.mapping_hours = 0.0
    office.remote_months = max(0, office.remote_months - 1)
    if office.remote_months == 0:
        office.remote = 0.0
    office.upset_now = 0
    office.upset_contacts = 0.0
    office.upset_months = max(0, office.upset_months - 1)
    if office.upset_months == 0:
        office.upset_partners = 0
        office.upset_capacity = 0.0


@stage
def end_of_month(place: Place) -> None:
    """Let the labour market recover, the population change, and the next month begin."""
    place.market += place.recovery * (1.0 - place.market)
    grow_and_age(place)
    place.month += 1
