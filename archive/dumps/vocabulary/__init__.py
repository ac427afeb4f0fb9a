"""What single words, rows and names tell, on any page: patterns, no decisions."""
