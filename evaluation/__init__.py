"""How well the reader reads: gold, scores, and the floors they may not fall below."""
