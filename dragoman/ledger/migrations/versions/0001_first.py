"""The first ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")

SQLITE_SEARCH = (
    """
    CREATE VIRTUAL TABLE search USING fts5(
        words, facets, content='statements', content_rowid='place',
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co M*' tokenchars '_'"
    )
    """,
    """
    CREATE TRIGGER statements_added AFTER INSERT ON statements BEGIN
        INSERT INTO search(rowid, words, facets) VALUES (new.place, new.words, new.facets);
    END
    """,
    """
    CREATE TRIGGER statements_gone AFTER DELETE ON statements BEGIN
        INSERT INTO search(search, rowid, words, facets) VALUES ('delete', old.place, old.words, old.facets);
    END
    """,
    """
    CREATE TRIGGER statements_changed AFTER UPDATE OF words, facets ON statements BEGIN
        INSERT INTO search(search, rowid, words, facets) VALUES ('delete', old.place, old.words, old.facets);
        INSERT INTO search(rowid, words, facets) VALUES (new.place, new.words, new.facets);
    END
    """,
)
POSTGRES_SEARCH = """
CREATE INDEX search ON statements USING gin (
    (array_to_tsvector(string_to_array(facets, ' ')) || to_tsvector('simple'::regconfig, words))
)
"""


def upgrade() -> None:
    """Make the tables and the full-text index."""
    _texts()
    _readings()
    _statements()
    _beside()
    if op.get_bind().dialect.name == "sqlite":
        for command in SQLITE_SEARCH:
            op.execute(sa.text(command))
    else:
        op.execute(POSTGRES_SEARCH)
    op.execute("INSERT INTO counters (name, value) VALUES ('statements', 0)")


def _texts() -> None:
    op.create_table(
        "documents",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("address", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "texts",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "versions",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("document_id", NUMBER, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("text_id", NUMBER, sa.ForeignKey("texts.id"), nullable=False, index=True),
        sa.Column("copy_of", NUMBER, sa.ForeignKey("versions.id"), index=True),
        sa.Column("added", sa.Text, nullable=False),
        sa.UniqueConstraint("document_id", "number"),
    )


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("version_id", NUMBER, sa.ForeignKey("versions.id"), nullable=False),
        sa.Column("read_by", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False, index=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("added", sa.Text, nullable=False),
        sa.UniqueConstraint("version_id", "read_by", "run"),
    )
    op.create_table(
        "judgements",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text),
        sa.Column("value", sa.Text),
        sa.Column("judge", sa.Text, nullable=False),
        sa.Column("why", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("undoes", NUMBER, sa.ForeignKey("judgements.id")),
        sa.Column("reading_id", NUMBER, sa.ForeignKey("readings.id")),
        sa.CheckConstraint("verdict IN ('accept', 'reject', 'unsure', 'edit')", name="four_values"),
        sa.CheckConstraint("(verdict IS NULL) <> (undoes IS NULL)", name="passed_or_taken_back"),
    )
    op.create_index("ix_judgements_target", "judgements", ["kind", "target"])


def _statements() -> None:
    op.create_table(
        "standing",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("target", sa.Text, primary_key=True),
        sa.Column("judgement_id", NUMBER, sa.ForeignKey("judgements.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statements",
        sa.Column("place", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("reading_id", NUMBER, sa.ForeignKey("readings.id"), nullable=False, index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("key", sa.BigInteger, nullable=False, index=True),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("facets", sa.Text, nullable=False),
    )
    op.create_table(
        "refers",
        sa.Column("place", NUMBER, sa.ForeignKey("statements.place", ondelete="CASCADE"), primary_key=True),
        sa.Column("first", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )


def _beside() -> None:
    op.create_table(
        "actors",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False, index=True),
    )
    op.create_table(
        "anchors",
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("text_id", NUMBER, sa.ForeignKey("texts.id"), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
