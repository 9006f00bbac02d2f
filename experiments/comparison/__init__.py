"""Comparison: two worlds in pairs that share their luck, what came of each, and how they differ."""
