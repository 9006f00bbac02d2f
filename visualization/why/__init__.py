"""Why: what the difference is made of, and where a town tips."""
