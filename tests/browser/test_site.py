"""The reading edition, opened from its folder with the network closed."""

import pytest
from axe_playwright_python.sync_playwright import Axe

import stored
from front_end import opened
from serve import SCREENS

PAGES = ["index", *(path.stem for path in stored.PATHS)]


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light"), (1920, "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_without_a_network(browser, site, name, width, scheme):
    page, failed = opened(browser, site, name, width, scheme)
    assert failed == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page scrolls sideways"
    assert page.locator("mjx-merror, [data-mjx-error]").count() == 0
    if name != "index":
        assert page.locator("mjx-container").count() > 0 or name.startswith("00")
        assert "$$" not in page.locator("main").inner_text()
        assert page.locator(".still svg[role=img], .still img[alt]").count() == page.locator(".still").count()
    page.screenshot(path=SCREENS / f"site-{name}-{width}-{scheme}.png", full_page=True)
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_serious_violation(browser, site, name, scheme):
    page, _ = opened(browser, site, name, 1280, scheme)
    found = [
        (violation["id"], [node["html"][:120] for node in violation["nodes"]][:3])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
    ]
    assert found == []
    page.context.close()


def test_next_leads_through_the_whole_course_and_previous_back(browser, site):
    page, _ = opened(browser, site, "index", 1280, "light")
    follow(page, "main a")
    seen = [page.url.rsplit("/", 1)[1]]
    while page.locator("a[rel=next]").count() and len(seen) < 2 * len(stored.PATHS):
        follow(page, "a[rel=next]")
        seen.append(page.url.rsplit("/", 1)[1])
    assert seen == [f"{path.stem}.html" for path in stored.PATHS]
    for name in seen[-2::-1]:
        follow(page, "a[rel=prev]")
        assert page.url.endswith(name)
    assert page.locator("a[rel=prev]").count() == 0


def follow(page, link):
    """Press the first such link, and wait for the page that it leads to: a press alone does not."""
    with page.expect_navigation():
        page.locator(link).first.click()


A4 = 680  # pixels between margins of 15 mm


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_cuts_nothing_off(browser, site, name):
    page, _ = opened(browser, site, name, 1280, "light")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4, "height": 900})
    page.wait_for_timeout(300)
    beyond = page.evaluate(
        """width => [...document.querySelectorAll("pre, table, mjx-container, .still img, .still svg")]
            .filter(e => e.getBoundingClientRect().right > width + 1 || e.scrollWidth > e.clientWidth + 2)
            .filter(e => e.getClientRects().length && (e.clientWidth || e.tagName == "svg"))
            .map(e => [e.tagName, e.clientWidth, e.scrollWidth, e.textContent.slice(0, 60)].join(" "))""",
        A4,
    )
    assert beyond == []
    page.context.close()
