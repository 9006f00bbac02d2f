"""Claims: what the accounts say, how likely that is under the model, and under simpler explanations."""
