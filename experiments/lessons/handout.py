"""Hand-out: a lesson as HTML that needs nothing else, made to be printed on A4."""

from html import escape
from pathlib import Path
from typing import Any

from tillit.experiments.lessons.answers import Answers
from tillit.experiments.lessons.drawing import chart
from tillit.experiments.lessons.rendering import Rendering
from tillit.experiments.telling.catalogue import Words

STYLE = Path(__file__).with_name("handout.css").read_text(encoding="utf-8")
LINES = 3
"""Lines to write on, below a question."""


def handout(answers: Answers, words: Words, *, notes: bool = True) -> str:
    """Return a lesson's pages: sheets to guess on, then what the model and the sources say, then notes.

    Parameters
    ----------
    answers
        The lesson, with its numbers.
    words
        The language.
    notes
        Whether the teacher's pages follow.
    """
    rendering = Rendering(answers, words)
    it = rendering.lesson()
    ahead, revealed = _split(it["steps"])
    parts = [
        f"<h1>{escape(it['title'])}</h1><p>{escape(it['question'])}</p>",
        *(_step(step, words, paper=True) for step in ahead),
        f'<h1 class="page">{escape(words.gettext("What came out"))}</h1><p>{escape(it["title"])}</p>',
        *(_step(step, words, paper=False) for step in revealed),
        _list(words.gettext("Sources"), it["cited"], "small"),
    ]
    if notes:
        seen = [
            f"{words.gettext(role.capitalize())}: {one['label']}" for role, one in rendering.roles().items()
        ]
        parts.append(_notes(rendering.notes(), it, seen, words))
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        f"<title>{escape(it['title'])}</title><style>{STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _split(steps: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what is handed out before anything is shown, and what is shown afterwards."""
    first = next((turn for turn, it in enumerate(steps) if it["kind"] == "reveal"), len(steps))
    ahead = [it for turn, it in enumerate(steps) if it["kind"] == "predict" or turn < first]
    return ahead, [it for it in steps if not any(it is one for one in ahead)]


def _step(step: dict[str, Any], words: Words, *, paper: bool) -> str:
    """Return one screen on paper."""
    parts = [f"<h2>{escape(step['title'])}</h2>", *(f"<p>{escape(it)}</p>" for it in step["text"])]
    if step["unlocks"]:
        parts.insert(1, f'<p class="unlocks">{escape(step["unlocks"])}</p>')
    if step["chart"] and step["form"] != "range":
        parts.append(chart(step["chart"], words, paper=paper))
        parts.append(f'<p class="small">{escape(words.gettext("Months from the start"))}</p>')
    if step["form"] == "range":
        label = (step["range"] or step["chart"])["label"]
        parts.append(f'<p>{escape(label)}: <span class="empty">__________ … __________</span></p>')
    if step["choices"]:
        parts.append(f'<ul class="box">{"".join(f"<li>{escape(it)}</li>" for it in step["choices"])}</ul>')
    if step["said"]:
        parts.append(_said(step["said"], words))
    if step["ask"]:
        parts.append(f'<p class="ask">{escape(step["ask"])}</p><div class="lines">{"<i></i>" * LINES}</div>')
    return f'<section class="{"sheet" if paper else ""}">{"".join(parts)}</section>'


def _said(rows: list[dict[str, str]], words: Words) -> str:
    """Return the table of what sources say and the model gives."""
    heads = ("", words.gettext("The source says"), words.gettext("The model (nine in ten between)"))
    head = "".join(f"<th>{escape(it)}</th>" for it in heads)
    body = "".join(
        f'<tr><td>{escape(it["claim"])}<br><span class="small">{escape(it["by"])}</span></td>'
        f"<td>{escape(it['said'])}</td><td>{escape(it['model'])}</td></tr>"
        for it in rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"


def _list(title: str, lines: list[str], kind: str = "") -> str:
    """Return a list under a heading."""
    rows = "".join(f"<li>{escape(it)}</li>" for it in lines)
    return f'<section class="{kind}"><h2>{escape(title)}</h2><ul>{rows}</ul></section>' if lines else ""


def _notes(notes: dict[str, Any], lesson: dict[str, Any], seen: list[str], words: Words) -> str:
    """Return the teacher's pages."""
    parts = [f'<h1 class="page">{escape(words.gettext("For the teacher"))}</h1>']
    parts.append(_list(words.gettext("Afterwards one can"), lesson["goals"]))
    parts.append(_list(words.gettext("Roles, and what each looks at first"), seen))
    parts.append(f"<h2>{escape(words.gettext('Timing'))}</h2>")
    for it in notes["timing"]:
        title = words.gettext("{minutes} minutes", minutes=it["minutes"])
        rows = "".join(f"<tr><td>{many}</td><td>{escape(what)}</td></tr>" for many, what in it["parts"])
        parts.append(f"<h3>{escape(title)}</h3><table>{rows}</table>")
    parts.append(f"<h2>{escape(words.gettext('What is easily believed'))}</h2>")
    parts += [f"<p><i>{escape(said)}</i> {escape(answer)}</p>" for said, answer in notes["misconceptions"]]
    for title, key in (
        (words.gettext("Where the model and the account disagree"), "disagreement"),
        (words.gettext("Debrief"), "debrief"),
    ):
        parts.append(f"<h2>{escape(title)}</h2><p>{escape(notes[key])}</p>")
    return f'<div class="notes">{"".join(parts)}</div>'
