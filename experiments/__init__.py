"""Questions asked of the model: towns run in pairs, with the same people and the same luck."""
