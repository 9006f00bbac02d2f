"""Importing: a municipality's own published figures become a town that runs."""
