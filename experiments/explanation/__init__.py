"""Explaining: why two worlds differ, shared out among mechanisms or among what was done."""

from tillit.experiments.explanation.explain import explain
from tillit.experiments.explanation.explanation import Explanation, Question

__all__ = ["Explanation", "Question", "explain"]
