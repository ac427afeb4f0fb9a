"""The public site: each view reads its input, calls a queryset or a reader, and renders."""
