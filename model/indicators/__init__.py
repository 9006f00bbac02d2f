"""Indicators: what is made of the counts and the ledger, each with unit, formula and labels."""

from model.indicators.assistance import ASSISTANCE
from model.indicators.child_unit import CHILD_UNIT
from model.indicators.children import CHILDREN
from model.indicators.exits import EXITS
from model.indicators.indicator import Indicator, Observed
from model.indicators.money import MONEY
from model.indicators.staff import STAFF
from model.indicators.trust import TRUST

__all__ = ["INDICATORS", "Indicator", "Observed"]

INDICATORS: dict[str, Indicator] = {
    it.name: it for it in (*MONEY, *ASSISTANCE, *EXITS, *STAFF, *TRUST, *CHILDREN, *CHILD_UNIT)
}
"""All indicators by name, in the order of tables."""
