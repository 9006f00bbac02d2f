"""Teachers: the pages of docs/ for teachers, with the lessons, cards and accounts as they are now."""

from pathlib import Path

from tillit.experiments.describing.markdown import bullets, table
from tillit.experiments.describing.pages import filled
from tillit.experiments.lessons.answers import Answers
from tillit.experiments.lessons.reading import all_lessons
from tillit.experiments.lessons.rendering import Rendering
from tillit.experiments.lessons.texts import ACCOUNTS
from tillit.experiments.telling import words
from tillit.model.scenarios import read_scenario

PAGES = {"teachers.sv": "sv", "teachers.da": "da"}  # the pages, each with its language
CARDS = (
    ("hassleholm", "tvilling-omorganiserar", 1),
    ("gavle", "gavle", 3),
    ("sollentuna", "sollentuna", 2),
    ("vaxjo-figure", "vaxjo", 1),
    ("herning", "herning", 1),
)
"""Claims to talk about: the account, and which claim of which town's file."""
QUOTED = 2  # quotations of each account


def described(page: str) -> str:
    """Return a page as it should be."""
    said, lessons, cards = words(PAGES[page]), all_lessons(), []
    # Headings and goals ask sources only, so that nothing is run.
    headings = [Rendering(Answers(it, {}, {}), said).heading() for it in lessons]
    for source, town, turn in CARDS:
        it = read_scenario(town).expect[turn - 1]
        cards.append(f"**{said.gettext(it.claim)}.** {ACCOUNTS[source].by(said)}; {it.grade.value}")
    cited = []
    for name, account in ACCOUNTS.items():
        by = f"[{account.by(said)}]({account.link})" if account.link else account.by(said)
        of_it = (it for lesson in lessons for it in lesson.source.values() if it.account == name)
        quotes = dict.fromkeys(said.gettext("“{quote}”", quote=it.quote) for it in of_it if it.quote)
        cited.append(" ".join((by, *list(quotes)[:QUOTED])))
    parts = {
        "lessons": table(
            ("", said.gettext("lesson"), said.gettext("question")),
            [[str(it["number"]), it["title"], it["question"]] for it in headings],
        ),
        "goals": bullets(f"{it['number']}: {' '.join(it['goals'])}" for it in headings),
        "cards": bullets(cards),
        "accounts": bullets(cited),
    }
    template = Path(__file__).with_name(f"{page}.md.in").read_text(encoding="utf-8")
    return filled(template, {name: lambda part=part: part for name, part in parts.items()})
