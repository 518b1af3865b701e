"""What a story calls a name: made-up stories of few articles, in a store in memory."""

from collections.abc import Iterator

import pytest

from pipelines.language.names import names
from pipelines.lexicon import lexicon
from pipelines.store.names import tell_names
from tests.shelf import Store

WHOLE = "They spoke with Mayor Maria Lopez. In the end Lopez thanked all."


@pytest.fixture
def told() -> Iterator[Store]:
    store = Store()
    yield store
    store.con.close()


def told_of(store: Store, *texts: str, story: str = "story", copies: int = 0) -> dict[str, str]:
    """Written name -> what the story calls it, of texts of one story; the last `copies` of them copy the first."""
    for number, text in enumerate(texts):
        article = f"{story}{number}"
        copy_of = f"{story}0" if number and number >= len(texts) - copies else None
        store.add(article, text, story_id=story, copy_of=copy_of)
        for name in names(text, lexicon().names):
            row = {
                "start": name.start,
                "end_": name.end_,
                "text": name.text,
                "kind": name.kind,
                "canonical": name.canonical,
            }
            store.put("name_mentions", article_id=article, **row)
    store.con.execute("CREATE OR REPLACE TEMP TABLE touched AS SELECT article_id FROM articles")
    tell_names(store.con)
    rows = store.con.execute(
        "SELECT written, name FROM names WHERE starts_with(article_id, ?) AND name != written ORDER BY start", [story]
    )
    return dict(rows.fetchall())


def test_a_surname_is_whom_another_article_names_whole(told: Store) -> None:
    """A short report says Lopez and means the mayor of the long one."""
    assert told_of(told, WHOLE, "The bridge is safe, said Lopez on Friday.")["Lopez"] == "Maria Lopez"


def test_a_surname_of_two_people_in_a_story_is_nobodys(told: Store) -> None:
    """A wrong name is worse than none."""
    other = "They met Governor Juan Lopez. In the end Lopez left."
    told_of(told, WHOLE, other, "The bridge is safe, said Lopez on Friday.")
    assert told.con.sql("SELECT name FROM names WHERE article_id = 'story2'").fetchall() == [("Lopez",)]


def test_initials_are_the_body_that_the_story_names_whole(told: Store) -> None:
    """Acronyms that no table lists are told by the texts themselves."""
    whole = "The plan is by the Northern Harbour Safety Board. They asked the NHSB twice."
    assert told_of(told, whole)["NHSB"] == "Northern Harbour Safety Board"


def test_spellings_of_one_name_are_the_usual_one(told: Store) -> None:
    """N-95 and N95 are house styles, no errors: what most independent texts write counts, whatever is copied."""
    usual, odd = "They sold N95 masks.", "They sold N-95 masks."
    assert told_of(told, odd, usual, usual + " Again.", odd, copies=1) == {"N-95": "N95"}


def test_people_who_differ_between_first_and_last_name_stay_two(told: Store) -> None:
    """George W. and George H. are father and son."""
    one = "They met Governor Juan A. Lopez. In the end Lopez left."
    two = "They met Governor Juan B. Lopez. In the end Lopez left."
    assert {name for name in told_of(told, one, two).values() if "Juan" in name} == {"Juan A. Lopez", "Juan B. Lopez"}


def test_another_story_tells_nothing(told: Store) -> None:
    """There Lopez may be anybody."""
    told_of(told, WHOLE)
    assert told_of(told, "The bridge is safe, said Lopez on Friday.", story="other") == {}


def test_a_story_that_lost_an_article_forgets_what_it_told(told: Store) -> None:
    """What is told follows from the set of articles alone."""
    told_of(told, WHOLE, "The bridge is safe, said Lopez on Friday.")
    told.con.execute("UPDATE articles SET story_id = 'apart' WHERE article_id = 'story0'")
    tell_names(told.con)
    assert told.con.sql("SELECT DISTINCT name FROM names WHERE article_id = 'story1'").fetchall() == [("Lopez",)]
