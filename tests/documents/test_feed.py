"""Feeds: each entry a document, and no entities."""

from __future__ import annotations

import time

import pytest

from dragoman.documents.failure import Failure, Unreadable
from dragoman.documents.feed import checked_xml, load

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>MFA &amp; News</title><link>https://example.org</link>
<item><title>First &lt;b&gt;readout&lt;/b&gt;</title><link>https://example.org/1</link>
<dc:creator>Jean Dupont</dc:creator>
<pubDate>Fri, 28 Jan 2022 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Élysée: they <b>spoke</b>.</p><p>Да, and agreed.</p><script>x()</script>]]>
</content:encoded></item>
<item><title>Second</title><link>https://example.org/2</link>
<description>Only a summary &amp;amp; more.</description></item>
<item><title>Third</title><link>javascript:alert(1)</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kremlin</title>
<entry><title>Talks</title><link href="https://kremlin.example/1"/><published>2022-01-28T22:00:00+03:00</published>
<author><name>Press Service</name></author><author><name>Desk</name></author>
<content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Two&lt;/li&gt;&lt;/ul&gt;</content></entry></feed>"""

BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><title>x</title>
<item><title>t</title><description>&c;</description></item></channel></rss>"""


def rss(encoding="utf-8"):
    return RSS.format(encoding=encoding).encode(encoding, "xmlcharrefreplace")


def test_an_entry_is_a_document(source):
    first, _, _ = load(source(rss(), "feed.xml", fetched="2022-02-01T00:00:00+00:00"))
    assert first.text == "Élysée: they spoke.\n\nДа, and agreed."
    assert first.title == "First readout"
    assert first.url == "https://example.org/1"
    assert first.outlet == "MFA & News"
    assert first.authors == ("Jean Dupont",)
    assert first.byline == "Jean Dupont"
    assert first.origin == "feed.xml, entry 1"
    assert first.fetched == "2022-02-01T00:00:00+00:00"
    assert first.signs == ()
    assert first.cut


def test_the_date_is_that_of_the_place(source):
    first, _, _ = load(source(rss()))
    assert first.published == "2022-01-28"  # already the 29th in UTC


def test_a_summary_is_read_and_said_to_be_one(source):
    _, second, _ = load(source(rss()))
    assert second.text == "Only a summary & more."
    assert second.signs == ("text is the summary in the feed",)
    assert (second.published, second.byline) == (None, None)


def test_an_entry_without_text_is_a_failure_and_the_rest_goes_on(source):
    found = list(load(source(rss())))
    assert found[2] == Failure("input, entry 3", "has no text", "give the address of the page itself")


def test_only_web_addresses_are_taken(source):
    data = rss().replace(b"https://example.org/1", b"javascript:alert(1)")
    assert next(load(source(data))).url is None


def test_atom(source):
    (entry,) = load(source(ATOM.encode()))
    assert entry.text == "One.\n\nTwo"
    assert (entry.title, entry.outlet, entry.url) == ("Talks", "Kremlin", "https://kremlin.example/1")
    assert (entry.published, entry.authors) == ("2022-01-28", ("Press Service", "Desk"))


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16"])
def test_other_encodings(source, encoding):
    first, _, _ = load(source(rss(encoding)))
    assert first.text.endswith("Да, and agreed.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_an_entity_bomb_is_refused_in_any_encoding(source, encoding):
    with pytest.raises(Unreadable, match="declares XML entities"):
        list(load(source(BOMB.encode(encoding))))


@pytest.mark.parametrize("encoding", ["utf-7", "utf-8", "utf-16", "no-such"])
def test_the_parser_sees_what_was_checked(encoding):
    # Left to the declaration, the parser could read entities where the check saw none.
    assert checked_xml(f'<?xml version="1.0" encoding="{encoding}"?>\n<rss>é</rss>'.encode()) == "<rss>é</rss>".encode()


def test_an_external_entity_is_refused(source, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("TOPSECRET")
    data = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss><channel><item><description>&x;</description></item></channel></rss>'
    with pytest.raises(Unreadable, match="declares XML entities"):
        list(load(source(data.encode())))


def test_an_old_doctype_without_entities_is_read(source):
    doctype = b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss.dtd">\n<rss'
    assert len(list(load(source(rss().replace(b"<rss", doctype, 1))))) == 3


@pytest.mark.parametrize("data", [b"<rss><channel></channel></rss>", b"<svg></svg>", b"not xml at all", b""])
def test_no_feed_is_said(source, data):
    with pytest.raises(Unreadable, match="no entries"):
        list(load(source(data)))


def test_a_truncated_feed_gives_what_is_whole(source):
    data = rss()
    found = list(load(source(data[: data.index(b"<title>Second")])))
    assert found[0].text.startswith("Élysée")


def test_deeply_nested_feeds_do_no_harm(source):
    data = b"<rss><channel><item><description>" + b"<a>" * 100_000
    started = time.monotonic()
    assert [type(entry) for entry in load(source(data))] == [Failure]
    assert time.monotonic() - started < 10
