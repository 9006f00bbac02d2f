"""Calibration: which values of the assumptions agree with what was measured.

A file of targets says what was measured, how well, and which parameters are
free. History matching rules out vectors that cannot agree, a posterior sample
says how far the rest is known, and a report says what the data leave open.
"""
