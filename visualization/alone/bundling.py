"""Bundling: the page's scripts in one, for a page that is opened from a folder may not load modules."""

import re
from pathlib import Path

from tillit.visualization.page_words import STATIC

TAKEN = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";$', re.MULTILINE)
GIVEN = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)


def bundle(name: str) -> str:
    """Return a script that does what a module in `static` does with all that it imports.

    Each module becomes a function that is called once, under its name, in the order of need.
    """
    made: dict[str, str] = {}
    _add(name, made)
    return "\n".join(made.values())


def _add(name: str, made: dict[str, str]) -> None:
    if name in made:
        return
    text = Path(STATIC, f"{name}.js").read_text(encoding="utf-8")
    for _, other in TAKEN.findall(text):
        _add(other, made)
    names = ", ".join(GIVEN.findall(text))
    text = TAKEN.sub(r"const \1 = tillit_\2;", text).replace("import.meta.url", "document.baseURI")
    text = re.sub(r"^export ", "", text, flags=re.MULTILINE)
    made[name] = f"const tillit_{name} = (() => {{\n{text}\nreturn {{ {names} }};\n}})();"
