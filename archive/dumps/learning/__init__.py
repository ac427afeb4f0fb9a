"""The page's own pattern: what repeats, and on which side of a date names and texts stand."""
