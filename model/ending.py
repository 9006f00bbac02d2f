"""Ending: measures that last some months count down, and end."""

from tillit.agents.foundation.behaviours import stage
from tillit.agents.office import Office


@stage
def end_measures(office: Office) -> None:
    """Count down the mapping, meetings at a distance, and partners' reorganisations."""
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
