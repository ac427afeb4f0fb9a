"""Comments cut by a pattern, how well they explain the page, and the choice among them."""
