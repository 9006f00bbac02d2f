"""Explaining: why two worlds differ, shared out among mechanisms or among what was done."""

from tillit.experiments.explanation.explanation import Explanation
from tillit.experiments.explanation.inquiry import Question, explain

__all__ = ["Explanation", "Question", "explain"]
