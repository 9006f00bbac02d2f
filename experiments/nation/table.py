"""Table: the municipalities of a nation, as a CSV file or a workbook has them."""

from dataclasses import dataclass
from pathlib import Path

from tillit.experiments.importing.places import full_code, is_municipality
from tillit.experiments.importing.tables import number, read_cells, rows_below
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios.errors import nearest, screen

MOST_MUNICIPALITIES = 5_000
WORDS = {
    "kommun": "municipality",
    "län": "county",
    "invånare": "inhabitants",
    "hushåll": "households",
    "tjänster": "posts",
    "ärenden": "caseload",
    "arbetslösa": "unemployed",
    "sjuka": "sick",
    "språk": "language",
    "sociala": "social",
    "väntande": "waiting",
    "krav": "demands",
}
"""Swedish headings of the columns."""
OBSTACLES = ("unemployed", "sick", "language", "social", "waiting")
NUMBERS = ("inhabitants", "households", "posts", "caseload", *OBSTACLES, "demands", "turnover")
WHOLE = ("inhabitants", "households", "posts")
"""Columns that count something."""
LARGEST_RATE = 999.0
"""What is no count is less than a thousand: caseloads and shares."""
KNOWN = ("municipality", "county", *NUMBERS)
NEEDED = ("municipality", "county", "inhabitants", "households")


@dataclass(frozen=True)
class Row:
    """One municipality."""

    line: int
    """Line of the file, for messages."""
    municipality: str
    county: str
    figures: dict[str, float]
    """Its figures by column; those that the file leaves empty are not there."""


def read_table(path: Path) -> list[Row]:
    """Return the municipalities of a CSV file or a workbook; RefusedError names all that is wrong at once."""
    lines, _ = read_cells(path)
    columns = columns_of(lines[0].cells, path.name)
    if not 1 < len(lines) <= MOST_MUNICIPALITIES + 1:
        message = f"{path.name} has {len(lines) - 1:,} municipalities: must have 1 to {MOST_MUNICIPALITIES:,}"
        raise RefusedError(message)
    problems: list[str] = []
    below = zip(lines[1:], rows_below(lines, 0, path.name), strict=True)
    rows = [
        row_of(line.number, dict(zip(columns, cells, strict=True)), problems) for line, (_, cells) in below
    ]
    refuse(path.name, [*problems, *_repeated(rows)])
    return rows


def columns_of(names: list[str], title: str) -> list[str]:
    """Return the columns that the headings mean."""
    plain = [name.strip().casefold() for name in names]
    columns = [WORDS.get(name, name) for name in plain]
    problems = []
    for name in columns:
        if name not in KNOWN:
            problems.append(f"there is no column {name[:60]!r}; {nearest(name, [*KNOWN, *WORDS])}")
        elif columns.count(name) > 1:
            problems.append(f"column {name!r} is there twice")
    problems += [f"column {name!r} is missing" for name in NEEDED if name not in columns]
    if "posts" not in columns and "caseload" not in columns:
        problems.append("column 'posts' (or 'caseload') is missing")
    refuse(title, list(dict.fromkeys(problems)))
    return columns


def row_of(line: int, cells: dict[str, str], problems: list[str]) -> Row:
    """Return one municipality; what is wrong with it is added to `problems`."""
    figures = {}
    for name in NUMBERS:
        try:
            value, _ = number(
                cells.get(name, ""), f"line {line}, {name}", whole=name in WHOLE, most=LARGEST_RATE
            )
        except RefusedError as error:
            problems.append(str(error))
            continue
        if value is not None:
            figures[name] = value
        elif name in NEEDED:
            problems.append(f"line {line}: {name} is empty; it is needed")
    texts = {name: cells.get(name, "").strip() for name in ("municipality", "county")}
    problems += [f"line {line}: {name} is empty; it is needed" for name, text in texts.items() if not text]
    if texts["municipality"] and not is_municipality(full_code(texts["municipality"])):
        problems.append(
            f"line {line}: {texts['municipality'][:60]!r} is not a municipality but the nation, a county, "
            "a group or a total; leave it out, or its people are counted twice"
        )
    return Row(line, texts["municipality"], texts["county"], figures)


def refuse(title: str, problems: list[str]) -> None:
    """Refuse a file that has problems: RefusedError names the first of them."""
    if problems:
        raise RefusedError(screen(f"{title} cannot be used:", problems))


def _repeated(rows: list[Row]) -> list[str]:
    """Return a complaint about each municipality that is there twice."""
    seen: dict[str, int] = {}
    problems = []
    for row in rows:
        first = seen.setdefault(row.municipality.casefold(), row.line)
        if first != row.line:
            problems.append(f"line {row.line}: {row.municipality!r} is in line {first} already")
    return problems
