"""One file a change of the tables, none of them ever altered after its release."""
