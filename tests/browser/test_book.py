"""What a reader finds in the book: states as Python draws them, addresses, Play, equations, pages without scripts."""

import random
import re
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe

import browsers
import build_book
import stored
from browsers import PAGES
from contrast import COLOURS, ENOUGH, contrast
from figures import FIGURES

HOMES = {
    name: path.stem
    for path in stored.PATHS
    for name in FIGURES
    if path.stem[3:] == name.split(".")[0]
}  # the page of each figure
SAMPLE = 25  # states of each figure, drawn anew for each run; the seed is in the message of a failure


@pytest.fixture
def page(browser):
    """A page of a laptop's size that reaches nothing but the book."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page, errors = context.new_page(), []
    page.route("**/*", browsers.Chromium.closed)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == [], "no script of the page may stop"


def ask(page, what):
    return page.evaluate(f"{browsers.BOOK_PAGE}.{what}")


@pytest.mark.parametrize("name", FIGURES)
def test_random_states_are_pythons_to_the_letter(page, book, name):
    figure, seed = FIGURES[name], random.randrange(10**6)
    states = random.Random(seed).sample(figure.states(), min(SAMPLE, len(figure.states())))
    page.goto(f"{book['folder']}/{HOMES[name]}.html")
    assert ask(page, f"ready('{name}')")
    found = ask(page, f"at('{name}', {[urlencode(state) for state in states]})")
    for state, (picture, sentence, exact) in zip(states, found, strict=True):
        drawn = figure.render(**state)
        assert (picture, sentence) == (drawn.picture, drawn.sentence), f"{state}, seed {seed}"
        assert exact, f"{state} is said not to be on the page"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*PAGES, "search"])
def test_axe_finds_nothing(page, book, name, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{book['folder']}/{name}.html")
    page.wait_for_timeout(300)
    found = [
        (violation["id"], [(node["html"][:160], node["failureSummary"][:200]) for node in violation["nodes"]][:3])
        for violation in Axe().run(page).response["violations"]
    ]
    assert found == []


@pytest.mark.parametrize("name", ["03_eta", "05_outer", "12_rounding"])
def test_by_night_every_symbol_stands_out(page, book, name):
    page.goto(f"{book['folder']}/{name}.html")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(500)
    found = page.evaluate(COLOURS, {"letters": "main .katex .mord", "ink": "color"})
    assert len(found) >= 4
    assert [pair for pair in found if contrast(*pair) < ENOUGH] == []


def test_the_address_carries_a_setting(page, book):
    at = f"{book['folder']}/05_outer.html"
    page.goto(f"{at}#outer.figure?alpha=1&beta=2&wiggle=-0.5")
    assert ask(page, "ready('outer.figure')")
    words = page.locator(".live-words")
    assert words.inner_text() == FIGURES["outer.figure"].render(alpha=1, beta=2, wiggle=-0.5).sentence
    page.get_by_label("point of 60").fill("7")
    page.wait_for_timeout(500)
    assert page.url == f"{at}#outer.figure?point=7&alpha=1&beta=2&wiggle=-0.5"
    page.goto(f"{at}#outer.figure?alpha=3&wiggle=0.3")  # of a page that is open; 0.3 is not on it
    page.wait_for_timeout(300)
    assert words.inner_text() == FIGURES["outer.figure"].render(alpha=3, wiggle=0.25).sentence
    note = page.locator(".live-note")
    assert note.inner_text() == "This page does not have wiggle = 0.3. The nearest setting is shown."
    assert page.locator(".live").evaluate("figure => figure.getBoundingClientRect().top < innerHeight")
    page.locator("[data-control=alpha] input").first.focus()
    page.keyboard.press("ArrowRight")
    assert not note.is_visible(), "said of another setting"


def test_a_rule_holds_on_the_page(page, book):
    page.goto(f"{book['folder']}/07_recursion.html")
    assert ask(page, "ready('recursion.figure')")
    top = FIGURES["recursion.figure"].controls["step"].high.values
    for layers, last in top.items():
        page.get_by_role("radio", name=str(layers), exact=True).check()
        assert page.locator("[data-control=step] input").get_attribute("max") == str(last)
    page.goto(f"{book['folder']}/03_eta.html")
    assert ask(page, "ready('eta.figure')")
    assert page.get_by_label("y between").is_disabled()
    page.get_by_role("radio", name="between").check()
    assert page.get_by_label("y between").is_enabled()


def test_a_number_stays_as_it_is_while_one_types(page, book):
    page.goto(f"{book['folder']}/05_outer.html")
    assert ask(page, "ready('outer.figure')")
    point, words = page.get_by_label("point of 60"), page.locator(".live-words")
    drawn = lambda point: FIGURES["outer.figure"].render(point=point).sentence
    for typed, while_one_types, last in (("05", 5, "5"), ("0", 1, "1"), ("", 1, "1"), ("99", 60, "60")):
        point.fill("")
        point.press_sequentially(typed)
        assert (point.input_value(), words.inner_text()) == (typed, drawn(while_one_types))
        point.blur()
        assert (point.input_value(), words.inner_text()) == (last, drawn(while_one_types))


def test_one_change_is_announced_once(book):
    """The sentence speaks; the numbers beside the sliders are their values already."""
    for name in PAGES:
        text = (build_book.BUILT / f"{name}.html").read_text(encoding="utf-8")
        assert set(re.findall(r"<output[^>]*>", text)) <= {'<output aria-live="off">'}
        assert text.count('class="live-words" role="status"') == text.count('<figure class="live"')


def test_a_page_leads_to_its_neighbours_once(book):
    """By the theme; the line at the end of the notebook is for Jupyter."""
    for path in stored.PATHS:
        text = (build_book.BUILT / f"{path.stem}.html").read_text(encoding="utf-8")
        assert text.count('title="next page"') == 1 and not re.search(r"← \d\d · |\d\d · [^<>]* →<", text)


def test_on_paper_a_page_is_as_by_day(page, book):
    page.goto(f"{book['folder']}/10_training.html")
    theme = "document.documentElement.dataset.theme"
    page.evaluate(f"{theme} = 'dark'")
    assert page.evaluate(f"(dispatchEvent(new Event('beforeprint')), {theme})") == "light"
    assert page.evaluate(f"(dispatchEvent(new Event('afterprint')), {theme})") == "dark"


def test_from_a_folder_what_would_run_leads_to_the_page_that_says_why_not(page, book):
    page.goto(f"{book['folder']}/04_delta.html")
    page.get_by_role("link", name="Run this notebook").click()
    page.get_by_text("From a folder it does not start").wait_for()
    assert page.url.endswith("/in_the_browser.html")


@pytest.mark.parametrize("where", ["folder", "server"])
def test_the_search_finds_pages(page, book, where):
    page.goto(f"{book[where]}/search.html?q=vanishing")
    found = page.locator("#search-results .search li a")
    found.first.wait_for()
    page.wait_for_timeout(500)
    assert any("13_depth.html" in link.get_attribute("href") for link in found.all())
    assert (page.locator("#search-results .context").count() > 0) == (where == "server")


def test_play_plays_pauses_and_ends(page, book):
    page.goto(f"{book['folder']}/10_training.html")
    assert ask(page, "ready('training.figure')")
    epoch = page.get_by_label("epoch")
    page.get_by_role("button", name="reset").click()
    assert epoch.get_attribute("aria-valuetext") == "0"
    page.get_by_role("button", name="one step").click()
    first = int(epoch.get_attribute("aria-valuetext"))
    words = page.locator(".live-words")
    page.get_by_role("button", name="play").click()
    assert words.get_attribute("aria-live") == "off", "a film is not read out"
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="pause").click()
    assert words.get_attribute("aria-live") is None and first < int(epoch.get_attribute("aria-valuetext")) < 1000
    page.get_by_role("button", name="play").click()
    page.wait_for_function("document.querySelector('[data-control=epoch] output').value === '1000'", timeout=20000)
    assert page.get_by_role("button", name="play").count() == 1
    page.get_by_role("button", name="one step").click()
    assert epoch.get_attribute("aria-valuetext") == "1000"
    page.get_by_role("button", name="play").click()
    assert epoch.get_attribute("aria-valuetext") == "0", "it begins anew"
    page.evaluate("location.hash = 'training.figure?epoch=500'")
    page.wait_for_timeout(1200)
    assert epoch.get_attribute("aria-valuetext") == "500", "the film has stopped"


@pytest.mark.parametrize("name", PAGES)
def test_without_a_script_picture_and_sentence_are_there(browser, book, name):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{book['folder']}/{name}.html")
    for figure in page.locator(".live").all():
        drawn = FIGURES[figure.get_attribute("id")].render()
        assert figure.locator(".live-words").inner_text() == drawn.sentence
        assert figure.locator("svg").bounding_box()["width"] > 700
        assert not figure.locator(".live-controls").is_visible(), "controls that do nothing"
    assert page.locator(".katex-error, .math:not(:has(.katex))").count() == 0
    assert "$" not in "".join(page.locator("main p, main li").all_inner_texts())
    context.close()


def test_a_number_shows_its_equation_on_hover_and_on_focus(page, book):
    page.goto(f"{book['folder']}/05_outer.html")
    preview, link = page.locator("#eq-preview"), page.get_by_role("link", name="(4.1)").first
    away, escape = lambda: page.mouse.move(0, 0), lambda: page.keyboard.press("Escape")
    for begin, end in ((link.hover, away), (link.focus, escape)):
        begin()
        page.wait_for_timeout(100)
        assert preview.is_visible() and "(4.1)" in preview.inner_text() and preview.locator(".katex").count() >= 1
        end()
        page.wait_for_timeout(500)
        assert not preview.is_visible()
    link.click()
    assert page.url.endswith("04_delta.html#eq-4-1")
    page.locator("#eq-4-1").wait_for()


def test_every_number_in_the_text_leads_to_its_equation(book):
    """Read from the files: each `data-eq` names a line that the page of its address has, and has its copy with it."""
    text = {name: (build_book.BUILT / f"{name}.html").read_text(encoding="utf-8") for name in PAGES}
    tags = {tag for path in stored.PATHS for tag in stored.tags(path)}
    assert len(tags) > 100
    assert {tag for tag in tags if f'id="eq-{tag.replace(".", "-")}"' in "".join(text.values())} == tags
    found = r'href="(\w+)\.html#(eq-[\d-]+)" data-eq'
    links = [(name, link) for name in PAGES for link in re.findall(found, text[name])]
    assert len(links) > 100
    for name, (other, place) in links:
        assert f'id="{place}"' in text[other] and f'<template id="copy-{place}">' in text[name]


def test_the_index_leads_to_every_equation(book):
    text = {name: (build_book.BUILT / f"{name}.html").read_text(encoding="utf-8") for name in PAGES}
    found = re.findall(r'href="(\w+)\.html#(eq-[\d-]+)">\(([\d.]+)\)</a> <span class="katex"', text["equations"])
    assert [tag for _, _, tag in found] == [tag for path in stored.PATHS for tag in stored.tags(path)]
    for other, place, tag in found:
        assert place == f"eq-{tag.replace('.', '-')}" and f'id="{place}"' in text[other]


def test_the_cheat_sheet_is_one_page_on_paper(browser, book):
    page = browser.new_page()
    page.goto(f"{book['folder']}/cheat_sheet.html")
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    page.close()
    assert len(pages) == 1


def test_the_whole_screen_and_back(page, book):
    page.goto(f"{book['folder']}/06_pullback.html")
    assert ask(page, "ready('pullback.figure')")
    page.get_by_role("button", name="whole screen").click()
    box = page.locator("dialog.live-whole").bounding_box()
    assert (box["width"], box["height"]) == (1366, 768)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.activeElement.textContent") == "close"
    page.locator("dialog.live-whole input[type=number]").fill("9")
    assert page.locator(".live-words").inner_text() == FIGURES["pullback.figure"].render(point=9).sentence
    page.keyboard.press("Escape")
    assert page.locator("dialog.live-whole").count() == 0
    assert page.locator("main .live").count() == 1
    assert page.evaluate("document.activeElement.textContent") == "whole screen"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_it_is_and_asks_nothing_of_the_network(browser, book, name):
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{book['folder']}/{name}.html")
    page.wait_for_timeout(500)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    content = lambda key: page.locator(f"meta[{key}]").first.get_attribute("content")
    assert len(content("name=description")) > 20 and "\\" not in content("name=description")
    assert content("property='og:image'").endswith(f"/_static/cards/{name}.png")
    assert "Backpropagation by hand" in page.title()
    assert page.locator("link[rel=icon]").count() == 1
    assert page.locator("footer").get_by_role("link", name="How to cite").count() == 1
    page.close()
