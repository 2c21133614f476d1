"""Plain text is taken as is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.documents.decode import decode
from dragoman.documents.failure import Unreadable
from dragoman.documents.source import FILE_LIMIT, TEXT_LIMIT
from dragoman.documents.textfile import load

RUSSIAN = "Владимир Путин провёл телефонный разговор с Президентом Франции. «Да», — сказал он.\r\n"
FRENCH = "Le président s'est entretenu avec M. Poutine, à l'Élysée. Il a été décidé de poursuivre.\n"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t")))
def test_utf8_comes_back_exactly(text):
    if text.startswith("\ufeff"):
        text = text.lstrip("\ufeff")
    assert decode(text.encode()) == (text, ())


def test_nothing_is_stripped_or_normalised(source):
    text = "  \r\n\tПервая\u00a0строка\u2028 e\u0301 \x0c\n\n\rlast 🇫🇷  \n\n"
    (draft,) = load(source(text.encode()))
    assert draft.text == text
    assert not draft.cut
    assert draft.signs == ()


def test_offsets_are_code_points(source):
    (draft,) = load(source("🇫🇷 said\n".encode()))
    assert draft.text[3:7] == "said"


def test_byte_order_mark_is_removed_and_named():
    assert decode(b"\xef\xbb\xbfHello") == ("Hello", ("utf-8 byte order mark removed",))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_utf16_and_32_by_their_mark(encoding):
    text, signs = decode(RUSSIAN.encode(encoding))
    assert text == RUSSIAN
    assert signs == (f"{encoding}-le byte order mark removed",)


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (FRENCH, "latin-1", "windows-1252"),
        ("Сьогодні єдність і ґрунт. Президент Зеленський провів розмову.", "cp1251", "windows-1251"),
        ("中国外交部发言人表示,双方同意继续对话。会议在北京举行。", "gb18030", "gb18030"),
    ],
)
def test_other_encodings_are_detected_and_named(text, encoding, shown):
    decoded = decode(text.encode(encoding, "replace"))
    assert decoded.text == text.encode(encoding, "replace").decode(encoding)
    assert decoded.signs == (f"decoded as {shown}",)


def test_a_declared_encoding_is_used():
    assert decode("Да".encode("cp1251"), "windows-1251") == ("Да", ("decoded as windows-1251",))
    assert decode("日本".encode("iso2022_jp"), "ISO-2022-JP").text == "日本"


@pytest.mark.parametrize("declared", ["punycode", "unicode_escape", "zlib", "nonsense", "", "utf\0-8"])
def test_a_strange_declaration_is_ignored(declared):
    assert decode(RUSSIAN.encode("cp1251"), declared).text == RUSSIAN


def test_utf8_wins_over_a_wrong_declaration():
    assert decode(RUSSIAN.encode(), "latin-1") == (RUSSIAN, ())


def test_a_cut_download_stays_utf8():
    text, signs = decode(RUSSIAN.encode()[:-4] + b"\xd0")
    assert text.startswith(RUSSIAN[:40])
    assert text.endswith("\ufffd")
    assert "damaged" in signs[0]


@pytest.mark.parametrize(
    "data",
    [
        b"text\0with a NUL",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        bytes(range(1, 32)) * 8,
        b"\xff\xfe\x00",
        "x".encode("utf-16-le") * 9,
    ],
    ids=["nul", "png", "controls", "half utf-16", "utf-16 without its mark"],
)
def test_what_is_no_text_is_refused(data, source):
    with pytest.raises(Unreadable):
        list(load(source(data)))


def test_a_line_of_fifty_megabytes_is_refused_by_name_and_at_once(source):
    started = time.monotonic()
    with pytest.raises(Unreadable, match="more than 20 MB of text"):
        list(load(source(b"word " * 10_000_000)))
    assert time.monotonic() - started < 5


def test_a_line_just_under_the_limit_is_read(source):
    (draft,) = load(source(b"x" * TEXT_LIMIT))
    assert len(draft.text) == TEXT_LIMIT


def test_a_file_over_the_limit_of_files_is_refused(source):
    class Endless:
        def read(self, size):
            return bytes(size)

    assert FILE_LIMIT == 200_000_000
    made = source(b"")
    object.__setattr__(made, "stream", Endless())
    with pytest.raises(Unreadable, match="larger than 200 MB"):
        made.read()
