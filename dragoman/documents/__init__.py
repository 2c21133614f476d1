"""Documents as people have them (files, web pages, feeds) -> ``Document`` objects."""

from dragoman.documents.failure import Failure
from dragoman.documents.opening import open_documents
from dragoman.documents.options import Options

__all__ = ["Failure", "Options", "open_documents"]
