"""Speed and memory of Dragoman beside its peers, on the same text in the same run."""
