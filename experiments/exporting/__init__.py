"""Exporting: results in the shapes that others read, always marked as what they are: a simulation."""
