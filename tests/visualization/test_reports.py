"""Reports: what one takes along says what the page says."""

from io import BytesIO

import openpyxl
import pytest

from tillit.model.scenarios import ScenarioError
from tillit.visualization import reports
from tillit.visualization.address.reading import read
from tillit.visualization.engine.said import told
from tillit.visualization.engine.summary import Pairs
from tillit.visualization.engine.worlds import Asked

QUERY = "v=1&t=village&h=12&e=posts:month=2,change=1&l={language}"
PAIRS = 20


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run few pairs."""
    monkeypatch.setattr(reports, "PAIRS", PAIRS)


@pytest.mark.parametrize("language", ["sv", "da", "en"])
def test_the_report_begins_with_the_page_s_sentence(language: str) -> None:
    state = read(QUERY.format(language=language))
    asked = Asked(state)
    pairs = Pairs.of([asked.pair(pair) for pair in range(PAIRS)])
    html = reports.page(state).decode()
    assert f'lang="{language}"' in html
    assert told(asked, pairs, language, PAIRS)[0] in html


def test_the_workbook_opens_and_the_document_is_one() -> None:
    state = read(QUERY.format(language="sv"))
    book = openpyxl.load_workbook(BytesIO(reports.workbook(state)))
    assert len(book.sheetnames) > 3
    assert reports.document(state).startswith(b"PK")


def test_a_report_of_a_town_that_cannot_be_run_is_refused() -> None:
    with pytest.raises((ScenarioError, KeyError)):
        reports.page(read("t=own-00000000&e=").__class__(town="own-00000000"))
