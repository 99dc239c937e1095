"""README.md says what is there; `make readme` brings it up to date."""

from tests.readme import README, renewed


def test_the_tables_are_up_to_date() -> None:
    text = README.read_text("utf-8")
    assert renewed(text) == text, "run `make readme`"
