"""The model's description, made of its declarations and docstrings where it can be; nothing is compiled."""

from tillit.experiments.describing.pages import FOLDER, PAGES, described, outdated

__all__ = ["FOLDER", "PAGES", "described", "outdated"]
