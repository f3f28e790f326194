"""The numbers: arrays in, arrays out. No clock, no input or output, no logging, no globals."""

VERSION = "1.3.0"
"""Changes whenever the same request may give other numbers."""
