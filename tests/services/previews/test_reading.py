"""What is read out of a page's head, in whatever letters it is written, and however hostile it is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.previews import TEXT_MAX, TITLE_MAX, first_link, plain, preview_of
from tambour.domain.text import read_text
from tambour.services.previews.reading import Said, read_page


def test_open_graph_comes_before_the_plain_title() -> None:
    page = b"""<!doctype html><html><head><title>Plain &amp; simple</title>
        <meta name=description content="What the page is about">
        <meta property="og:title" content="Shown &lt;b&gt;title&lt;/b&gt;"><meta property='og:image' content='/i.png'>
        </head><body><title>not this</title><meta property="og:description" content="nor this">"""
    assert read_page(page) == Said("Shown <b>title</b>", "What the page is about", "/i.png")


def test_a_page_without_open_graph_has_its_title() -> None:
    assert read_page(b"<title> Two\n lines </title><svg><title>icon</title></svg>").title == " Two\n lines "
    assert read_page(b"") == Said()
    assert read_page(b"\x89PNG\r\n\x1a\n" * 100) == Said()


@pytest.mark.parametrize(
    ("charset", "header"),
    [
        ("utf-8", ""),
        ("utf-8", "utf-8"),
        ("windows-1251", "windows-1251"),
        ("koi8-r", "KOI8-R"),
        ("utf-16", ""),
    ],
)
def test_letters_are_read_as_they_were_written(charset: str, header: str) -> None:
    page = "<html><head><title>Барабан в ночи, тамбур и ещё раз барабан</title>".encode(charset)
    assert read_page(page, header).title == "Барабан в ночи, тамбур и ещё раз барабан"


def test_the_page_may_name_its_letters_itself_and_lie_about_them() -> None:
    assert read_page("<meta charset=windows-1251><title>Привет</title>".encode("cp1251")).title == "Привет"
    assert read_page("<title>Привет, мир, привет</title>".encode("cp1251")).title == "Привет, мир, привет"
    for lie in ("zlib_codec", "unicode_escape", "idna", "base64", "nonsense", "rot13", "undefined"):
        page = f"<meta charset={lie}><title>Grüße</title>".encode()
        assert read_page(page, lie).title == "Grüße"
    assert read_page("<title>ю</title>".encode()[:-9]).title.startswith("\ufffd")


HOSTILE = {
    "open comments": b"<!--" * 260_000,
    "open tags": b"<a " * 340_000,
    "attributes": b"<meta " + b"a='" * 340_000,
    "nesting": b"<b>" * 340_000,
    "references": b"<title>" + b"&" * 1_000_000,
    "numbers": b"<title>" + b"&#x110000;" * 100_000,
    "declarations": b"<!a" * 340_000,
    "instructions": b"<?" * 500_000,
    "scripts": b"<script>" + b"</scrip" * 140_000,
    "title": b"<title>" + b"x" * 1_000_000,
    "metas": b"<meta name=description content=x>" * 30_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_takes_no_time(kind: str) -> None:
    begun = time.process_time()
    read_page(HOSTILE[kind])
    assert time.process_time() - begun < 2


@given(st.binary(max_size=2000), st.sampled_from(["", "utf-8", "utf-16", "x", "koi8-r"]))
def test_law_no_bytes_are_too_much(body: bytes, charset: str) -> None:
    read_page(b"<title>" + body, charset)
    read_page(body, charset)


@given(st.text(max_size=600), st.text(max_size=600))
def test_law_a_preview_is_short_lines_without_tricks(title: str, text: str) -> None:
    found = preview_of("https://a.example/", "www.a.example", title, text)
    for line, most in ((found.title, TITLE_MAX), (found.text, TEXT_MAX)) if found else ():
        assert len(line) <= most
        assert line == " ".join(line.split())
        assert not set(line) & set("\u202e\u2066\u0000\n\t")
        assert plain(line, most) == line


def test_the_site_is_who_answered_whatever_the_page_says() -> None:
    found = preview_of("https://t.example/x", "www.t.example", "Bank\u202e", "  two\n lines ")
    assert found is not None
    assert (found.site, found.title, found.text) == ("t.example", "Bank", "two lines")
    assert preview_of("https://t.example/x", "t.example", " \u200b\n", "") is None


@pytest.mark.parametrize(
    ("text", "entities", "link"),
    [
        ("see https://a.example/x, and b.org", [], "https://a.example/x"),
        ("b.org/ü?q", [], "https://b.org/ü?q"),
        ("no link", [], ""),
        ("mail me@a.org", [], ""),
        ("here", [["link", 0, 4, "http://c.example"]], "http://c.example"),
        ("here b.org", [["link", 0, 4, "tel:+123456789"]], "https://b.org"),
        ("a.org b.org", [["spoiler", 0, 5]], "https://b.org"),
        ("a.org", [["code", 0, 5]], ""),
        ("https://user:pass@a.org/", [], ""),
        ("http://localhost/", [], ""),
        ("👍 a.org", [], "https://a.org"),
        ("https://a.org/" + "x" * 1500, [], ""),
    ],
)
def test_the_first_link_to_the_web_gets_the_preview(
    text: str, entities: list[list[str | int]], link: str
) -> None:
    said = read_text(text, entities)
    assert first_link(said.text, said.entities) == link
