"""Where each page of a site is: slugs that are stable and told apart, links from page to page, base URLs."""

import posixpath
import re
import unicodedata
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import addresses

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=120)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("film", "film"),
        ("Science Fiction", "science-fiction"),
        ("sci-fi", "sci-fi"),
        ("hip-hop/rap", "hip-hop-rap"),
        ("rock & roll", "rock-and-roll"),
        ("Zoë O’Hara", "zoë-ohara"),
        ("J. R. Wren", "j-r-wren"),
        ("드라마", "드라마"),
        ("日本 映画", "日本-映画"),
        ("مسرح", "مسرح"),
        ("  so   far  ", "so-far"),
        ("ﬁlm", "film"),
        ("../../etc", "etc"),
        ("1980s", "1980s"),
    ],
)
def test_a_slug_is_the_name_s_own_letters(name: str, slug: str) -> None:
    assert slug == addresses.slug(name)


def test_names_that_a_slug_cannot_hold_are_told_apart() -> None:
    names = ("C", "C++", "C#", "🎬", "🎭", "!!!", "???", "A" * 130, "A" * 131)
    slugs = [addresses.slug(name) for name in names]
    assert len(names) == len(set(slugs))
    assert "c" == slugs[0]
    assert all(re.fullmatch(r"(\w+-)?[0-9a-f]{8}", slug) for slug in slugs[1:])


def test_names_that_differ_in_capitals_spaces_or_marks_alone_are_one() -> None:
    one_each = [("Film", "film"), ("hip hop", "Hip-Hop"), ("J.R. Wren", "J. R. Wren"), ("O’Hara", "O'Hara")]
    assert [True] * 4 == [addresses.slug(one) == addresses.slug(other) for one, other in one_each]
    assert addresses.slug(unicodedata.normalize("NFD", "Zoë")) == addresses.slug("Zoë")


@given(NAMES)
def test_a_slug_is_one_safe_part_of_a_path(name: str) -> None:
    slug = addresses.slug(name)
    assert slug
    assert not slug.startswith((".", "-"))
    assert not re.search(r"[\s/\\?#%:<>\"|*\x00-\x1f]", slug)
    assert len(f"{slug}.html".encode()) <= 255


@given(NAMES, NAMES)
def test_a_link_leads_from_one_page_to_the_other(name: str, other: str) -> None:
    page, to = addresses.tag(name), addresses.author(other)
    link = addresses.relative(to, page)
    assert link.isascii()
    assert to == posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(link)))
    base = "https://reviews.example/a/"
    assert addresses.absolute(base, to) == urljoin(addresses.absolute(base, page), link)


def test_the_index_is_the_root() -> None:
    assert "https://reviews.example/" == addresses.absolute("https://reviews.example/", addresses.INDEX)
    assert "../../index.html" == addresses.relative(addresses.INDEX, addresses.tag("film"))
    assert "works.html#a%20b" == addresses.relative(addresses.WORKS, addresses.INDEX, "a b")
    assert "a%231/a%231.html" == addresses.relative("a#1/a#1.html", addresses.INDEX)


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("https://reviews.example", "https://reviews.example/"),
        ("HTTP://Reviews.Example/a/b/", "http://reviews.example/a/b/"),
        ("http://localhost:8000/x", "http://localhost:8000/x/"),
        ("https://kritik.example/bücher", "https://kritik.example/b%C3%BCcher/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_a_base_url_ends_in_a_slash(given: str, base: str) -> None:
    assert base == addresses.checked(given)
    assert base == addresses.checked(base)


@pytest.mark.parametrize(
    "given",
    [
        *("", "reviews.example", "//reviews.example", "ftp://reviews.example", "javascript:x()", "https://"),
        *("https://a b.c/", "https://reviews.example/?page=1", "https://reviews.example/#top", "https://[::1"),
        *("https://me:word@reviews.example/", 'https://reviews.example/"><script>'),
    ],
)
def test_what_is_no_base_url_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match=r"address such as https://reviews\.example/"):
        addresses.checked(given)
