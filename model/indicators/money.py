"""Money: what is paid, by whom, and for what."""

from tillit.model.books.counts import Count
from tillit.model.books.ledger import Entry, Party
from tillit.model.indicators.indicator import YEAR, Indicator, Observed, Series, labelled, ratio

MONTHLY = "SEK/month"


def payments(it: Observed) -> Series:
    """Return the assistance that households received."""
    return it.ledger[..., Entry.ASSISTANCE, Party.HOUSEHOLDS].astype(float)


def payments_per_inhabitant(it: Observed) -> Series:
    """Return the assistance of a month, times twelve, over the inhabitants."""
    if not it.inhabitants:
        message = "payments_per_inhabitant needs `inhabitants`, more than 0"
        raise ValueError(message)
    return payments(it) * (YEAR / it.inhabitants)


MONEY: tuple[Indicator, ...] = (
    Indicator(
        "payments",
        MONTHLY,
        "assistance paid to households",
        labelled("Utbetalt ekonomiskt bistånd", "Udbetalt kontanthjælp", "Payments of assistance"),
        payments,
        adds=True,
    ),
    Indicator(
        "payments_per_inhabitant",
        "SEK/inhabitant/year",
        "twelve times the month's assistance, over the inhabitants",
        labelled("Bistånd per invånare", "Kontanthjælp pr. indbygger", "Payments per inhabitant"),
        payments_per_inhabitant,
    ),
    Indicator(
        "payments_per_household",
        "SEK/household/month",
        "assistance over households on assistance",
        labelled("Bistånd per hushåll", "Kontanthjælp pr. husstand", "Payments per household"),
        lambda it: ratio(payments(it), it.count(Count.HOUSEHOLDS)),
    ),
    Indicator(
        "municipal_cost",
        MONTHLY,
        "what the municipality pays, less what it receives, taxes included",
        labelled("Kommunens nettokostnad", "Kommunens nettoudgift", "Municipal cost"),
        lambda it: it.cost(Party.MUNICIPALITY),
        adds=True,
    ),
    Indicator(
        "regional_cost",
        MONTHLY,
        "what the region pays, less what it receives, taxes included",
        labelled("Regionens nettokostnad", "Regionens nettoudgift", "Regional cost"),
        lambda it: it.cost(Party.REGION),
        adds=True,
    ),
    Indicator(
        "state_cost",
        MONTHLY,
        "what the state pays, less what it receives, taxes included",
        labelled("Statens nettokostnad", "Statens nettoudgift", "State's cost"),
        lambda it: it.cost(Party.STATE),
        adds=True,
    ),
    Indicator(
        "public_cost",
        MONTHLY,
        "what municipality, region and state pay, less what they receive",
        labelled("Offentlig nettokostnad", "Offentlig nettoudgift", "Total public cost"),
        lambda it: it.cost(Party.MUNICIPALITY, Party.REGION, Party.STATE),
        adds=True,
    ),
    Indicator(
        "staff_cost",
        MONTHLY,
        "what the municipality pays for employees, consultants, recruitment and training",
        labelled("Personalkostnad", "Personaleudgifter", "Cost of staff"),
        lambda it: it.municipal(Entry.STAFF, Entry.CONSULTANTS, Entry.RECRUITMENT, Entry.TRAINING),
        adds=True,
    ),
    Indicator(
        "measures_cost",
        MONTHLY,
        "what the municipality pays for programme places, trainees and steering, less the state's share",
        labelled("Kostnad för insatser", "Udgifter til indsatser", "Cost of measures"),
        lambda it: it.municipal(Entry.MEASURES),
        adds=True,
    ),
    Indicator(
        "reorganisation_cost",
        MONTHLY,
        "what the municipality pays for reorganisations, beside the hours that they take",
        labelled("Kostnad för omorganisation", "Udgifter til omorganisering", "Cost of reorganisation"),
        lambda it: it.municipal(Entry.REORGANISATION),
        adds=True,
    ),
    Indicator(
        "acute_cost",
        MONTHLY,
        "what the municipality pays for crises and temporary housing",
        labelled("Kostnad för akuta lösningar", "Udgifter til akutte løsninger", "Cost of acute solutions"),
        lambda it: it.municipal(Entry.ACUTE, Entry.TEMPORARY_HOUSING),
        adds=True,
    ),
)
