"""Asking: questions to a sweep, each answered by a tidy table, a figure and a sentence."""

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.study import Study

__all__ = ["Answer", "Study"]
