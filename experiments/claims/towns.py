"""Towns: those that come with the program, what each did, and what is said to have come of it."""

from typing import Any

from tillit.experiments.claims.telling import words_of
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.worlds.happening import sizes, written
from tillit.model.scenarios import Scenario, read_scenario, town_names
from tillit.model.scenarios.dates import date_of


def accounts(lang: str = "en") -> list[dict[str, Any]]:
    """Return the towns that come with the program, with what each did and what is said to have come out."""
    spoken = words(lang)
    return [_account_of(read_scenario(name), spoken) for name in town_names()]


def _account_of(scenario: Scenario, spoken: Words) -> dict[str, Any]:
    town, children = scenario.town, scenario.children
    kinds: dict[str, list[str]] = {}
    for event in scenario.events:
        parts = ((spoken.pgettext("size", name), written(value)) for name, value, _ in sizes(event))
        size = ", ".join(f"{name} {spoken.pgettext('size', value)}" for name, value in parts)
        kinds.setdefault(spoken.label(event.labels), []).append(
            f"{date_of(town.start, event.month)} {size}".strip()
        )
    return {
        "name": scenario.name,
        "title": spoken.gettext(scenario.title),
        **{name: getattr(town, name) for name in ("country", "inhabitants", "households")},
        "caseload": round(scenario.caseload, 1),
        "children": children.cases if children else 0,
        "child_caseload": round(children.cases / children.first_posts, 1) if children else 0.0,
        "start": town.start,
        "acts": [f"{label}: {'; '.join(times)}" for label, times in kinds.items()],
        "claims": [it.model_dump(mode="json", exclude_none=True) | words_of(it) for it in scenario.expect],
        "account": " ".join(town.account.split()),
    }
