"""From lines to rows: dialects, bullets, tables, and lines that an extractor wrapped."""
