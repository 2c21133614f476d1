"""The desk in a real browser: scripts, keys, no scripts, accessibility, and nothing that leaves the machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright import sync_api as playwright
from served import served
from strangers import CALL, article

from dragoman.desk import Desk, create_app
from dragoman.nouns import Actor, Span

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("DRAGOMAN_SCREENSHOTS")
PAGES = {
    "dossier": "/", "exchanges": "/exchanges", "exchange": f"/exchanges/{CALL}", "documents": "/documents",
    "statements": "/statements", "actors": "/actors", "actor": "/actors/vladimir-putin?on=2022-01-28",
    "threads": "/threads", "review": "/review", "add": "/add", "missing": "/nothing",
    "temperature": "/temperature", "searches": "/searches",
}  # fmt: skip


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """Return the address of the desk, served as it is in use."""
    with served(create_app(desk)) as own:
        yield own


def all_pages(page: playwright.Page, address: str) -> dict[str, str]:
    """The pages, a hostile document, and its statement among them."""
    page.goto(f"{address}/documents?words=script")
    document = page.locator("table a").first.get_attribute("href")
    page.goto(f"{address}/statements?words=script")
    statement = page.locator("a", has_text="judge").first.get_attribute("href")
    assert document
    assert statement
    return {**PAGES, "document": document, "history": statement}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_accessible_fit_and_run_nothing(page: playwright.Page, address: str, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for name, path in all_pages(page, address).items():
        page.goto(address + path)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}-{scheme}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"


def test_a_review_needs_one_key_a_judgement(page: playwright.Page, address: str, desk: Desk) -> None:
    page.goto(f"{address}/review")
    keys = []
    for key in "arus":
        keys.append(page.locator("form.judge").get_attribute("action"))
        with page.expect_navigation():
            page.keyboard.press(key)
    assert len(set(keys)) == 4
    verdicts = [own.verdict for own in desk.ledger.judgements()]
    assert verdicts == ["accept", "reject", "unsure"]
    page.goto(f"{address}/review")
    for key in "az":
        with page.expect_navigation():
            page.keyboard.press(key)
    last = list(desk.ledger.judgements())[-1]
    assert last.undoes is not None
    page.keyboard.press("e")
    assert page.locator("details.correct").get_attribute("open") is not None
    page.keyboard.type("ar")
    assert page.locator("input[name=speaker]").input_value().endswith("ar")
    assert list(desk.ledger.judgements())[-1] == last


def test_a_part_is_taken_from_selected_words(page: playwright.Page, address: str) -> None:
    page.goto(f"{address}/statements?words=dupont")
    with page.expect_navigation():
        page.get_by_role("link", name="judge").first.click()
    page.keyboard.press("e")
    page.evaluate("""() => {
        const text = document.querySelector("#context p");
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode()); ) {
            const at = node.data.indexOf("talks would");
            if (at >= 0) document.getSelection().setBaseAndExtent(node, at, node, at + "talks would".length);
        }
    }""")
    page.get_by_role("button", name="Selection is content").click()
    assert page.locator("[data-part=content]").input_value() == "26-37"


def test_a_correction_is_made_by_keys_alone(page: playwright.Page, address: str, desk: Desk) -> None:
    page.goto(f"{address}/statements?words=dupont")
    with page.expect_navigation():
        page.get_by_role("link", name="judge").first.click()
    page.locator("#context").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    selected = page.evaluate("document.getSelection().toString()")
    assert selected.strip() == "Dupont said that"
    page.keyboard.press("2")
    cue = page.locator("[data-part=cue]")
    playwright.expect(cue).to_be_visible()
    start, end = map(int, cue.input_value().split("-"))
    own = article().document.text
    assert own[start:end].strip() == "Dupont said that"
    page.get_by_role("button", name="Save the correction").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    (last,) = desk.ledger.judgements()
    assert last.verdict == "edit"
    assert set(last.value) == {"cue"}


def test_the_keyboard_alone_leads_through_the_desk(page: playwright.Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{first}")
    outline = page.evaluate("""() => {
        document.querySelector("nav a").focus();
        return getComputedStyle(document.querySelector("nav a")).outlineStyle;
    }""")
    assert outline in ("solid", "auto")


def test_all_works_without_scripts(chromium: playwright.Browser, address: str, desk: Desk) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/review")
        page.get_by_role("button", name="Accept").click()
        assert "done=" in page.url
        page.get_by_role("button", name="Undo").click()
        assert [own.verdict for own in desk.ledger.judgements()] == ["accept", None]
        page.get_by_text("Correct", exact=True).click()
        page.locator("select[name=act]").select_option("DENY")
        page.get_by_role("button", name="Save the correction").click()
        assert list(desk.ledger.judgements())[-1].value == {"act": "DENY"}
        page.goto(f"{address}/add")
        page.get_by_label("Text", exact=True).fill("Ministers said that talks would begin in Geneva.")
        page.get_by_role("button", name="Read and keep").click()
        page.get_by_role("link", name="pasted text").click()
        assert "Geneva" in page.locator(".text").inner_text()
        page.goto(f"{address}/exchanges/{CALL}")
        page.locator("td details summary").first.click()
        assert page.locator("td details mark").first.is_visible()


def test_a_passage_shows_its_place_by_pointer_and_by_key_and_escape_closes_it(
    page: playwright.Page, address: str
) -> None:
    page.goto(f"{address}/exchanges/{CALL}")
    quoted = page.locator(".quoted").first
    place = quoted.locator(".peek")
    quoted.locator("blockquote").hover()
    playwright.expect(place).to_be_visible()
    assert quoted.locator("mark").inner_text().strip() in quoted.locator("blockquote").inner_text()
    page.keyboard.press("Escape")
    playwright.expect(place).to_be_hidden()
    page.mouse.move(0, 0)
    page.locator("td .permalink").first.focus()
    page.keyboard.press("Shift+Tab")
    playwright.expect(page.locator(".floating .peek")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    playwright.expect(page.locator("details.place[open]")).to_have_count(1)


def test_a_slider_leads_to_the_threads_of_a_day_and_keeps_the_place(
    page: playwright.Page, address: str, desk: Desk
) -> None:
    own = article()
    text = "President Macron said that grain would leave the ports by rail in spring. Few believed it."
    said = replace(own.statements[0], source=(Span(0, 16),), content=(Span(22, 72),), cue=(Span(17, 21),),
                   speaker=Actor("emmanuel-macron", "Emmanuel Macron", "person"), said="2022-01-20")  # fmt: skip
    document = replace(own.document, id="b", url="https://example.org/b", text=text)
    desk.ledger.add(replace(own, document=document, statements=(said,)))
    page.goto(f"{address}/threads")
    slider = page.get_by_label("Slide to a day")
    last = int(slider.input_value())
    assert slider.get_attribute("min") != slider.get_attribute("max")
    slider.focus()
    with page.expect_navigation():
        page.keyboard.press("ArrowLeft")
    assert int(slider.input_value()) == last - 1
    assert f"on={page.locator('input[name=on]').input_value()}" in page.url
    assert slider.get_attribute("aria-valuetext") == page.locator("input[name=on]").input_value()
    playwright.expect(slider).to_be_focused()


def test_a_page_on_paper_leaves_out_what_is_pressed(page: playwright.Page, address: str) -> None:
    page.goto(f"{address}/exchanges/{CALL}")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator("table.accounts").first.is_visible()


def test_right_to_left_texts_run_so(page: playwright.Page, address: str) -> None:
    page.goto(address + all_pages(page, address)["document"])
    assert page.locator(".text").evaluate("own => getComputedStyle(own).direction") == "rtl"
    assert page.locator("nav").first.evaluate("own => getComputedStyle(own).direction") == "ltr"
