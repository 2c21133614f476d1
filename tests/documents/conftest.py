"""Helpers for the tests of reading documents: sources from bytes, small PDF and Word files, a local web site."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dragoman.documents.source import Source


@pytest.fixture
def source() -> Callable[..., Source]:
    """Return a function that makes a Source of bytes."""

    def make(data: bytes, origin: str = "input", **facts: Any) -> Source:
        return Source(origin, io.BufferedReader(io.BytesIO(data)), **facts)

    return make


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """Return a function that makes a PDF: a list of lines for each page, and its metadata."""
    return pdf_bytes


def pdf_bytes(*pages: list[str], info: dict[str, str] | None = None) -> bytes:
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    streams = [add(_stream(lines)) for lines in pages]
    tree = len(objects) + len(pages) + 1
    kids = [
        add(
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R "
            f"/Resources << /Font << /F1 {font} 0 R >> >> >>".encode()
        )
        for stream in streams
    ]
    add(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode())
    catalog = add(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode())
    facts = add(("<< " + " ".join(f"/{name} ({value})" for name, value in (info or {}).items()) + " >>").encode())
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root {catalog} 0 R /Info {facts} 0 R >>\n".encode()
    return bytes(out + f"startxref\n{table}\n%%EOF\n".encode())


def _stream(lines: list[str]) -> bytes:
    drawn = "".join(f"({line}) Tj T*\n" for line in lines)
    content = f"BT /F1 11 Tf 14 TL 50 780 Td\n{drawn}ET".encode("cp1252")
    return b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream"


@dataclass
class Answer:
    """What the local site answers on one path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    drip: float = 0.0
    drip_headers: bool = False


@dataclass
class Site:
    """A web site on this machine: put answers in ``pages``, see what was asked in ``asked``."""

    address: str = ""
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    """Answers from the pages of the ``Site`` that the server carries, and would keep connections open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.asked.append((self.path, dict(self.headers)))
        site.ports.append(self.client_address[1])
        # A client that has seen enough hangs up.
        with suppress(OSError):
            self.send(site.pages.get(self.path, Answer(b"nothing here", 404)))

    def send(self, answer: Answer) -> None:
        if answer.drip_headers:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            self.drip(b"x" * 10_000, answer.drip)
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header(*(("Connection", "close") if answer.drip else ("Content-Length", str(len(answer.body)))))
        self.end_headers()
        if answer.drip:
            self.drip(answer.body, answer.drip)
        else:
            self.wfile.write(answer.body)

    def drip(self, body: bytes, pause: float) -> None:
        for byte in body:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(pause)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve a site on the loopback address while a test runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    server.site = site  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()
