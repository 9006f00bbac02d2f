"""Answers: one question to a sweep a file, each with its table, its figure and its sentence."""

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.sampled import Quantity
from tillit.experiments.answers.sweep import Sweep, UnfinishedWarning

__all__ = ["Answer", "Quantity", "Sweep", "UnfinishedWarning"]
