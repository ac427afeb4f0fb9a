"""Web pages with discussions, invented with their truth, to measure the parser on unseen pages.

Comment systems lay pages out in known ways; these modules write pages of that structure
with invented words, and say exactly who said what, when and to whom. `tongues` holds the
words, `talk` the discussion, `page` everything around it, `systems` the layouts, `dumping`
the extractors. A page is fixed by its system, its number and the seed.
"""
