"""Figures from the log: retention, forecast, confusions, calibration, what is weakest.

Each is a pure function over `Answer`s, which one pass over the log makes; its docstring defines it.
"""
