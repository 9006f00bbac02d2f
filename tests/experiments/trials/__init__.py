"""Virtual trials: reading, cohorts, effects, and what they print."""
