"""Page: a report as HTML that needs nothing else, made to be printed on A4."""

from base64 import b64encode
from html import escape

from tillit.experiments.reporting.content import Part, Report, is_number

INLINE = "data:image/png;base64,"
STYLE = """
@page { size: A4; margin: 16mm 18mm; }
body { font: 9.5pt/1.3 Calibri, Carlito, "Segoe UI", sans-serif; color: #1d2433; }
body { max-width: 174mm; margin: auto; }
h1 { font-size: 18pt; margin: 0; }
h2 { font-size: 12pt; margin: 4mm 0 1mm; color: #0f5f69; break-after: avoid; }
.question { font-style: italic; margin: 1mm 0; }
.lead { font-size: 12.5pt; font-weight: bold; margin: 1mm 0 2mm; }
ul { margin: 0; padding-left: 5mm; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; }
th, td { padding: .5mm 1.5mm; border-bottom: .2mm solid #cfd5de; vertical-align: top; }
th { text-align: left; font-weight: normal; }
thead th { font-weight: bold; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
img { width: 100%; max-width: 118mm; display: block; margin: 2mm auto; break-inside: avoid; }
.note { font-size: 8.5pt; color: #566072; margin: 1mm 0; }
"""


def page_of(report: Report) -> str:
    """Return a report as HTML."""
    parts = "".join(map(_part, report.parts))
    return (
        f'<!doctype html><html lang="{report.language}"><head><meta charset="utf-8">'
        f"<title>{escape(report.title)}</title><style>{STYLE}</style></head><body>"
        f'<h1>{escape(report.title)}</h1><p class="question">{escape(report.question)}</p>'
        f"{parts}</body></html>\n"
    )


def _part(part: Part) -> str:
    """Return one part."""
    lead = f'<p class="lead">{escape(part.lead)}</p>' if part.lead else ""
    lines = f"<ul>{''.join(f'<li>{escape(it)}</li>' for it in part.lines)}</ul>" if part.lines else ""
    picture = ""
    if part.picture:
        data = b64encode(part.picture).decode()
        picture = f'<img alt="{escape(part.title)}" src="{INLINE}{data}">'
    note = f'<p class="note">{escape(part.note)}</p>' if part.note else ""
    return f"<section><h2>{escape(part.title)}</h2>{lead}{lines}{_table(part)}{picture}{note}</section>"


def _table(part: Part) -> str:
    """Return the table of a part; nothing if it has none."""
    if not part.rows:
        return ""
    head = "".join(
        f'<th scope="col"{_class(below)}>{escape(it)}</th>'
        for it, below in zip(part.heads, part.rows[0], strict=True)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(map(_cell, rest))}</tr>'
        for first, *rest in part.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(text: str) -> str:
    """Return one cell, numbers to the right."""
    return f"<td{_class(text)}>{escape(text)}</td>"


def _class(text: str) -> str:
    """Return the mark of a cell that is a number."""
    return ' class="number"' if is_number(text) else ""
