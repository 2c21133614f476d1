"""How the shipped model is made: one command a step. Not part of the package."""
