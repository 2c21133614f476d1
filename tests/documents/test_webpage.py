"""Web pages: the main text, and what the page says about itself."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from dragoman.documents import pagefacts
from dragoman.documents.failure import Unreadable
from dragoman.documents.fragment import parse
from dragoman.documents.webpage import load

PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Entretien avec M. Poutine | Élysée</title>
<meta property="og:site_name" content="Élysée">
<meta property="article:published_time" content="2022-01-28T21:30:00+01:00">
<link rel="canonical" href="https://www.elysee.fr/entretien">{head}</head>
<body><nav><ul><li><a href="/">Accueil</a></li><li><a href="/b">Agenda du président</a></li></ul></nav>
<article><h1>Entretien avec M. Poutine</h1>{byline}
<p>Le président de la République s'est entretenu avec <a href="/p">le président russe</a>,
à sa demande.</p><h2>La suite</h2><p>« Aucune intention offensive », a dit M. Poutine.</p>
<table><tr><th>Date</th><th>Lieu</th></tr><tr><td>28 janvier</td><td>Paris</td></tr></table></article>
<div class="comments" id="comments"><p>Un commentaire de lecteur, fort long et sans intérêt aucun.</p></div>
<footer><p>Mentions légales</p></footer></body></html>"""


def page(head="", byline=""):
    return PAGE.format(head=head, byline=byline)


def drafted(source, html, encoding="utf-8", **facts):
    (draft,) = load(source(html.encode(encoding), **facts))
    return draft


def test_main_text_in_paragraphs(source):
    text = drafted(source, page()).text
    assert text.split("\n\n") == [
        "Entretien avec M. Poutine",
        "Le président de la République s'est entretenu avec le président russe, à sa demande.",
        "La suite",
        "« Aucune intention offensive », a dit M. Poutine.",
        "Date | Lieu",
        "28 janvier | Paris",
    ]


def test_what_the_page_says_about_itself(source):
    draft = drafted(source, page(byline='<p class="byline">Par Jean Dupont, avec AFP</p>'))
    assert draft.title == "Entretien avec M. Poutine"
    assert draft.outlet == "Élysée"
    assert draft.published == "2022-01-28"
    assert draft.why == {"published": "the date found in the page"}
    assert draft.url == "https://www.elysee.fr/entretien"
    assert draft.byline == "Par Jean Dupont, avec AFP"
    assert draft.cut


def test_the_final_address_goes_before_the_one_in_the_page(source):
    draft = drafted(source, page(), url="https://example.org/x", fetched="2022-02-01T00:00:00+00:00")
    assert (draft.url, draft.fetched) == ("https://example.org/x", "2022-02-01T00:00:00+00:00")


def test_the_host_stands_in_for_the_outlet(source):
    html = page().replace('<meta property="og:site_name" content="Élysée">', "")
    assert drafted(source, html).outlet == "elysee.fr"


def test_a_short_readout_keeps_its_paragraphs_and_no_menu(source):
    html = """<html><body><header><ul><li><a href="/">Events</a></li></ul></header><div class="content">
    <h1>Telephone conversation</h1>
    <p>They discussed Ukraine.</p><p>It was agreed to continue.</p></div></body></html>"""
    assert drafted(source, html).text.split("\n\n")[-2:] == ["They discussed Ukraine.", "It was agreed to continue."]
    assert "Events" not in drafted(source, html).text


@pytest.mark.parametrize(
    ("head", "byline", "expected"),
    [
        ('<meta name="author" content="Marie Curie">', "", "Marie Curie"),
        ('<meta name="author" content="">', "", ""),
        ("", '<div class="article-author"> </div>', ""),
        ("", "", None),
        ('<meta name="author" content="Desk">', '<span rel="author">AFP</span>', "AFP"),
        ("", '<p class="comment-author">Troll</p>', None),
        ("", f'<div class="author-box">{"A long life. " * 40}</div>', None),
    ],
)
def test_byline(head, byline, expected):
    tree, _ = parse(page(head, byline))
    assert pagefacts.byline(tree) == expected


def test_authors_are_named_one_by_one(source):
    draft = drafted(source, page('<meta name="author" content="Marie Curie, Jean Perrin">'))
    assert draft.authors == ("Marie Curie", "Jean Perrin")


@pytest.mark.parametrize(
    ("facts", "free"),
    [
        ('{"@type": "NewsArticle", "isAccessibleForFree": false}', False),
        ('{"@type": "NewsArticle", "isAccessibleForFree": "False"}', False),
        ('{"isAccessibleForFree": "http://schema.org/False"}', False),
        ('{"@graph": [{"a": 1}, {"isAccessibleForFree": true}]}', True),
        ('{"isAccessibleForFree": true, "hasPart": {"isAccessibleForFree": false}}', False),
        ('{"@type": "NewsArticle"}', None),
        ("{broken", None),
        ("[" * 100_000, None),
    ],
)
def test_paywall_in_json_ld(source, facts, free):
    draft = drafted(source, page(f'<script type="application/ld+json">{facts}</script>'))
    assert draft.free is free


@pytest.mark.parametrize(
    "declared",
    ['<meta charset="windows-1251">', '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'],
)
def test_the_encoding_that_a_page_declares(source, declared):
    html = (
        f"<html><head>{declared}</head><body><article><p>Да, сказал он нам вчера вечером.</p></article></body></html>"
    )
    draft = drafted(source, html, "cp1251")
    assert draft.text == "Да, сказал он нам вчера вечером."
    assert draft.signs == ("decoded as windows-1251",)


def test_the_encoding_that_the_server_names(source):
    html = "<html><body><article><p>Да, сказал он.</p></article></body></html>"
    assert drafted(source, html, "koi8_r", charset="koi8-r").text == "Да, сказал он."


def test_without_a_main_text_all_text_is_taken(source):
    assert drafted(source, "<html><body><span>Oui.</span><script>no()</script></body></html>").text == "Oui."


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", "<html><body><script>a()</script></body></html>", "<p></p>"]
)
def test_no_main_text_is_said(source, html):
    with pytest.raises(Unreadable, match="no main text found"):
        drafted(source, html)


@pytest.mark.parametrize("html", ["", " \n "])
def test_an_empty_page_is_said_to_be_empty(source, html):
    with pytest.raises(Unreadable, match="is empty"):
        drafted(source, html)


def test_a_hundred_thousand_nested_blocks_do_no_harm(source):
    started = time.monotonic()
    html = "<html><body><p>He said that it was enough.</p>" + "<div>" * 100_000 + "deep" + "</div>" * 100_000
    draft = drafted(source, html)
    assert draft.text.startswith("He said that it was enough.")
    assert "deeper than 256 levels" in draft.signs[0]
    assert time.monotonic() - started < 5


def test_truncated_html_is_read_as_far_as_it_goes(source):
    html = page()
    text = drafted(source, html[: html.index("M. Poutine.</p>")]).text
    assert text.endswith("« Aucune intention offensive », a dit")


def test_cut_anywhere_nothing_raises_but_unreadable(source):
    html = page('<script type="application/ld+json">{"isAccessibleForFree": false}</script>', '<p class="byline">X</p>')
    for end in range(0, len(html), 97):
        with suppress(Unreadable):
            drafted(source, html[:end])


def test_entities_of_a_dtd_are_not_expanded(source, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET")
    html = f"""<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY x SYSTEM "file://{secret}">]>
    <html><body><article><p>He said: &b; and &x; at once.</p></article></body></html>"""
    text = drafted(source, html).text
    assert "TOPSECRET" not in text
    assert "aaaaaaaaaa" * 2 not in text


def test_control_characters_in_a_page_do_no_harm(source):
    html = "<html><body><article><p>He\x0b said \x08it.</p></article></body></html>"
    assert drafted(source, html).text == "He said it."


def test_a_page_over_the_limit_is_refused(source):
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        drafted(source, "<html>" + " " * 20_000_000)


def test_a_vast_page_is_read_in_linear_time(source):
    started = time.monotonic()
    html = "<html><body>" + "<div class='byline'>" * 200 + "<p>He said that it was so.</p>" * 60_000
    draft = drafted(source, html)
    assert draft.text.count("He said") > 50_000
    assert "too large to find its main text" in draft.signs[-1]
    assert time.monotonic() - started < 5


def test_a_page_may_leave_out_what_html_lets_it(source):
    draft = drafted(source, "<!DOCTYPE html><title>Talks</title><p>He said that it was enough.")
    assert (draft.title, draft.text) == ("Talks", "He said that it was enough.")
