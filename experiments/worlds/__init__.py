"""Worlds: a town as it was and as it acted, how many pairs of both, and what ran them."""
