"""How the tables of a ledger came to be, release by release (Alembic)."""
