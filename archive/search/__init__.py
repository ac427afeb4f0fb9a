"""Finding articles and comments by their words, on SQLite and PostgreSQL alike.

Both databases index the same words, made by one normaliser (`normalising`), and answer the
same query (`language`); `fts5` and `postgres` only write it in their own syntax. What may
be read is asked of the articles and comments themselves with every search, never of a
copy, so nothing withheld can be found however old the index is.
"""
