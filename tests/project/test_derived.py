"""What follows from the list of notebooks stands in the files, and the list is that of the files."""

import runpy
import sys

import pytest
import yaml

import derived
import handout
import place
import printed
import stored
from backprop import course


def test_the_list_is_that_of_the_files():
    assert [course.name(one) for one in course.NOTEBOOKS] == [path.stem for path in stored.PATHS]


@pytest.mark.parametrize("place", range(len(stored.PATHS)))
def test_title_exercises_links_and_table_are_derived(place):
    notebook = stored.read(stored.PATHS[place])
    before = [(cell.cell_type, cell.source) for cell in notebook.cells]
    derived.into(notebook, place)
    assert [(cell.cell_type, cell.source) for cell in notebook.cells] == before, "make notebooks writes it"


def test_readme_has_the_table():
    text = derived.README.read_text(encoding="utf-8")
    assert derived.readme(text) == text, "make notebooks writes it"
    for one in course.NOTEBOOKS:
        assert text.count(f"\n| [{course.name(one)}](notebooks/{course.name(one)}.ipynb) |") == 1


def test_an_invented_row_is_seen():
    text = derived.README.read_text(encoding="utf-8")
    right_rows = ("η² = W²ᵀ δ³ |", "η² = W² δ³ |"), ("| [06_pullback]", "| [06_back]")
    for right, wrong in (*right_rows, (f"About {derived.hours():.0f} hours", "About 99 hours")):
        spoilt = text.replace(right, wrong)
        assert spoilt != text and derived.readme(spoilt) == text


def test_the_citation_has_the_authors():
    text = (place.TOP / "CITATION.cff").read_text(encoding="utf-8")
    assert place.citation(text) == text, "make notebooks writes it"


def test_a_place_and_its_people_are_written_everywhere_and_taken_back():
    """With the names of pyproject.toml, of another, and of that again: the same bytes, no address left behind."""
    text = place.readme(derived.README.read_text(encoding="utf-8"), place.NOWHERE)
    moved = place.readme(text, "some-school/nets.course")
    assert "OWNER" not in moved and "REPOSITORY" not in moved
    assert moved.count("some-school") == text.count("OWNER") + 4 and "actions/workflows/test.yml/badge.svg" in moved
    assert place.readme(moved, place.NOWHERE) == text
    cited = (place.TOP / "CITATION.cff").read_text(encoding="utf-8")
    other = place.citation(cited, "some-school/nets.course", ["A. One", "B. Two"], 'Some "School"')
    at = {"affiliation": 'Some "School"'}
    assert yaml.safe_load(other)["authors"] == [{"name": "A. One"} | at, {"name": "B. Two"} | at]
    assert yaml.safe_load(other)["repository-code"] == "https://github.com/some-school/nets.course"
    assert place.citation(other, *place.settings()) == cited


def test_the_institution_stands_on_every_page_of_the_book_on_print_and_on_what_is_handed_out(monkeypatch):
    said = place.project()
    monkeypatch.setattr(sys, "path", [*sys.path])
    for at, shown in (("School of <Nets>", "School of &lt;Nets&gt;"), ("", "")):
        said["tool"]["course"]["institution"] = at
        monkeypatch.setattr(place, "project", lambda: said)
        footer = runpy.run_path(place.TOP / "book" / "conf.py")["html_theme_options"]["extra_footer"]
        assert footer.startswith(f"<p>{shown}</p><p>Text" if at else "<p>Text")
        assert (f"<body>\n<p>{shown}</p>" if at else "<body>\n\n") in printed.page("title", "words")
        assert handout.readme("wheel", at).split("\n\n")[1] == (at or "A course of notebooks. Begin with "
                                                                "`notebooks/00_start_here.ipynb`.")  # fmt: skip
