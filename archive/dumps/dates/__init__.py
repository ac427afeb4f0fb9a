"""Dates and times: what a text may say, and what the whole page decides that it says."""
