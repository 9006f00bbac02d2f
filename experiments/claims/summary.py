"""Summary: what the accounts say together, in a few lines."""

from tillit.experiments.calibration.models import NULL_MODELS
from tillit.experiments.claims.record import Record
from tillit.experiments.claims.telling import in_words, speaks, surprise_of, times_of, together
from tillit.experiments.describing.markdown import bullets
from tillit.experiments.telling.catalogue import ENGLISH, Words

ALIKE = "no more and no less likely, as far as one can tell, than under {label}"


def summary(record: Record, spoken: Words = ENGLISH) -> str:
    """Return what the accounts say together, in a few lines."""
    towns = list(record["towns"].values())
    rows = [row for town in towns for row in town["claims"] if not row["about_ties"]]
    odd = sum(surprise_of(row, ENGLISH).startswith("surprising") for row in rows)
    fore, against = (sum(speaks(row, sign) for row in rows) for sign in (1.0, -1.0))
    many = {"claims": len(rows), "odd": odd, "even": len(rows) - odd, "fore": fore, "against": against}
    counted = spoken.ngettext(
        "**{accounts} account predicted**, {claims} claims: {odd} surprising, {even} not; one by one, "
        "{fore} of them speak for the theory against some simpler explanation, {against} against it.",
        "**{accounts} accounts predicted**, {claims} claims: {odd} surprising, {even} not; one by one, "
        "{fore} of them speak for the theory against some simpler explanation, {against} against it.",
        len(towns),
        accounts=len(towns),
        **many,
    )
    told, alike = [], []
    for null in NULL_MODELS:
        if factor := together(towns, null.name):
            label, likely = f"*{spoken.gettext(null.label)}*", in_words(factor, spoken)
            if times_of(factor):
                told.append(spoken.gettext("{likely} as under {label}", likely=likely, label=label))
            else:
                alike.append(label)
    if alike:
        told.append(spoken.gettext(ALIKE, label=", ".join(alike)))
    whole = spoken.gettext("Under the theory what these say is {told}.", told="; ".join(told))
    return bullets((counted, whole, how(record, spoken)))


def how(record: Record, spoken: Words = ENGLISH) -> str:
    """Return how the worlds were run, and what is not as it should be yet."""
    found = record["how"]
    text = spoken.gettext(
        "{vectors} plausible vectors, {lucks} worlds of each, seed {seed}, {lead} calm months before the "
        "first act.",
        **found,
    )
    if labels := [spoken.gettext(it.label) for it in NULL_MODELS if it.name in found["not_fitted"]]:
        unfitted = spoken.gettext(
            "**Not fitted for themselves, but run with the theory's vectors: {labels}**; until they are, "
            "each may do worse here than it could.",
            labels=", ".join(labels),
        )
        text = f"{text} {unfitted}"
    return text
