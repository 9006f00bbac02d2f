"""Indicators: what is made of the counts and the ledger, each with unit, formula and labels."""

from tillit.model.indicators.assistance import ASSISTANCE
from tillit.model.indicators.child_unit import CHILD_UNIT
from tillit.model.indicators.children import CHILDREN
from tillit.model.indicators.exits import EXITS
from tillit.model.indicators.indicator import Indicator, Observed
from tillit.model.indicators.money import MONEY
from tillit.model.indicators.staff import STAFF
from tillit.model.indicators.trust import TRUST

__all__ = ["INDICATORS", "Indicator", "Observed"]

INDICATORS: dict[str, Indicator] = {
    it.name: it for it in (*MONEY, *ASSISTANCE, *EXITS, *STAFF, *TRUST, *CHILDREN, *CHILD_UNIT)
}
"""All indicators by name, in the order of tables."""
