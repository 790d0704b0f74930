"""XML Schema's regular expressions compared as languages; Python's own engine judges single strings."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance.value_inclusion import find_outside
from titelei.validate.relaxng.xsd_regex import Undecided, shortest

WORD = r"[^\p{C}\p{Z}]+"


@pytest.mark.parametrize(
    ("narrower", "wider"),
    [
        ("[a-z][a-z0-9._-]{0,79}", WORD),
        (r"#\S+", r"\S+"),
        (r"[0-9]{4}(-[0-9]{2})?", r"\d+(-\d+)?"),
        ("(a|b)*abb", "(a|b)*bb"),
        ("[a-z-[aeiou]]+", "[b-z]+"),
        (r"[0-9]{4}-[0-9]{3}[0-9X]", r"[0-9X\-]+"),
        (r"a{2,3}", "a+"),
        (r"\w", r"\S"),
        (r"\.\-\\", r"[.\-\\]+"),
    ],
)
def test_a_language_inside_another_is_seen_to_be(narrower: str, wider: str) -> None:
    assert find_outside(narrower, wider) is None


@pytest.mark.parametrize(
    ("narrower", "wider", "outside"),
    [
        (r"\d", "[0-9]", "\N{ARABIC-INDIC DIGIT ZERO}"),
        ("a*", "a+", ""),
        ("a{1,4}", "a{1,3}", "aaaa"),
        ("[a-c]", "[ab]", "c"),
        (".", r"\S", "\t"),
        (r"\S+", WORD, "\x7f"),
    ],
)
def test_a_shortest_string_outside_is_given(narrower: str, wider: str, outside: str) -> None:
    assert find_outside(narrower, wider) == outside


@pytest.mark.parametrize("expression", [r"\i\c*", r"\p{IsGreek}", "a{1000}", "(a", "[a", "a**"])
def test_what_is_not_compared_is_said_to_be_undecided(expression: str) -> None:
    with pytest.raises(Undecided):
        find_outside(expression, "b")


EXPRESSIONS = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", "."]),
    lambda inner: st.one_of(
        st.builds("({}|{})".format, inner, inner),
        st.builds("{}{}".format, inner, inner),
        st.builds("({})*".format, inner),
        st.builds("({}){{1,2}}".format, inner),
        st.builds("({})?".format, inner),
    ),
    max_leaves=5,
)


@given(one=EXPRESSIONS, other=EXPRESSIONS)
@settings(max_examples=200, deadline=None)
def test_the_answer_is_that_of_another_engine(one: str, other: str) -> None:
    outside = find_outside(one, other)
    if outside is not None:
        assert re.fullmatch(one, outside)
        assert not re.fullmatch(other, outside)
        return
    for text in ("", "a", "b", "c", "ab", "ba", "aa", "bb", "aab", "abb", "cab"):
        assert not re.fullmatch(one, text) or re.fullmatch(other, text)


@given(expression=EXPRESSIONS)
@settings(max_examples=50, deadline=None)
def test_a_shortest_string_matches(expression: str) -> None:
    assert re.fullmatch(expression, shortest(expression))
