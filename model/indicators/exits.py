"""Exits: who leaves assistance, and where to."""

from tillit.agents.client import Destination
from tillit.model.books.counts import Count
from tillit.model.indicators.indicator import Indicator, counted, labelled

MONTHLY = "households/month"

TO: dict[Destination, dict[str, str]] = {
    Destination.WORK: labelled("Avslut till arbete", "Ud i arbejde", "Exits to work"),
    Destination.SUBSIDISED_WORK: labelled(
        "Avslut till subventionerat arbete", "Ud i støttet arbejde", "Exits to subsidised work"
    ),
    Destination.ACTIVITY_SUPPORT: labelled(
        "Avslut till aktivitetsstöd", "Ud i aktivering", "Exits to activity support"
    ),
    Destination.STUDIES: labelled("Avslut till studier", "Ud i uddannelse", "Exits to studies"),
    Destination.SICKNESS_BENEFIT: labelled(
        "Avslut till sjukpenning eller sjukersättning", "Ud på sygedagpenge", "Exits to sickness benefit"
    ),
    Destination.OTHER_BENEFIT: labelled(
        "Avslut till annan ersättning", "Ud på anden ydelse", "Exits to another benefit"
    ),
    Destination.MOVED: labelled("Flytt eller egna medel", "Flytning eller egne midler", "Moves, own means"),
    Destination.NOTHING: labelled("Avslut till okänt", "Ud til ukendt", "Exits to nothing known"),
    Destination.PENSION: labelled("Avslut till pension", "Ud på pension", "Exits to pension"),
}
"""Labels of the exits to each destination."""


TO_SUPPORT_OR_WORK = (
    Destination.WORK,
    Destination.SUBSIDISED_WORK,
    Destination.ACTIVITY_SUPPORT,
    Destination.SICKNESS_BENEFIT,
)
"""Destinations that an account counts together as another way to live (account 004)."""


def exits_to(destination: Destination) -> Indicator:
    """Return the indicator of exits to one destination."""
    words = destination.name.lower().replace("_", " ")
    return Indicator(
        f"exits_to_{destination.name.lower()}",
        MONTHLY,
        f"households that leave assistance in the month; destination: {words}",
        TO[destination],
        counted(Count.EXITS + destination),
        adds=True,
    )


EXITS: tuple[Indicator, ...] = (
    Indicator(
        "exits",
        MONTHLY,
        "households that leave assistance in the month",
        labelled("Avslut", "Afgange", "Exits"),
        lambda it: it.counts[..., [Count.EXITS + to for to in TO]].sum(axis=-1),
        adds=True,
    ),
    *(exits_to(destination) for destination in TO),
    Indicator(
        "exits_to_support_or_work",
        MONTHLY,
        "households that leave assistance in the month for sickness benefit, activity support, work or "
        "subsidised work",
        labelled(
            "Avslut till sjukersättning, aktivitetsstöd eller arbete",
            "Ud på sygedagpenge, i aktivering eller i arbejde",
            "Exits to sickness benefit, activity support or work",
        ),
        lambda it: it.counts[..., [Count.EXITS + to for to in TO_SUPPORT_OR_WORK]].sum(axis=-1),
        adds=True,
    ),
)
