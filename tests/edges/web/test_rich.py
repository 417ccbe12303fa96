"""Texts of strangers as HTML: well formed whatever the text, no tag and no address that is not ours."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.errors import Refusal
from tambour.domain.text import read_text
from tambour.edges.web.public.rich import clipped, rich

KINDS = ["b", "i", "u", "s", "code", "pre", "quote", "spoiler"]
ALLOWED = {"b", "i", "u", "s", "code", "pre", "blockquote", "span", "a"}


def words_of(html: str) -> str:
    return "".join(ElementTree.fromstring(f"<x>{html}</x>").itertext())


def test_entities_become_tags_and_words_are_escaped() -> None:
    said = read_text("👍 <b>bold</b> & https://a.example/?x=1&y=2 @some_body", [["b", 3, 11]])
    html = rich(said.text, said.entities)
    assert "<b>&lt;b&gt;bold&lt;/b&gt;</b>" in html
    assert 'href="https://a.example/?x=1&amp;y=2" rel="nofollow noopener noreferrer ugc"' in html
    assert '<a href="/some_body" >@some_body</a>' in html


@pytest.mark.parametrize(
    "data", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", " javascript:x", "JaVaS:x"]
)
def test_no_link_leads_to_a_script(data: str) -> None:
    assert "<a" not in rich("touch me", [("link", 0, 5, data)])


def test_a_link_that_tries_to_leave_its_quotes_stays_inside() -> None:
    html = rich("x", [("link", 0, 1, 'https://a.example/"onmouseover="x')])
    assert ElementTree.fromstring(f"<x>{html}</x>")[0].attrib.keys() == {"href", "rel", "target"}


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60),
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 60), st.integers(1, 60)), max_size=8),
    st.integers(1, 80),
)
def test_law_the_page_says_what_was_said_in_well_formed_html(
    text: str, marks: list[tuple[str, int, int]], most: int
) -> None:
    try:
        said = read_text(text, [list(mark) for mark in marks])
    except Refusal:
        return
    html = rich(said.text, said.entities)
    assert words_of(html) == said.text
    assert set(re.findall(r"</?(\w+)", html)) <= ALLOWED
    short, entities, cut = clipped(said.text, said.entities, most)
    assert words_of(rich(short, entities)) == short
    assert said.text.startswith(short)
    assert cut == (len(said.text.encode("utf-16-le")) > 2 * most)
