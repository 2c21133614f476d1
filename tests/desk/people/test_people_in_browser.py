"""Signing in and out in a real browser: with scripts and without, by the keyboard alone, and for everybody's eyes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from gatecrash import PASSWORD
from playwright import sync_api as playwright
from served import served

from dragoman.desk import Desk
from dragoman.desk.people import Doer

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("DRAGOMAN_SCREENSHOTS")
DOER = Doer("test", "command line")


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """Return the address of the desk with its people, served as it is in use."""
    with served(app) as own:
        yield own


def sign_in(page: playwright.Page, address: str, name: str, password: str = PASSWORD, path: str = "/sign-in") -> None:
    page.goto(address + path)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    press(page, "button", "Sign in")


def press(page: playwright.Page, role: Literal["button", "link"], name: str) -> None:
    """Press what leads to another page, and wait until that is there."""
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).click()


def test_one_signs_in_goes_where_one_wanted_to_and_signs_out(page: playwright.Page, address: str) -> None:
    sign_in(page, address, "Rea", "wrong wrong wrong", "/threads?kind=demand")
    assert page.get_by_role("alert").inner_text() == "The name or the password is wrong."
    assert page.get_by_label("Name").input_value() == "Rea"
    assert page.get_by_label("Password").input_value() == ""
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "button", "Sign in")
    assert page.url == f"{address}/threads?kind=demand"
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    assert page.evaluate("document.cookie") == ""
    press(page, "button", "Sign out")
    assert page.url == f"{address}/sign-in"
    page.go_back()
    page.reload()
    assert page.url.startswith(f"{address}/sign-in")


def test_a_reader_is_refused_a_judgement(page: playwright.Page, address: str, desk: Desk) -> None:
    sign_in(page, address, "Rea", path="/review")
    assert page.locator("form.judge").count() == 0
    page.keyboard.press("a")
    key = page.evaluate("fetch('/review.json').then(own => own.json()).then(own => own.statement.key)")
    # By a form all the same, with the token that the page holds.
    page.evaluate(
        """key => {
            const form = document.createElement("form");
            form.method = "post";
            form.action = `/statements/${key}/judgement`;
            const token = document.querySelector("input[name=token]").value;
            for (const [name, value] of [["token", token], ["verdict", "accept"]]) {
                const input = document.createElement("input");
                input.name = name;
                input.value = value;
                form.append(input);
            }
            document.body.append(form);
            form.submit();
        }""",
        key,
    )
    page.wait_for_url(f"**/statements/{key}/judgement")
    assert "Readers look, and change nothing" in page.locator("main").inner_text()
    assert list(desk.ledger.judgements()) == []


def test_a_role_can_be_given_by_the_keyboard_alone(page: playwright.Page, address: str, desk: Desk) -> None:
    page.goto(address)
    page.wait_for_function("document.activeElement.name === 'name'")
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{address}/"
    page.goto(f"{address}/people")
    page.get_by_role("link", name="Rea", exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert re.search(r"/people/\d+$", page.url)
    page.get_by_label("Role").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    rea = desk.people.named("Rea")
    assert rea
    assert rea.role == "reviewer"


def test_all_of_it_works_without_scripts(chromium: playwright.Browser, address: str, desk: Desk) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, address, "Anna", path="/people")
        page.get_by_label("Name").fill("Olga")
        page.get_by_label("Role").select_option("reviewer")
        page.get_by_label("Password").fill(PASSWORD)
        press(page, "button", "Add")
        press(page, "link", "Olga")
        page.get_by_text("Remove the account").click()
        press(page, "button", "Remove Olga")
        assert [p.name for p in desk.people.every()] == ["Anna", "Rea", "Remi"]
        press(page, "link", "who did what")
        assert "person removed Olga" in page.locator("main").inner_text()
        page.goto(f"{address}/account")
        press(page, "button", "Make a token")
        assert desk.people.of_token(page.locator(".given").inner_text()) == desk.people.named("Anna")
        page.get_by_label("Present password").fill(PASSWORD)
        page.get_by_label("New password, 12 characters or more").fill("another good one 12")
        page.get_by_label("New password again").fill("another good one 12")
        press(page, "button", "Change it")
        assert "Your password was changed" in page.get_by_role("status").inner_text()
        press(page, "button", "Sign out")
        sign_in(page, address, "Anna", "another good one 12", "/account")
        assert page.url == f"{address}/account"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_its_pages_are_accessible_and_fit(
    page: playwright.Page, address: str, desk: Desk, scheme: str, width: int
) -> None:
    long = "Wolfeschlegelsteinhausenbergerdorff Wolfeschlegelsteinhausenberg"
    desk.people.add(DOER, long, "reviewer", None)
    desk.people.new_token(DOER, "Rea")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, address, "Nobody", "wrong wrong wrong")
    look(page, "sign-in", width, scheme)
    sign_in(page, address, "Rea")
    for name, path in (("reader", "/"), ("refused", "/people"), ("account", "/account")):
        page.goto(address + path)
        look(page, name, width, scheme)
    press(page, "button", "Make another in its place")
    look(page, "token", width, scheme)
    press(page, "button", "Sign out")
    sign_in(page, address, "Anna")
    rea = desk.people.named("Rea")
    assert rea
    for name, path in (("people", "/people"), ("person", f"/people/{rea.id}"), ("log", "/people/log"),
                       ("log-empty", "/people/log?who=x")):  # fmt: skip
        page.goto(address + path)
        look(page, name, width, scheme)


def look(page: playwright.Page, name: str, width: int, scheme: str) -> None:
    """See that a page fits, and holds no barrier."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"people-{name}-{width}-{scheme}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
