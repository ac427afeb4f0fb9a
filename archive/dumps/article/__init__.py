"""The page around its discussion: title, author, time, tags and body of the article."""
