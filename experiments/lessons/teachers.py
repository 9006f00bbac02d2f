"""Teachers: the pages of docs/ for teachers, with the lessons, cards and accounts as they are now."""

from functools import partial
from pathlib import Path

from tillit.experiments.describing.markdown import table
from tillit.experiments.describing.pages import filled
from tillit.experiments.lessons.accounts import accounts
from tillit.experiments.lessons.answers import Answers
from tillit.experiments.lessons.reading import all_lessons
from tillit.experiments.lessons.rendering import Rendering
from tillit.experiments.telling import words
from tillit.experiments.telling.catalogue import Words
from tillit.model.scenarios import read_scenario

PAGES = {"teachers.sv": "sv", "teachers.da": "da"}
"""The pages, each with its language."""
CARDS = (
    ("hassleholm", "tvilling-omorganiserar", 1),
    ("gavle", "gavle", 3),
    ("sollentuna", "sollentuna", 2),
    ("vaxjo-figure", "vaxjo", 1),
    ("herning", "herning", 1),
)
"""Claims to talk about: the account, and which claim of which town's file."""
QUOTED = 2
"""Quotations of each account."""


def described(page: str) -> str:
    """Return a page as it should be."""
    said = words(PAGES[page])
    parts = {"lessons": lessons, "goals": goals, "cards": cards, "accounts": cited}
    template = Path(__file__).with_name(f"{page}.md.in").read_text(encoding="utf-8")
    return filled(template, {name: partial(write, said) for name, write in parts.items()})


def lessons(said: Words) -> str:
    """Return the table of the lessons."""
    headings = (it.heading() for it in _rendered(said))
    rows = [[str(it["number"]), it["title"], it["question"]] for it in headings]
    return table(("", said.gettext("lesson"), said.gettext("question")), rows)


def goals(said: Words) -> str:
    """Return what one can do after each lesson."""
    return "\n".join(f"- {it.heading()['number']}: {' '.join(it.goals())}" for it in _rendered(said))


def cards(said: Words) -> str:
    """Return claims to talk about, each with its source and grade."""
    lines = []
    for account, town, turn in CARDS:
        it = read_scenario(town).expect[turn - 1]
        source = accounts()[account].by(said)
        lines.append(f"- **{said.gettext(it.claim)}.** {source}; {it.grade.value}")
    return "\n".join(lines)


def cited(said: Words) -> str:
    """Return the accounts, each with a few words of it."""
    quotes: dict[str, list[str]] = {name: [] for name in accounts()}
    for lesson in all_lessons():
        for it in lesson.sources.values():
            if it.account and it.quote and it.quote not in quotes[it.account]:
                quotes[it.account].append(said.gettext("“{quote}”", quote=it.quote))
    lines = []
    for name, account in accounts().items():
        by = f"[{account.by(said)}]({account.link})" if account.link else account.by(said)
        lines.append(f"- {' '.join((by, *quotes[name][:QUOTED]))}")
    return "\n".join(lines)


def _rendered(said: Words) -> list[Rendering]:
    """Return the lessons in a language; headings and goals ask sources only, so that nothing is run."""
    return [Rendering(Answers(it, {}, {}), said) for it in all_lessons()]
