"""Names: what is told by its name: payers, payments, ways out, assumptions, acts, and what is claimed."""

from collections.abc import Mapping
from typing import Any

from tillit.agents.client import Destination, Obstacle
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.telling.catalogue import SOURCE, Words, retold
from tillit.experiments.telling.facts import Facts
from tillit.experiments.telling.numbers import HOME, YEAR, in_words, number, plain, year_of
from tillit.model.books.ledger import Entry, Party
from tillit.model.events import Event
from tillit.model.events.caseload_norm import CaseloadNorm
from tillit.model.events.posts import Posts
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.events.setting import Setting
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios.facts import Fact
from tillit.model.scenarios.own_values import STAND_INS

PARTIES = {
    Party.MUNICIPALITY: "the municipality",
    Party.REGION: "the region",
    Party.STATE: "the state",
    Party.EMPLOYERS: "employers and other firms",
    Party.HOUSEHOLDS: "households",
}
PUBLIC = "the public purse"  # municipality, region and state together
ENTRIES = {it: it.name.lower().replace("_", " ") for it in Entry} | {
    Entry.TRAINING: "training of staff",
    Entry.ACUTE: "acute solutions",
    Entry.BENEFITS: "other benefits",
    Entry.TAXES: "taxes and contributions",
    Entry.PREVENTION: "support for families",
    Entry.NETWORK_CARE: "care in the network",
    Entry.OWN_RESIDENCE: "a room of their own",
    Entry.INSTITUTION: "institutions",
}
DESTINATIONS = {it: it.name.lower().replace("_", " ") for it in Destination} | {
    Destination.NONE: "nowhere yet",
    Destination.OTHER_BENEFIT: "another benefit",
    Destination.MOVED: "moved, or own means",
    Destination.NOTHING: "nothing that is known",
}
OBSTACLES = {
    Obstacle.UNEMPLOYED: "unemployed",
    Obstacle.SICK: "sick without sickness benefit",
    Obstacle.LANGUAGE: "newly arrived, or in need of the language",
    Obstacle.SOCIAL: "social reasons",
    Obstacle.WAITING: "waiting for another benefit",
}
MECHANISMS = {  # the explanations of the theory, and what comes upon towns from outside
    "continuity": "Continuity: trust grows while the same people meet",
    "reach": "Reach: colleagues open doors to partners",
    "crowding_out": "Crowding out: crises take the hours of meetings",
    "stress_turnover": "Stress: more staff fall ill and leave",
    "handover": "Handover: a successor keeps part of the trust",
    "demands": "Demands and control",
    "durability": "Durability: jobs that fit last longer",
    "local_knowledge": "Local knowledge: caseworkers who know the town",
    "inflow": "Inflow and labour market",
    "prices": "Prices and wages",
}
FACTS = {  # what a town's file gives often; other values by the parameters that they stand in for
    "town.inhabitants": "inhabitants",
    "town.households": "households a month",
    "town.price_level": "price level, 2020 = 1",
    "town.obstacles.unemployed": "share unemployed",
    "town.obstacles.sick": "share sick",
    "town.obstacles.language": "share in need of the language",
    "town.obstacles.social": "share with social reasons",
    "town.obstacles.waiting": "share waiting for another benefit",
    "staff.posts": "posts",
    "staff.caseload": "households for each post",
    "staff.turnover": "pull of other workplaces",
    "policy.demands": "demands",
    "policy.steering": "meetings of a steering group a year",
    "children.cases": "child cases",
    "children.posts": "posts for children",
    "children.caseload": "child cases for each post",
    "children.costs.foster": "a placement in a foster family",
    "children.costs.institution": "a placement in an institution",
}
SET = {  # what holds under a rule that is set
    "caseload_limit": "at most {value} cases for each caseworker",
    "turnover": "{percent}% of the usual pull of other workplaces",
    "inflow": "{percent}% of the usual inflow",
    "demands": "{percent}% of full demands",
}
BOUNDS = ("at most", "at least")
FEW = 2  # kinds of act that a sentence names; more are "what the town did"


def mechanism(name: str, words: Words) -> str:
    """Return an explanation of the theory."""
    return words.pgettext("mechanism", MECHANISMS[name])


def fact_name(name: str, words: Words) -> str:
    """Return a value of a town's file, as a table has it."""
    if name in FACTS:
        return words.pgettext("fact", FACTS[name])
    return assumption(STAND_INS[name].parameter, words) if name in STAND_INS else name


def fact_value(it: Fact, currency: str, words: Words) -> str:
    """Return a value of a town's file, an amount with its unit."""
    if isinstance(it.value, str):
        return it.value
    unit = fact_unit(it, currency, words) if it.unit == f"{currency}/month" else ""
    return f"{plain(it.value, words)} {unit}".rstrip()


def fact_unit(it: Fact, currency: str, words: Words) -> str:
    """Return the unit of a value of a town's file."""
    if it.unit != f"{currency}/month":
        return words.gettext(it.unit) if it.unit else ""
    at_home = HOME.get(words.language) == currency
    money = words.pgettext("unit", "kr") if at_home else currency
    return words.pgettext("unit", "{currency} a month", currency=money)


def source(said: str, words: Words) -> str:
    """Return where a figure comes from; a source of a file of somebody's own stands as it is there."""
    return retold(said, words, "source")


def grades(words: Words) -> str:
    """Return what the grades of figures and assumptions mean."""
    return words.gettext("Grades: A register, B study, C statement, D derived from these, E assumed")


def assumption(name: str, words: Words) -> str:
    """Return an assumption about behaviour in words: the catalogue has them by declared name."""
    from tillit.model.assumptions import DECLARED  # noqa: PLC0415 - lazy: reads all source files

    doc = DECLARED[name].doc.rstrip(".")
    english = doc[:1].lower() + doc[1:]
    return english if words.language == SOURCE else words.pgettext("assumption", name)


def world_names(comparison: Comparison, words: Words) -> tuple[str, str]:
    """Return what the two worlds are called in tables and charts."""
    a, b = comparison.a.world, comparison.b.world
    if b.label.startswith("with "):
        return words.gettext("without the change"), words.gettext("with the change")
    if a.scenario.title == b.scenario.title:
        return words.gettext(a.label), words.gettext(b.label)
    return words.gettext(a.scenario.title), words.gettext(b.scenario.title)


def told_act(facts: Facts, words: Words) -> str:
    """Return what was done, or what else differs, as in "Three more caseworkers from 2013"."""
    town = words.gettext(facts.title)
    if len(facts.acts) > FEW:
        return words.gettext("What {town} did", town=town)
    if not facts.acts and facts.title != facts.other:
        return words.gettext("{town} instead of {other}", town=town, other=words.gettext(facts.other))
    acts = [_with_time(*act, facts.start, words) for act in facts.acts] or [facts.label]
    told = words.gettext(" and ").join(it[:1].lower() + it[1:] for it in acts)
    return told[:1].upper() + told[1:]


def _with_time(event: Event, change: float, times: int, start: str | None, words: Words) -> str:
    once = isinstance(event, Reorganisation) and times == 1
    if start:
        text = words.gettext("{act} in {year}") if once else words.gettext("{act} from {year}")
    else:
        text = words.gettext("{act} in year {year}") if once else words.gettext("{act} from year {year}")
    year = year_of(event.month, start) if start else plain(1 + (event.month - 1) // YEAR, words)
    act, size, many = words.label(event.labels), abs(change), in_words(abs(change) or times, words)
    match event:
        case Posts() if change < 0.0:
            act = words.ngettext("one caseworker fewer", "{number} caseworkers fewer", size, number=many)
        case Posts():
            act = words.ngettext("one more caseworker", "{number} more caseworkers", size, number=many)
        case Reorganisation():
            act = words.ngettext("a reorganisation", "{number} reorganisations", times, number=many)
        case CaseloadNorm(cases=value):
            act = words.gettext("one caseworker for every {cases} cases", cases=plain(value, words))
        case Setting(rule=rule, value=value):
            act = words.gettext(SET[rule], value=plain(value, words), percent=plain(100.0 * value, words))
    return text.format(act=act, year=year)


def said_in(row: Mapping[str, Any], words: Words) -> str:
    """Return what an account said: what measures it, how far it went, and its year in parentheses.

    `row` has the `said` and `when` of `tillit.experiments.claims.telling`, in English, and the name of the
    `indicator`, with what is added to it in `plus`. One that there is not is called by its name.
    """
    names, said = (row["indicator"], *row.get("plus", ())), row["said"]
    measures = " + ".join(words.label(INDICATORS[it].labels) if it in INDICATORS else it for it in names)
    lead = next((it for it in BOUNDS if said.startswith(it)), "")
    figure, _, unit = said.removeprefix(lead).strip().partition(" ")
    figure = figure.replace(".", number(0.5, words, decimals=1)[1])
    told = f"{measures}: {' '.join(words.gettext(it) for it in (lead, figure, unit) if it)}"

    def part(it: str) -> str:
        since, _, until = it.partition(" to ")
        if not it[0].isdigit():
            return words.pgettext("measured", it)
        return words.gettext("{since} to {until}", since=since, until=until) if until else it

    when = ", ".join(map(part, filter(None, row["when"].split(", "))))
    return f"{told} ({when})" if when else told


def how_likely(times: int, words: Words) -> str:
    """Return how much more likely something is; a negative number is a part, and 0 what cannot be told."""
    many = number(abs(times), words)
    if not times:
        return words.gettext("cannot tell")
    if times > 0:
        return words.gettext("{many} times as likely", many=many)
    return words.gettext("1/{many} as likely", many=many)
