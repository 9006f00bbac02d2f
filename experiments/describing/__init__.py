"""The model's own description: written where it must be, generated where it can be.

Values, tables and the flow of a month are made from the declarations and docstrings
themselves, so the description cannot drift from the program. Nothing is compiled for it.
"""

from tillit.experiments.describing.pages import FOLDER, PAGES, described, outdated

__all__ = ["FOLDER", "PAGES", "described", "outdated"]
