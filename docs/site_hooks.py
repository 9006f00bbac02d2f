"""Site hooks: the README is the first page, code is named without a link, and formulas are MathML."""

import re
from html import unescape
from pathlib import Path

from latex2mathml.converter import convert
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

README = Path(__file__).parents[1] / "README.md"
OUTSIDE = re.compile(r"\[([^\[\]]+)\]\((?:\.\./[^)]*|(?:cluster|snakemake)/[^)]*|[A-Z]+(?:\.\w+)?)\)")
"""A link to what is no page of the site."""
FORMULA = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.DOTALL)


SHIM = "https://unpkg.com/iframe-worker/shim"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Make the README the site's first page."""
    text = README.read_text("utf-8").replace("](docs/", "](")
    files.append(File.generated(config, "index.md", content=text))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Name what is not on the site without a link."""
    return OUTSIDE.sub(r"\1", markdown.replace("](../README.md", "](index.md"))


def on_page_content(html: str, **_: object) -> str:
    """Write formulas as MathML, which needs no script."""
    return FORMULA.sub(lambda it: convert(unescape(it[3]), "block" if it[2] == "[" else "inline"), html)


def on_post_page(output: str, **_: object) -> str:
    """Take what search in a folder needs from the site itself."""
    return output.replace(SHIM, "vendor/iframe-worker.js")


on_post_template = on_post_page
