"""Telling: what came out, in sentences that a councillor understands, in Swedish, Danish and English."""

from tillit.experiments.telling.catalogue import LANGUAGES, Words, language, words
from tillit.experiments.telling.facts import Facts, facts_from, facts_of
from tillit.experiments.telling.sentences import sentences

__all__ = ["LANGUAGES", "Facts", "Words", "facts_from", "facts_of", "language", "sentences", "words"]
