"""The browser page: looking at the model, and nothing more."""
