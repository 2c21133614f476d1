"""Comparisons as ``dragoman compare`` prints them: one file a format."""
