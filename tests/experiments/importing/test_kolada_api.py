"""Kolada's service: pages, throttling, errors and garbage, from a service on this machine."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pytest

from tests.experiments.importing.speaking_kolada import Service, in_json, speaking
from tillit.experiments.importing import kolada_api
from tillit.experiments.importing.kolada import Answers
from tillit.experiments.importing.kolada_api import ATTEMPTS, fetch_answers
from tillit.experiments.refused import RefusedError

YEARS = range(1996, 2026)
Fetch = Callable[[str, Sequence[int]], Answers]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("NO_PROXY", "*")
    with speaking() as it:
        yield it


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def kolada(service: Service, waited: list[float]) -> Fetch:
    return partial(fetch_answers, base=f"{service.base}/v3", timeout=5.0, wait=waited.append)


def ask(kolada: Fetch, municipality: str = "1293") -> Answers:
    """Return what the service says of a municipality."""
    return kolada(municipality, YEARS)


def test_all_pages_of_all_years_are_read(kolada: Fetch, service: Service) -> None:
    answers = ask(kolada)
    assert len(answers.records) == 2 * 21
    assert answers.records["N31910", "1293", "2023"].value == 1023.0
    assert answers.titles["N31910"] == "Biståndshushåll, antal"
    assert sum("page=" in target for target in service.asked) > 5


def test_municipality_may_be_named(kolada: Fetch) -> None:
    assert {place for _, place, _ in ask(kolada, "ängelholm").records} == {"1292"}


@pytest.mark.parametrize("wanted", ["9999", "Atlantis", "holm"])
def test_municipality_that_is_not_there_is_refused(kolada: Fetch, wanted: str) -> None:
    with pytest.raises(RefusedError, match=f"no municipality '{wanted}'"):
        ask(kolada, wanted)


def test_busy_service_is_asked_again(kolada: Fetch, service: Service, waited: list[float]) -> None:
    service.first = [(429, {}, b""), (503, {}, b"")]
    assert ask(kolada).records
    assert waited[:3] == [0.0, 2.0, 4.0]


def test_service_that_stays_busy_is_given_up_in_words(
    kolada: Fetch, service: Service, waited: list[float]
) -> None:
    service.first = [(502, {}, b"")] * ATTEMPTS
    with pytest.raises(RefusedError, match=r"doesn't answer \(HTTP 502.*after 5 attempts.*import the file"):
        ask(kolada)
    assert waited == [0.0, 2.0, 4.0, 8.0, 16.0]


def test_refusal_is_not_asked_again(kolada: Fetch, service: Service) -> None:
    service.first = [(404, {}, b"")]
    with pytest.raises(RefusedError, match="HTTP 404"):
        ask(kolada)
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "body", [b"", b"<html>busy</html>", b"\xff\xfe", b"[1, 2]", b'{"values": [Infinity]}', b"[" * 100_000]
)
def test_garbage_is_told_to_be_garbage(kolada: Fetch, service: Service, body: bytes) -> None:
    service.first = [(200, {}, body)]
    with pytest.raises(RefusedError, match="Kolada's answer to"):
        ask(kolada)


@pytest.mark.parametrize("data", [{}, {"values": 3}, {"values": [3]}, {"values": [{"kpi": 3}]}])
def test_json_of_another_shape_is_refused(kolada: Fetch, service: Service, data: object) -> None:
    service.first = [in_json(data)]
    with pytest.raises(RefusedError, match="Kolada's answer to"):
        ask(kolada)


def test_answer_that_breaks_off_is_asked_again(kolada: Fetch, service: Service, waited: list[float]) -> None:
    service.first = [(200, {"Content-Length": "500", "Connection": "close"}, b'{"values"')]
    assert ask(kolada).records
    assert waited[:2] == [0.0, 2.0]


def test_next_page_on_another_host_is_not_followed(kolada: Fetch, service: Service) -> None:
    service.next_base = "http://127.0.0.1:9"
    with pytest.raises(RefusedError, match="next page is on another host"):
        ask(kolada)


def test_pages_without_end_end(kolada: Fetch, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kolada_api, "MOST_PAGES", 3)
    with pytest.raises(RefusedError, match="more than 3 pages"):
        ask(kolada)
    assert len(service.asked) < 12


def test_redirection_is_not_followed(kolada: Fetch, service: Service) -> None:
    service.first = [(302, {"Location": "http://localhost:9/v3/kpi"}, b"")]
    with pytest.raises(RefusedError, match="HTTP 302"):
        ask(kolada)


def test_nobody_there_is_told_in_words(waited: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with pytest.raises(RefusedError, match="doesn't answer"):
        fetch_answers("1293", YEARS, base="http://127.0.0.1:9/v3", timeout=1.0, wait=waited.append)


@pytest.mark.parametrize("base", ["file:///etc", "ftp://here", "nowhere", "http://[x"])
def test_address_that_is_none_is_refused(base: str, waited: list[float]) -> None:
    with pytest.raises(RefusedError):
        fetch_answers("1293", YEARS, base=base, wait=waited.append)
