"""Broken tables: whatever may stand in a TOML file, for the tests of what reads one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

QUICK = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
STRANGE = (10**400, "2004-01", "here", "+3", "nan", 1e308, -0.0)
"""Values that readers stumble over more often than over others."""


@dataclass(frozen=True)
class Brokenness:
    """What may stand in a file with some known words.

    Parameters
    ----------
    known
        Words that mean something there, so that what is made gets past the first check.
    """

    known: Iterable[str]

    @property
    def words(self) -> st.SearchStrategy[str]:
        """Known words."""
        return st.sampled_from(tuple(self.known))

    @property
    def keys(self) -> st.SearchStrategy[str]:
        """Known words, and any others."""
        return st.one_of(self.words, st.text(max_size=8))

    @property
    def values(self) -> st.SearchStrategy[Any]:
        """Numbers, texts, dates, and what is stranger."""
        return st.one_of(
            st.integers(-(10**30), 10**30),
            st.integers(0, 9),
            st.floats(),
            st.booleans(),
            st.text(max_size=20),
            st.dates(),
            st.datetimes(),
            st.times(),
            st.sampled_from(STRANGE),
            self.words,
        )

    @property
    def trees(self) -> st.SearchStrategy[Any]:
        """Values, lists and tables of anything."""
        return st.recursive(
            self.values,
            lambda inner: st.one_of(
                st.lists(inner, max_size=4), st.dictionaries(self.keys, inner, max_size=5)
            ),
            max_leaves=10,
        )

    @property
    def tables(self) -> st.SearchStrategy[dict[str, Any]]:
        """Whole files."""
        return st.dictionaries(self.keys, self.trees, max_size=6)

    def spoil(self, tables: dict[str, Any], data: st.DataObject) -> None:
        """Put something else in the place of one value, wherever it stands in the tables."""
        owner: Any = tables
        while isinstance(owner, dict | list) and len(owner) > 0:
            key = data.draw(st.sampled_from(sorted(owner) if isinstance(owner, dict) else range(len(owner))))
            if not isinstance(owner[key], dict | list) or data.draw(st.integers(0, 3)) == 0:
                owner[key] = data.draw(self.trees)
                return
            owner = owner[key]
