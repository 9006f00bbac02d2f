"""Validation: every claim of every account beside what the model gives, and what simpler models give."""
