"""The loader: dumps from files, through the parser, into articles and comments."""
