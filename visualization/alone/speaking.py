"""Speaking: what a page without Python must know to say in a language what comes out."""

import re
from typing import Any

from tillit.experiments.claims.record import missed_in
from tillit.experiments.lessons.rendering import headings
from tillit.experiments.telling import Words
from tillit.experiments.telling.facts import CHANGES, CHILD_CHANGES
from tillit.experiments.telling.numbers import BILLION, MILLION, bare_amount, in_words
from tillit.experiments.telling.sentences import told_miss
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario
from tillit.visualization.address.reading import read_event
from tillit.visualization.address.state import FIRST_EVENT, MONTHS, State
from tillit.visualization.charts import CHARTS, MADE_OF, charts_of
from tillit.visualization.engine.explore import NAMES
from tillit.visualization.engine.hello import hello
from tillit.visualization.engine.said import said_event
from tillit.visualization.page_words import STATIC, page_words
from tillit.visualization.questions import VIEWS

PLURAL = re.compile(r'plural\("([^"]+)", "([^"]+)"')
"""How a script says a text that there is one of, or more."""
NUMBER_WORDS = range(2, 13)


def plurals() -> list[tuple[str, str]]:
    """Return the texts of which there are two, for one and for more."""
    scripts = sorted(STATIC.glob("alone_*.js"))
    return [pair for it in scripts for pair in PLURAL.findall(it.read_text(encoding="utf-8"))]


def spoken(words: Words, towns: list[str], lessons: list[str]) -> dict[str, Any]:
    """Return what is said in a language, whatever the town."""
    return {
        "language": words.language,
        "words": page_words(words.language),
        "assumptions": VIEWS["assumptions"](State(language=words.language), {})["rows"],
        "plurals": {
            text: words.ngettext(one, more, count)
            for one, more in plurals()
            for text, count in ((one, 1), (more, 2))
        },
        "numbers": [in_words(it, words) for it in NUMBER_WORDS],
        "scales": {
            f"{scale:.0f}": [bare_amount(it * scale, words).split("\N{NO-BREAK SPACE}")[-1] for it in (1, 2)]
            for scale in (MILLION, BILLION)
        },
        "payers": {
            "municipality": words.pgettext("payer", "the municipality"),
            "state": words.pgettext("payer", "the state"),
            "region": words.pgettext("payer", "the region"),
            "public": words.pgettext("payer", "the public purse"),
        },
        "towns": [it for it in hello(towns[0], words.language)["towns"] if it["name"] in towns],
        "lessons": [it for it in headings(words) if str(it["number"]) in lessons],
        "story": [said_event(it, words) for it in read_event(FIRST_EVENT)],
    }


def said_of(scenario: Scenario, words: Words, known: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of a town; events that the browser does not know are left out.

    Parameters
    ----------
    scenario
        The town as it acted.
    known
        Usual sizes and precedence of the events that the browser can let happen.
    """
    said: dict[str, Any] = hello(scenario.name, words.language)["town"]
    changes = (*(CHANGES if scenario.posts else ()), *(CHILD_CHANGES if scenario.children else ()))
    missed = missed_in(scenario, changes[0], MONTHS)
    return said | {
        "missed": told_miss(missed, words),
        "events": [it | known[it["kind"]] for it in said["events"] if it["kind"] in known],
        "charts": [
            it | {"indicator": CHARTS[it["name"]].indicator, "scale": CHARTS[it["name"]].scale}
            for it in said["charts"]
        ],
        "usualCharts": [charts_of(scenario)[0], "net"],
        "acted": [said_event(it, words) for it in scenario.events],
        "posts": {
            "assistance": scenario.posts,
            "children": scenario.children.first_posts if scenario.children else 0,
        },
        "payers": [{"name": name, "label": words.gettext(it)} for name, it in NAMES.items()],
        "made": [{"name": name, "label": words.gettext(name)} for name in MADE_OF],
        "changes": [
            {
                "indicator": it,
                "label": words.label(INDICATORS[it].labels),
                "money": INDICATORS[it].unit.startswith("SEK"),
            }
            for it in changes
        ],
    }
