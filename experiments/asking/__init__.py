"""Asking: questions to a sweep, each answered by a tidy table, a figure and a sentence."""

from experiments.asking.answer import Answer
from experiments.asking.study import Study

__all__ = ["Answer", "Study"]
