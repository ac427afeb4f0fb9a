"""From a chosen repetition to comments: names, times, texts, parents, declared counts."""
