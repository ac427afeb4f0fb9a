"""The parser: the text of a saved page in, records out. No Django, no I/O, no clock."""
