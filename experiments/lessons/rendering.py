"""Rendering: a lesson in one language, for the page, as a hand-out, and in the pages for teachers."""

import io
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tillit.experiments.describing.markdown import bullets, table
from tillit.experiments.lessons.answers import HIGH, LOW, Answers, Courses
from tillit.experiments.lessons.reading import CITED, PLACEHOLDER, Asked, asked, lesson_files, read_lesson
from tillit.experiments.lessons.tables import POINTS, SUMS, Said, Source, Step
from tillit.experiments.telling import words as words_of
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.names import mechanism
from tillit.experiments.telling.numbers import in_words, number
from tillit.experiments.trials.wording import decimals_of
from tillit.model.scenarios import read_scenario

NOTHING = "\N{EN DASH}"  # where there is no number
LINES, DIGITS = 12, 3  # towns that are drawn, each as a line, and decimals of a drawn point
FROM_NOTHING = SUMS | {"change"}  # what begins at nothing
SIGNED = FROM_NOTHING | {"year_percent", "first_percent"}  # what is shown with its sign
MORE = {"many": ("more", "fewer"), "much": ("more", "less")}
HERE = Path(__file__).parent
PAGES = Environment(loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
NOW, INK, RULE = "#0f5f69", "#1d2433", "#dcd8ce"
PLAIN: Any = {"svg.fonttype": "none", "svg.hashsalt": "tillit"}  # letters stay letters; same chart, same file
TEACHERS = {"teachers.sv": "sv", "teachers.da": "da"}  # the pages of docs/ for teachers, and their languages
CARDS = (  # claims to talk about: the account, and which claim of which town's file
    ("hassleholm", "tvilling-omorganiserar", 1),
    ("gavle", "gavle", 3),
    ("sollentuna", "sollentuna", 2),
    ("vaxjo-figure", "vaxjo", 1),
    ("herning", "herning", 1),
)


@dataclass(frozen=True)
class Rendering:
    """A lesson in one language, in plain values, with every number in place, as page and hand-out show it."""

    answers: Answers
    words: Words

    def text(self, said: Said | None) -> str:
        """Return a text with its numbers, each on one line with its %; empty for none."""
        text = said[self.words.language] if said else ""
        text = PLACEHOLDER.sub(lambda found: self.number(asked(*found.groups())), text)
        return text.replace(" %", "\N{NO-BREAK SPACE}%")

    def number(self, it: Asked) -> str:
        """Return what a placeholder asks for, as the language writes it."""
        words, lesson = self.words, self.answers.lesson
        if it.kind == "say":
            return self.text(self.answers.chosen(lesson.phrase[it.name]))
        value = self.answers.number_of(it)
        if not math.isfinite(value):
            return NOTHING
        if it.end in MORE:
            return words.pgettext(f"how {it.end}", MORE[it.end][value < 0.0])
        value, decimals, signed = abs(value) if it.end == "size" else value, 0, False
        if it.kind == "trial":
            figure = self.answers.effects[it.name][it.turn - 1].figure
            decimals, signed = decimals_of(figure, value), figure.change != "level"
        elif it.kind == "source":
            source = lesson.source[it.name]
            if source.form != "number":
                return f"{value:.0f}" if source.form == "year" else in_words(value, words)
            decimals = source.decimals
        elif it.end not in {"share", "even"}:
            series = lesson.series[it.name]
            decimals, signed = series.decimals, series.shown in SIGNED
            if it.end == "told":
                saved = round(value if series.shown == "saved" else -value, decimals)
                amount = number(abs(saved), words, decimals=decimals)
                paid = words.gettext("paid {amount} million more", amount=amount)
                return paid if saved < 0.0 else words.gettext("saved {amount} million", amount=amount)
        return number(value, words, decimals=decimals, signed=signed and it.end != "size")

    def heading(self) -> dict[str, Any]:
        """Return what it is called, what it asks, and what one can do afterwards; only sources are asked."""
        about = self.answers.lesson
        return {
            "number": about.number,
            "title": _capital(self.text(about.title)),
            "question": self.text(about.question),
            "goals": list(map(self.text, about.goals)),
        }

    def lesson(self) -> dict[str, Any]:
        """Return what a student sees."""
        sources = [(self._by(it), it.quote) for it in self.answers.lesson.source.values()]
        gettext, cited = self.words.gettext, []
        for by in dict.fromkeys(by for by, _ in sources):
            said = dict.fromkeys(gettext("“{quote}”", quote=it) for one, it in sources if one == by and it)
            cited.append(f"{by}: {' '.join(said)}" if said else by)
        return {**self.heading(), "steps": list(map(self._step, self.answers.lesson.step)), "cited": cited}

    def roles(self) -> dict[str, dict[str, Any]]:
        """Return each role's first chart; nothing if the lesson has none."""
        seen = self.answers.lesson.seen
        return {name.removeprefix("role-"): self._chart(name, lines=True) for name in seen}

    def _step(self, step: Step) -> dict[str, Any]:
        chart = self._chart(step.series, lines=step.kind == "reveal") if step.series else None
        return {
            "kind": step.kind,
            "form": step.form,
            "title": _capital(self.text(step.title)),
            "text": [_capital(it.replace("\n", " ")) for it in self.text(step.text).split("\n\n")],
            "ask": self.text(step.ask) or None,
            "unlocks": mechanism(step.unlocks, self.words) if step.unlocks else None,
            "choices": list(map(self.text, step.choice)),
            "said": list(map(self._said, step.sources)),
            "chart": chart,
            "month": step.month or (chart["months"] if chart else None),
            "range": {"label": self.text(step.label), "axis": step.axis} if step.label else None,
        }

    def _chart(self, name: str, *, lines: bool) -> dict[str, Any]:
        lesson = self.answers.lesson
        series = (lesson.series | lesson.seen)[name]
        months = lesson.compared[series.of].months
        chart: dict[str, Any] = {
            "name": name,
            "label": self.text(series.label),
            "months": months,
            "points": [months * (turn + 1) // POINTS for turn in range(POINTS)],
            "axis": list(series.axis),
            "begins": 0.0 if series.shown in FROM_NOTHING else None,
        }
        if lines:
            each = self.answers.courses[name]
            known = each[:LINES][np.isfinite(each[:LINES])].tolist()
            chart["lines"] = list(map(_plain, each[:LINES]))
            chart["middle"] = _plain(np.median(each, axis=0))
            chart["low"], chart["high"] = map(_plain, np.quantile(each, (LOW, HIGH), axis=0))
            chart["axis"] = [min(series.axis[0], *known), max(series.axis[1], *known)]
        return chart

    def _said(self, name: str) -> dict[str, str]:
        source = self.answers.lesson.source[name]
        said = f"{self.number(Asked('source', name))} {self.text(source.unit)}".strip()
        beside = asked("model", source.beside or "")
        given = [self.number(beside._replace(end=end)) for end in ("", "low", "high") if source.beside]
        return {
            "claim": self.text(source.claim),
            "said": self.text(source.told) or said,
            "model": "{} ({}\N{NO-BREAK SPACE}…\N{NO-BREAK SPACE}{})".format(*given) if given else NOTHING,
            "by": self._by(source),
            "quote": source.quote,
            "quoted_in": CITED[source.account]["language"] if source.account else "",
        }

    def _by(self, source: Source) -> str:
        return _account(source.account, self.words) if source.account else self.text(source.about)


def _account(name: str, words: Words) -> str:
    it = CITED[name]
    publisher = f"{it['publisher'][words.language]}, {it.get('date') or words.gettext('undated')}"
    return f"{it['title']} ({publisher})" if "title" in it else publisher


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plain(values: Courses) -> list[float | None]:
    return [round(float(it), DIGITS) + 0.0 if np.isfinite(it) else None for it in values]


def handout(answers: Answers, words: Words, *, notes: bool = True) -> str:
    """Return a lesson as HTML for A4: sheets to guess on, what came out, then the teacher's `notes`."""
    rendering = Rendering(answers, words)
    lesson, roles = rendering.lesson(), rendering.roles() if notes else {}
    first = [*(it["kind"] for it in lesson["steps"]), "reveal"].index("reveal")
    ahead = [it for turn, it in enumerate(lesson["steps"]) if it["kind"] == "predict" or turn < first]
    return PAGES.get_template("handout.html.jinja").render(
        lesson=lesson,
        ahead=ahead,
        notes=answers.lesson.notes if notes else None,
        text=rendering.text,
        seen=[f"{words.gettext(role.capitalize())}: {it['label']}" for role, it in roles.items()],
        words=words,
        gettext=words.gettext,
        chart=_drawn,
    )


def _drawn(it: dict[str, Any], words: Words, paper: bool) -> str:
    """Return a chart of `Rendering` from within its <svg; on paper without lines, a box to draw in."""
    lines, out = [] if paper else it.get("lines", []), io.StringIO()
    with rc_context(PLAIN):
        figure = Figure(figsize=(6.4, 3.0), layout="constrained")  # its style says how wide it is
        axes = figure.subplots()
        axes.set(xlim=(0, it["months"]), ylim=it["axis"], xticks=it["points"])
        axes.yaxis.set_major_locator(MaxNLocator(6))
        decimals = 0 if all(tick == int(tick) for tick in axes.get_yticks()) else 1
        axes.yaxis.set_major_formatter(lambda tick, _: number(tick, words, decimals=decimals))
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(color=RULE)
        axes.axhline(0.0, color=INK, linewidth=1.0)
        drawn = [(each, 0.45, 0.8) for each in lines] + ([(it["middle"], 1.0, 2.4)] if lines else [])
        for each, alpha, wide in drawn:
            axes.plot(np.array([it["begins"], *each], float), color=NOW, alpha=alpha, linewidth=wide)
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return re.sub(r"<style.*?</style>", "", out.getvalue().partition("<svg ")[2], flags=re.DOTALL)


def headings(words: Words) -> list[dict[str, Any]]:
    """Return what each lesson that comes with the program is called; nothing is run for it."""
    return [Rendering(Answers(read_lesson(it), {}, {}), words).heading() for it in lesson_files()]


def for_teachers(page: str) -> str:
    """Return a page of docs/ for teachers as it should be, with lessons, cards and accounts as they are."""
    words, cited = words_of(TEACHERS[page]), []
    cards = [(_account(name, words), read_scenario(town).expect[turn - 1]) for name, town, turn in CARDS]
    sources = [it for number in lesson_files() for it in read_lesson(number).source.values()]
    for name, it in CITED.items():
        by = f"[{_account(name, words)}]({it['link']})" if "link" in it else _account(name, words)
        quotes = dict.fromkeys(it.quote for it in sources if it.account == name and it.quote)
        cited.append(" ".join((by, *(words.gettext("“{quote}”", quote=it) for it in [*quotes][:2]))))
    lessons = headings(words)
    heads = "", words.gettext("lesson"), words.gettext("question")
    parts = {
        "lessons": table(heads, ([str(it["number"]), it["title"], it["question"]] for it in lessons)),
        "goals": bullets(f"{it['number']}: {' '.join(it['goals'])}" for it in lessons),
        "cards": bullets(f"**{words.gettext(it.claim)}.** {by}; {it.grade.value}" for by, it in cards),
        "accounts": bullets(cited),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda it: parts[it[1]], (HERE / f"{page}.md.in").read_text("utf-8"))
