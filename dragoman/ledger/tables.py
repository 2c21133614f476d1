"""The tables of a ledger. What is in ``STORED`` is kept; the rest is worked out from it and can be made anew.

Nothing in ``documents``, ``texts``, ``versions``, ``readings`` and ``judgements`` is ever changed or deleted.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()
#: SQLite numbers rows by itself only where the type is INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")

documents = Table(
    "documents", metadata,
    Column("id", Number, primary_key=True),
    Column("address", Text, nullable=False, unique=True),
)  # fmt: skip

texts = Table(
    "texts", metadata,
    Column("id", Number, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip

versions = Table(
    "versions", metadata,
    Column("id", Number, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("document_id", Number, ForeignKey("documents.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text_id", Number, ForeignKey("texts.id"), nullable=False, index=True),
    Column("copy_of", Number, ForeignKey("versions.id"), index=True),
    Column("added", Text, nullable=False),
    UniqueConstraint("document_id", "number"),
)  # fmt: skip

readings = Table(
    "readings", metadata,
    Column("id", Number, primary_key=True),
    Column("version_id", Number, ForeignKey("versions.id"), nullable=False),
    Column("read_by", Text, nullable=False),
    Column("run", Integer, nullable=False),
    Column("name", Text, nullable=False, index=True),
    Column("digest", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("added", Text, nullable=False),
    UniqueConstraint("version_id", "read_by", "run"),
)  # fmt: skip

judgements = Table(
    "judgements", metadata,
    Column("id", Number, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("verdict", Text),
    Column("value", Text),
    Column("judge", Text, nullable=False),
    Column("why", Text),
    Column("at", Text, nullable=False),
    Column("undoes", Number, ForeignKey("judgements.id")),
    Column("reading_id", Number, ForeignKey("readings.id")),
    CheckConstraint("verdict IN ('accept', 'reject', 'unsure', 'edit')", name="four_values"),
    CheckConstraint("(verdict IS NULL) <> (undoes IS NULL)", name="passed_or_taken_back"),
    Index("ix_judgements_target", "kind", "target"),
)  # fmt: skip

#: The judgement in force on each target: the last that none takes back.
standing = Table(
    "standing", metadata,
    Column("kind", Text, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("judgement_id", Number, ForeignKey("judgements.id"), nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

#: The statements of the current reading of every version. ``place`` is the day, then a number of its own, so that the
#: order of places is that of days. ``words`` and ``facets`` are what the full-text index is built from.
statements = Table(
    "statements", metadata,
    Column("place", Number, primary_key=True, autoincrement=False),
    Column("reading_id", Number, ForeignKey("readings.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("key", BigInteger, nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("facets", Text, nullable=False),
)  # fmt: skip

#: The days that the content of a statement speaks of.
refers = Table(
    "refers", metadata,
    Column("place", Number, ForeignKey("statements.place", ondelete="CASCADE"), primary_key=True),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)  # fmt: skip

#: Whom statements name, as first met, so that a person can be searched by name.
actors = Table(
    "actors", metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
)  # fmt: skip

#: A few passages of each text, by which texts that are nearly the same find each other.
anchors = Table(
    "anchors", metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("text_id", Number, ForeignKey("texts.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)  # fmt: skip

#: The last number given to a statement's place, and the state in which exchanges were last found.
counters = Table(
    "counters", metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)  # fmt: skip

#: The exchanges that the readings tell of, in order of date, as they were last found; see ``exchanges.py``.
exchanges = Table(
    "exchanges", metadata,
    Column("id", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip

#: The statements that tell of each exchange, by key.
told = Table(
    "told", metadata,
    Column("exchange_id", Text, ForeignKey("exchanges.id", ondelete="CASCADE"), primary_key=True),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Index("ix_told_key", "key"),
    sqlite_with_rowid=False,
)  # fmt: skip

#: Searches that people saved, each under a name of its own; ``asked`` is what they ask, as JSON.
searches = Table(
    "searches", metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("asked", Text, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("at", Text, nullable=False),
)  # fmt: skip

#: Who may sign in at the desk. ``folded`` is the name without case and accents: nobody can take a name that looks like
#: Who may sign in at the desk. ``folded`` is the name without case and accents: nobody can take one that looks like
#: the token that the person's programs send.
people = Table(
    "people", metadata,
    Column("id", Number, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("password", Text),
    Column("token", Text, unique=True),
    Column("added", Text, nullable=False),
    Column("signed_in", Text),
    Column("feed", Text, unique=True, index=True),
    CheckConstraint("role IN ('reader', 'reviewer', 'admin')", name="three_roles"),
)  # fmt: skip

#: Who is signed in: ``digest`` is the SHA-256 of the token that the browser holds.
sessions = Table(
    "sessions", metadata,
    Column("digest", Text, primary_key=True),
    Column("person_id", Number, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("began", Text, nullable=False),
    Column("expires", Text, nullable=False, index=True),
    Column("address", Text, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

#: Who did what at the desk and when; rows are added, and never changed. Names are text: they outlive the accounts.
audit = Table(
    "audit", metadata,
    Column("id", Number, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("target", Text),
    Column("detail", Text),
    Column("address", Text, nullable=False),
    Index("ix_audit_who", "who", "id"),
    Index("ix_audit_event", "event", "id"),
)  # fmt: skip

#: In the order in which rows may be copied from one ledger to another.
STORED = (documents, texts, versions, readings, judgements, searches, people, audit)
DERIVED = (standing, statements, refers, actors, anchors, exchanges, told, counters)
