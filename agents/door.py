"""Door: of those who ask for assistance, some are granted it.

Who is turned away had another way that the office knew of: a benefit, the employment service, own
means. How many depends on the office: on how well its caseworkers know the town, on whether they
reach the insurance agency and the employment service, and on whether there is time at intake.
Municipalities differ widely in who gets an appointment or a grant (Minas 2005). Where a town's file
does not say which share was turned away, nobody is.

References
----------
Minas, R. (2005). Administrating poverty: studies of intake organization and social assistance in
Sweden. Stockholm University.
"""

import numpy as np
from numpy.typing import NDArray

from tillit.agents.agency import Partner
from tillit.agents.caseworker import Caseworker
from tillit.agents.foundation.behaviours import behaviour

MOST = 0.95
"""Share of those who ask that no office turns away more than."""


@behaviour
def care_at_the_door(worker: Caseworker, reach: NDArray[np.float64]) -> float:
    """Return how well a caseworker finds another way for who asks, 0 to 1: in time, knowing, reaching."""
    reached = max(reach[Partner.INSURANCE_AGENCY], reach[Partner.EMPLOYMENT_SERVICE])
    care: float = (1.0 - worker.late) * worker.local * reached
    return care


@behaviour
def turned_away(usually: float, care: float, before: float) -> float:
    """Return the share of those who ask that is turned away this month.

    Parameters
    ----------
    usually
        The share as the town was.
    care, before
        Mean care at the door last month, and as the town was; see `care_at_the_door`.
    """
    return min(MOST, usually * care / before) if before > 0.0 else usually
