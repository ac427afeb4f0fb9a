"""Erasing a person from the whole archive, on their request: rows, dumps, index, files."""
