"""Children: how many cases, where the children live, and what became of their placements."""

from tillit.agents.child import Form
from tillit.model.books.counts import ChildCount
from tillit.model.books.ledger import Entry
from tillit.model.indicators.child_unit import in_child_unit
from tillit.model.indicators.indicator import Indicator, Observed, Series, counted, labelled, ratio, share

CASES = "children"
MONTHLY = "children/month"
MONEY = "SEK/month"
OUT_OF_HOME = tuple(form for form in Form if form != Form.HOME)
PLACEMENTS = (Entry.NETWORK_CARE, Entry.FOSTER_CARE, Entry.OWN_RESIDENCE, Entry.INSTITUTION)

WHERE: dict[Form, dict[str, str]] = {
    Form.NETWORK: labelled("I nätverkshem", "I netværkspleje", "In their network"),
    Form.FOSTER: labelled("I familjehem", "I plejefamilie", "In foster families"),
    Form.RESIDENCE: labelled("I eget boende med stöd", "På eget værelse", "In a room of their own"),
    Form.INSTITUTION: labelled("På institution (HVB)", "På døgninstitution", "In institutions"),
}
"""Labels of the children in each form of placement."""


def placed(it: Observed) -> Series:
    """Return the children who are placed."""
    placed: Series = it.counts[..., [ChildCount.IN_FORM + form for form in OUT_OF_HOME]].sum(axis=-1)
    return placed


def begun(it: Observed) -> Series:
    """Return the placements that began from home."""
    return it.count(ChildCount.PLANNED) + it.count(ChildCount.ACUTE)


def living(form: Form) -> Indicator:
    """Return the indicator of the children in one form of placement."""
    return Indicator(
        f"children_in_{form.name.lower()}",
        CASES,
        f"placed children; form: {form.name.lower()}",
        WHERE[form],
        in_child_unit(counted(ChildCount.IN_FORM + form)),
    )


def _flow(name: str, column: ChildCount, formula: str, labels: dict[str, str]) -> Indicator:
    """Return the indicator of something that happens to children."""
    return Indicator(name, MONTHLY, formula, labels, in_child_unit(counted(column)), adds=True)


CHILDREN: tuple[Indicator, ...] = (
    Indicator(
        "children",
        CASES,
        "open child cases, at home and placed",
        labelled("Barnärenden", "Børnesager", "Child cases"),
        in_child_unit(counted(ChildCount.CHILDREN)),
    ),
    Indicator(
        "children_placed",
        CASES,
        "children placed outside their home",
        labelled("Placerade barn", "Anbragte børn", "Placed children"),
        in_child_unit(placed),
    ),
    *(living(form) for form in OUT_OF_HOME),
    Indicator(
        "institution_share",
        "share",
        "children in institutions over placed children",
        labelled("Andel på institution", "Andel på institution", "Share in institutions"),
        in_child_unit(lambda it: ratio(it.count(ChildCount.IN_FORM + Form.INSTITUTION), placed(it))),
    ),
    Indicator(
        "foster_share",
        "share",
        "children in foster families and networks over placed children",
        labelled("Andel i familjehem", "Andel i familiepleje", "Share in families"),
        in_child_unit(
            lambda it: ratio(
                it.count(ChildCount.IN_FORM + Form.NETWORK) + it.count(ChildCount.IN_FORM + Form.FOSTER),
                placed(it),
            )
        ),
    ),
    Indicator(
        "children_supported",
        CASES,
        "children at home whose family gets preventive support",
        labelled("Barn med förebyggande stöd", "Børn med forebyggende støtte", "Children with support"),
        in_child_unit(counted(ChildCount.SUPPORTED)),
    ),
    Indicator(
        "child_risk",
        "share",
        "mean risk of harm at home, 0 to 1",
        labelled("Risk för barnet", "Risiko for barnet", "Risk to the child"),
        in_child_unit(share(ChildCount.RISK, ChildCount.CHILDREN)),
    ),
    _flow(
        "new_cases",
        ChildCount.NEW,
        "child cases that begin",
        labelled("Nya barnärenden", "Nye børnesager", "New child cases"),
    ),
    Indicator(
        "placements_begun",
        MONTHLY,
        "placements of children who lived at home",
        labelled("Påbörjade placeringar", "Nye anbringelser", "Placements begun"),
        in_child_unit(begun),
        adds=True,
    ),
    _flow(
        "planned_placements",
        ChildCount.PLANNED,
        "placements of children who lived at home, prepared by a caseworker who knew the family",
        labelled("Planerade placeringar", "Planlagte anbringelser", "Planned placements"),
    ),
    _flow(
        "acute_placements",
        ChildCount.ACUTE,
        "placements of children who lived at home, in a crisis of a family that nobody knew well",
        labelled("Akuta placeringar", "Akutte anbringelser", "Acute placements"),
    ),
    _flow(
        "breakdowns",
        ChildCount.BREAKDOWNS,
        "placements of any form that break down",
        labelled("Sammanbrott i placeringar", "Sammenbrud i anbringelser", "Placement breakdowns"),
    ),
    Indicator(
        "breakdown_rate",
        "share/month",
        "placements that break down over placed children",
        labelled(
            "Sammanbrott per placerat barn", "Sammenbrud pr. anbragt barn", "Breakdowns per placed child"
        ),
        in_child_unit(lambda it: ratio(it.count(ChildCount.BREAKDOWNS), placed(it))),
    ),
    _flow(
        "planned_moves",
        ChildCount.MOVES,
        "planned moves from one form of placement to another",
        labelled("Planerade flyttar", "Planlagte flytninger", "Planned moves"),
    ),
    _flow(
        "returns_home",
        ChildCount.RETURNS_HOME,
        "placed children who return home",
        labelled("Återgång till hemmet", "Hjemgivelser", "Returns home"),
    ),
    _flow(
        "complaints",
        ChildCount.COMPLAINTS,
        "complaints of families in child cases",
        labelled("Klagomål", "Klager", "Complaints"),
    ),
    Indicator(
        "placement_cost",
        MONEY,
        "what the municipality pays for placements of all forms",
        labelled("Kostnad för placeringar", "Udgifter til anbringelser", "Cost of placements"),
        lambda it: it.municipal(*PLACEMENTS),
        adds=True,
    ),
    Indicator(
        "prevention_cost",
        MONEY,
        "what the municipality pays for preventive support of families at home",
        labelled("Kostnad för förebyggande stöd", "Udgifter til forebyggelse", "Cost of prevention"),
        lambda it: it.municipal(Entry.PREVENTION),
        adds=True,
    ),
)
