"""Tipping: where a town has two regimes, and its past decides which of them it is in."""
