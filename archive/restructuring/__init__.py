"""Making one comment of two, two of one, and one person of two spellings of a name.

Acts of moderators that concern dumps and the search index beside the rows. Moving a
comment needs neither and stands in `comments.moves`.
"""
