"""The book in Chromium, Firefox and WebKitGTK, with the network closed, from its folder and from a server."""

import time

import pytest

import browsers
from browsers import PAGES, WITH_FIGURES
from serve import SCREENS

SIZES = {390: 844, 768: 1024, 1366: 768, 1920: 1080}


@pytest.fixture(scope="module", params=browsers.NAMES)
def driven(request):
    """One of the browsers."""
    chromium = request.getfixturevalue("browser") if request.param == "chromium" else None  # one a process
    with browsers.started(request.param, chromium) as driven:
        driven.name = request.param
        yield driven


def ask(browser, what):
    """What a function of book_page.js answers in the page."""
    return browser.run(f"{browsers.BOOK_PAGE}.{what}")


def opened(browser, book, page, width=1366):
    """A page of the book at that width, whole: WebKitGTK's driver may answer before the page is there."""
    browser.size(width, SIZES[width])
    address, tries = f"{book}/{page}.html", 300
    browser.open(address)
    while not ask(browser, f"arrived('{address}')"):
        tries -= 1
        assert tries, f"{address} did not come: {browser.run('document.documentElement.outerHTML.slice(0, 500)')}"
        time.sleep(0.05)
    assert browser.run("innerWidth") == width


@pytest.mark.parametrize("where", ["folder", "server"])
@pytest.mark.parametrize("page", WITH_FIGURES)
def test_every_control_of_every_figure_answers_a_key(driven, book, where, page):
    opened(driven, book[where], page)
    names = ask(driven, "figures()")
    assert names
    for name in names:
        assert ask(driven, f"ready('{name}')"), f"{name} is not ready"
        for control, key in ask(driven, f"controls('{name}')"):
            before = ask(driven, f"shown('{name}')")
            ask(driven, f"focus('{name}', '{control}')")
            driven.press(key)
            after = ask(driven, f"shown('{name}')")
            assert before[2] != after[2], f"{name}: {control} did not move"
            assert before[:2] != after[:2], f"{name}: the picture does not follow {control}"


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut(driven, book, page, width):
    opened(driven, book["folder"], page, width)
    for scheme in ("light", "dark"):
        driven.run(f"document.documentElement.dataset.theme = '{scheme}'")
        assert ask(driven, "cut()") == ask(driven, "strayed()") == ask(driven, "apart()") == []
        if (width, scheme) in ((390, "dark"), (1366, "light")):
            driven.shoot(SCREENS / f"book-{page}-{driven.name}-{width}.png")
    if page in WITH_FIGURES and (page != "index" or width == 390):
        assert ask(driven, "letters()") >= 10


@pytest.mark.parametrize("page", PAGES)
def test_tab_reaches_what_can_be_operated_and_nothing_else(driven, book, page):
    opened(driven, book["folder"], page)
    for name in ask(driven, "figures()"):
        assert ask(driven, f"ready('{name}')")
    ask(driven, "begin()")
    idle, last = [], ask(driven, "focused()")[2]
    for _ in range(600):
        driven.press("Tab")
        focused = ask(driven, "focused()")
        if focused is None or focused[2] < last:
            break
        operable, what, last = focused
        if not operable:
            idle.append(what)
    assert idle == []
    assert ask(driven, "missed()") == []
