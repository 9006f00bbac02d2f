"""Households on assistance: who comes, what they live through in a month, and how they leave."""
