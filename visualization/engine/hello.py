"""Hello: what the page must know of a town and of the catalogue before it can show anything."""

from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from babel.numbers import get_currency_name

from tillit.agents.agency import AGENCIES, Partner
from tillit.agents.foundation.parameters import Grade
from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.telling import Words, words
from tillit.experiments.telling.facts import POSTS
from tillit.experiments.telling.names import mechanism
from tillit.experiments.telling.numbers import HOME
from tillit.model.events import EVENTS, Event
from tillit.model.events.size import Size, Strength
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario, town_names
from tillit.visualization.address.places import town as place
from tillit.visualization.charts import CHARTS, charts_of
from tillit.visualization.engine.claims import RUNS, claims
from tillit.visualization.page_words import assumptions, page_words

NOT_ASKED = {"month", "source", "grade", "fact", "every", "times", "unit"}
"""Fields of an event that its form does not ask for; the unit only where there are two."""
WAVE = 0.05
"""Households on assistance, as a share of those there are, whom a wave of applicants adds each month."""
SUPPORT_SHARE = 0.2
SUPPORT_FOR = 6.0
"""An administrator for six caseworkers takes over a fifth of the statutory work; see the event."""


def hello(town: str, language: str) -> dict[str, Any]:
    """Return what the page must know of a town, in a language."""
    return {
        "town": _town(town, place(town), words(language)),
        "towns": [_in_menu(name, words(language)) for name in dict.fromkeys([*town_names(), town])],
        "words": page_words(language),
        "assumptions": assumptions(language),
    }


def _in_menu(name: str, words: Words) -> dict[str, str]:
    scenario = place(name)
    return {"name": name, "title": words.gettext(scenario.title), "first": charts_of(scenario)[0]}


def _town(name: str, scenario: Scenario, words: Words) -> dict[str, Any]:
    return {
        "name": name,
        "language": words.language,
        "title": words.gettext(scenario.title),
        "account": words.pgettext("account", " ".join(scenario.town.account.split())),
        "start": scenario.town.start,
        "money": money(scenario.town.currency, words),
        "charts": [chart_of(name, scenario, words) for name in charts_of(scenario)],
        "sliders": _sliders(scenario, words),
        "events": [_kind(owner, scenario, words) for owner in EVENTS.values() if _fits(owner, scenario)],
        "mechanisms": [{"name": name, "label": mechanism(name, words)} for name in Mechanisms._fields],
        "claims": claims(scenario.name, words),
        "recorded": RUNS,
        "guessed": any(it.name in POSTS and it.grade == Grade.ASSUMED for it in scenario.facts),
        "units": [*(["assistance"] if scenario.posts else []), *(["children"] if scenario.children else [])],
        "partners": {
            "assistance": [
                words.gettext(it.name.replace("_", " ").capitalize()) for it in [*Partner][:AGENCIES]
            ],
            "children": [
                words.gettext(it.name.replace("_", " ").capitalize()) for it in [*Partner][-AGENCIES:]
            ],
        },
        "arrivals": max(1, round(scenario.town.households * WAVE)) if scenario.posts else 0,
    }


def chart_of(name: str, scenario: Scenario, words: Words) -> dict[str, Any]:
    """Return what a chart is called, with its unit."""
    chart = CHARTS[name]
    nets = {"net": "The municipality's net", "public_net": "The public purse's net"}
    label = words.gettext(nets[name]) if name in nets else words.label(INDICATORS[chart.indicator].labels)
    unit = words.gettext(chart.unit).replace("kronor", money(scenario.town.currency, words))
    return {"name": name, "label": label, "unit": unit, "top": chart.top, "net": chart.net}


def money(currency: str, words: Words) -> str:
    """Return what the visitor calls a town's money."""
    if words.language not in HOME:
        return currency
    if HOME[words.language] == currency:
        return words.pgettext("currency", "kronor")
    return str(get_currency_name(currency, 2, locale=words.language))


def _sliders(scenario: Scenario, words: Words) -> list[dict[str, Any]]:
    """Return the five decisions; each is an event whose size the slider moves."""
    children = scenario.children
    posts = scenario.posts or (children.first_posts if children else 1)
    limit = round(scenario.caseload_limit if scenario.posts else children.limit if children else 1.0)
    usual = {
        "base": 0,
        "scale": 1.0,
        "decimals": 0,
        "percent": False,
        "fixed": {},
        "beside": None,
        "each": 0.0,
        "by_norm": False,
    }
    share = {"low": 0.0, "usual": 0.0, "scale": 100.0, "percent": True}
    sliders: list[dict[str, Any]] = [
        {"name": "posts", "label": "Caseworkers", "kind": "posts", "size": "change", "base": posts}
        | {
            "low": -int(min(posts - 1, max(3, posts // 3))),
            "high": max(6, int(posts // 2)),
            "step": 1,
            "usual": 0,
        }
        | {"by_norm": True},
        {"name": "limit", "label": "Cases for each caseworker, at most", "kind": "setting", "size": "value"}
        | {
            "fixed": {"rule": "caseload_limit"},
            "low": max(5, limit // 4),
            "high": max(limit + 1, round(1.25 * limit)),
        }
        | {"step": 1, "usual": limit, "by_norm": True},
        {"name": "handover", "label": "Handover: cases known to two", "kind": "team_work"}
        | {"size": "share", "high": 1.0, "step": 0.05, **share},
        {"name": "support", "label": "Administrative support", "kind": "administrative_support"}
        | {"size": "share", "high": 0.5, "step": 0.05, **share}
        | {"beside": "administrators", "each": posts / SUPPORT_FOR / SUPPORT_SHARE},
        {"name": "applications", "label": "New applications", "kind": "setting", "size": "value"}
        | {"fixed": {"rule": "inflow"}, "low": 0.5, "high": 1.5, "step": 0.05, "usual": 1.0}
        | {"scale": 100.0, "percent": True},
    ]
    return [usual | slider | {"label": words.gettext(slider["label"])} for slider in sliders]


def _fits(owner: type[Event], scenario: Scenario) -> bool:
    """Tell whether an event can happen in a town: one of the assistance unit needs that unit."""
    if owner.kind in OF_TRIALS:
        return False
    return bool(scenario.posts) or "unit" in owner.model_fields or owner.__name__ in PLACES


OF_TRIALS = {"lot", "treatment"}
"""Events by which a trial treats some households otherwise; they have commands of their own."""
PLACES = {"DemographicChange", "LabourMarketShock", "Pandemic", "PriceChange", "AgencyReorganisation"}
"""Events that befall a whole town."""


def _kind(owner: type[Event], scenario: Scenario, words: Words) -> dict[str, Any]:
    """Return an event of the catalogue with its sizes."""
    hints = get_type_hints(owner, include_extras=True)
    asked = [name for name in owner.model_fields if name not in NOT_ASKED and not _is_strength(hints[name])]
    if "unit" in owner.model_fields and scenario.posts and scenario.children:
        asked.append("unit")
    fields = [_field(owner, name, hints[name], words) for name in asked]
    return {"kind": owner.kind, "label": words.label(owner.labels), "fields": fields}


def _is_strength(hint: Any) -> bool:  # noqa: ANN401 - a type
    """Tell whether a size is how strongly an event acts, an assumption, and not how much of it is done."""
    return any(isinstance(it, Strength) for it in getattr(hint, "__metadata__", ()))


def _field(owner: type[Event], name: str, hint: Any, words: Words) -> dict[str, Any]:  # noqa: ANN401 - a type
    """Return a size with its range, or with the words that can be chosen."""
    value = owner.model_fields[name].get_default()
    required = owner.model_fields[name].is_required()
    size = next((it for it in getattr(hint, "__metadata__", ()) if isinstance(it, Size)), None)
    label = words.gettext(name.replace("_", " "))
    if size is None:
        choices = (
            [True, False] if bool in _kinds(hint) else [it for kind in _kinds(hint) for it in get_args(kind)]
        )
        said = [{"value": it, "label": words.gettext(str(it).replace("_", " "))} for it in choices]
        first = choices[0] if required else None
        return {"name": name, "label": label, "unit": "", "value": value if not required else first} | {
            "choices": said,
            "first": first,
            "flag": bool in _kinds(hint),
        }
    first = {"change": 1, "value": 1.0}.get(name) if value is None or required else value
    return {
        "name": name,
        "label": label,
        "unit": words.gettext(size.unit),
        "value": None if required else value,
        "low": size.low,
        "high": size.high,
        "step": size.step or int(int in _kinds(hint)),
        "choices": None,
        "first": first,
    }


def _kinds(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a type
    """Return the types that a hint allows, but for None."""
    plain = get_args(hint)[0] if hasattr(hint, "__metadata__") else hint
    if get_origin(plain) in {Union, UnionType}:
        return tuple(kind for it in get_args(plain) for kind in _kinds(it) if kind is not type(None))
    return (plain,) if get_origin(plain) is Literal or isinstance(plain, type) else ()
