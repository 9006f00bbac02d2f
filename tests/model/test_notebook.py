"""A notebook shows a town as a small table that needs nothing else."""

import re
from html.parser import HTMLParser

import pytest

from tests.model.small_towns import collected, only_children, village
from tillit.model import Municipality


def shown(town: Municipality) -> str:
    """Return what a notebook shows of a town."""
    return town._repr_html_()


def lived(months: int, *, children: int = 0) -> Municipality:
    """Return a village after some months."""
    town = Municipality(scenario=village(children=children), seed=1, months=30)
    for _ in range(months):
        town.step()
    return town


def cells(town: Municipality, label: str) -> list[str]:
    """Return the cells beside a label."""
    (row,) = re.findall(rf"<tr><th>{label}</th>(.*?)</tr>", shown(town))
    return re.findall(r"<td[^>]*>(.*?)</td>", row)


class Balance(HTMLParser):
    """Notes which tags are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("months", [0, 1, 12, 13, 25])
def test_every_tag_is_closed_and_nothing_is_fetched(months: int) -> None:
    page = shown(lived(months, children=20))
    parser = Balance()
    parser.feed(page)
    assert parser.open == []
    assert not re.search(r"src=|href=|url\(|<script", page)
    assert len(page) < 5000


def test_before_the_first_month_there_is_a_title_and_no_table() -> None:
    page = shown(lived(0))
    assert "A village" in page
    assert "30 months to live, seed 1" in page
    assert "<table" not in page


def test_in_the_first_year_there_is_one_column_and_after_it_two() -> None:
    assert "month 5 of 30, seed 1" in shown(lived(5))
    assert len(cells(lived(5), "Posts")) == len(["months 1-5", "unit"])
    later = lived(25)
    assert "months 1-12" in shown(later)
    assert "months 14-25" in shown(later)
    assert cells(later, "Posts") == ["3", "3", "posts"]


def test_the_figures_are_those_of_the_indicators() -> None:
    town = lived(25)
    frame = collected(town)
    first, last = frame["payments"][:12].mean(), frame["payments"][-12:].mean()
    assert cells(town, "Payments of assistance") == [f"{first:,.0f}", f"{last:,.0f}", "SEK/month"]
    assert cells(town, "Turnover")[1] == f"{frame['turnover'].iloc[-1]:.3g}"


def test_each_unit_that_the_town_has_is_shown() -> None:
    both = shown(lived(2, children=20))
    assert "Households on assistance" in both
    assert "Placed children" in both
    assert "Placed children" not in shown(lived(2))
    children = Municipality(scenario=only_children(), seed=1)
    children.step()
    assert "Households on assistance" not in shown(children)
    assert "Placed children" in shown(children)


def test_a_title_cannot_bring_in_tags() -> None:
    scenario = village().variant({"town.title": "<script>alert(1)</script> & Co"})
    page = shown(Municipality(scenario=scenario, seed=1))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co" in page


def test_the_towns_own_currency_is_named() -> None:
    town = Municipality(scenario=village().variant({"town.currency": "EUR"}), seed=1)
    town.step()
    assert cells(town, "Payments of assistance")[1] == "EUR/month"


def test_looking_changes_nothing() -> None:
    looked, alone = lived(3), lived(3)
    shown(looked)
    looked.step()
    alone.step()
    assert looked.town.counts.tobytes() == alone.town.counts.tobytes()
