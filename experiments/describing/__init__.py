"""The model's own description: written where it must be, generated where it can be.

Tables of what is in the model are made from the declarations and docstrings
themselves, so the description cannot drift from the program. Nothing is
compiled for it.
"""

from tillit.experiments.describing.pages import FOLDER, described, outdated

__all__ = ["FOLDER", "described", "outdated"]
