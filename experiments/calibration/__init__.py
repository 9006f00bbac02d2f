"""Calibration: which values of the assumptions agree with what was measured."""
