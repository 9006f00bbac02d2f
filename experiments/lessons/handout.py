"""Hand-out: a lesson as HTML that needs nothing else, made to be printed on A4."""

import io
import re
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tillit.experiments.lessons.answers import Answers
from tillit.experiments.lessons.rendering import Rendering
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import number

HERE = Path(__file__).parent
PAGES = Environment(loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
SIZE = (6.4, 3.0)  # inches; the page's style says how wide it is printed
NOW, INK, RULE = "#0f5f69", "#1d2433", "#dcd8ce"
PLAIN: Any = {"svg.fonttype": "none", "svg.hashsalt": "tillit"}
"""Letters stay letters, and the same chart is the same file."""


def handout(answers: Answers, words: Words, *, notes: bool = True) -> str:
    """Return a lesson's pages: sheets to guess on, then what came out, then the teacher's `notes`."""
    rendering = Rendering(answers, words)
    lesson = rendering.lesson()
    kinds = [it["kind"] for it in lesson["steps"]]
    first = kinds.index("reveal") if "reveal" in kinds else len(kinds)
    ahead = [it for turn, it in enumerate(lesson["steps"]) if it["kind"] == "predict" or turn < first]
    roles = rendering.roles() if notes else {}
    return PAGES.get_template("handout.html.jinja").render(
        lesson=lesson,
        ahead=ahead,
        notes=answers.lesson.notes if notes else None,
        text=rendering.text,
        seen=[f"{words.gettext(role.capitalize())}: {it['label']}" for role, it in roles.items()],
        style=(HERE / "handout.css").read_text(encoding="utf-8"),
        words=words,
        gettext=words.gettext,
        minutes=lambda many: words.gettext("{minutes} minutes", minutes=many),
        chart=_chart,
    )


def _chart(it: dict[str, Any], words: Words, paper: bool) -> str:
    """Return a chart of `Rendering` from within its <svg; on paper without lines, a box to draw in."""
    lines, out = [] if paper else it.get("lines", []), io.StringIO()
    with rc_context(PLAIN):
        figure = Figure(figsize=SIZE, layout="constrained")
        axes = figure.subplots()
        axes.set(xlim=(0, it["months"]), ylim=it["axis"], xticks=it["points"])
        axes.yaxis.set_major_locator(MaxNLocator(6))
        decimals = 0 if all(tick == int(tick) for tick in axes.get_yticks()) else 1
        axes.yaxis.set_major_formatter(lambda tick, _: number(tick, words, decimals=decimals))
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(color=RULE)
        axes.axhline(0.0, color=INK, linewidth=1.0)
        for each in lines:
            axes.plot(np.array([it["begins"], *each], float), color=NOW, alpha=0.45, linewidth=0.8)
        if lines:
            axes.plot(np.array([it["begins"], *it["middle"]], float), color=NOW, linewidth=2.4)
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return re.sub(r"<style.*?</style>", "", out.getvalue().partition("<svg ")[2], flags=re.DOTALL)
