"""Telling: what came out, in sentences that a councillor understands, in Swedish, Danish and English."""

from tillit.experiments.telling.catalogue import LANGUAGES, Words, language, words

__all__ = ["LANGUAGES", "Words", "language", "words"]
