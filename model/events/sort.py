"""Sort: what an event acts on, so that a simpler model can keep some events and leave others out."""

from enum import StrEnum


class Sort(StrEnum):
    """What an event acts on."""

    STAFF = "staff and organisation"
    """How many there are, what they can do, and how they are organised."""
    PARTNERS = "work with partners"
    """What the town does together with others, or offers itself."""
    CONTROL = "demands and control"
    """What is demanded of households, and how it is checked."""
    DECISIONS = "faster decisions"
    """Statutory work that machines or administrators take over."""
    SURROUNDINGS = "surroundings"
    """What nobody in the office did: labour market, arrivals, prices."""
