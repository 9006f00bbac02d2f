"""HTML: what a notebook shows of a comparison."""

from html import escape

from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.telling.catalogue import words
from tillit.experiments.telling.facts import facts_of
from tillit.experiments.telling.names import world_names
from tillit.experiments.telling.numbers import number
from tillit.experiments.telling.rows import headline_rows, shown
from tillit.experiments.telling.sentences import sentences


def comparison_html(comparison: Comparison, lang: str = "en") -> str:
    """Return the first sentence, and the headline rows as a table, numbers to the right."""
    spoken = words(lang)
    first = sentences(facts_of(comparison), lang)[0]
    heads = ("", *world_names(comparison, spoken), spoken.gettext("difference"), "%")
    head = "".join(f"<th scope='col'>{escape(it)}</th>" for it in heads)
    body = ""
    for row in headline_rows(comparison, spoken):
        cells = (
            shown(row.a, row, spoken),
            shown(row.b, row, spoken),
            shown(row.difference.mean, row, spoken, signed=True),
            "" if row.percent is None else number(row.percent, spoken, signed=True),
        )
        label = ", ".join(filter(None, (row.label, row.unit)))
        told = "".join(f"<td style='text-align:right'>{escape(it)}</td>" for it in cells)
        body += f"<tr><th scope='row'>{escape(label)}</th>{told}</tr>"
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<p><strong>{escape(first)}</strong></p>{table}"
