"""Regimes: the map of staff density and reorganisations, and whether a town comes back from a bad time."""
