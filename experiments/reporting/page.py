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
    title, question = escape(report.title), escape(report.question)
    return (
        f'<!doctype html><html lang="{report.language}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>"
        f'<h1>{title}</h1><p class="question">{question}</p>'
        f"{''.join(map(_part, report.parts))}</body></html>\n"
    )


def _part(part: Part) -> str:
    said = [f"<section><h2>{escape(part.title)}</h2>"]
    if part.lead:
        said.append(f'<p class="lead">{escape(part.lead)}</p>')
    if part.lines:
        said.append(f"<ul>{''.join(f'<li>{escape(it)}</li>' for it in part.lines)}</ul>")
    if part.rows:
        below = zip(part.heads, part.rows[0], strict=True)
        head = "".join(f'<th scope="col"{_class(cell)}>{escape(it)}</th>' for it, cell in below)
        said.append(f"<table><thead><tr>{head}</tr></thead><tbody>")
        for first, *rest in part.rows:
            cells = "".join(f"<td{_class(it)}>{escape(it)}</td>" for it in rest)
            said.append(f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>')
        said.append("</tbody></table>")
    if part.picture:
        data = b64encode(part.picture).decode()
        said.append(f'<img alt="{escape(part.title)}" src="{INLINE}{data}">')
    if part.note:
        said.append(f'<p class="note">{escape(part.note)}</p>')
    return "".join((*said, "</section>"))


def _class(text: str) -> str:
    return ' class="number"' if is_number(text) else ""
