"""Stories on the page: who tells them, what they say in the same words, where they do not agree."""

from pipelines.report.marks import Shown
from pipelines.report.stories import Story, stories
from tests.shelf import Store


def told(pieces: Shown) -> str:
    return "".join(f"[{piece.text}]" if piece.mark == "differs" else piece.text for piece in pieces)


def told_story(shelf: Store) -> Story:
    """A story of two articles that give one figure differently."""
    for name, number, day in (("a1", "12", "1"), ("a2", "15", "2")):
        text = f"Fire kills {number} people in the port of the old town."
        shelf.add(name, text, title=f"Fire {day}", source_id=f"paper{day}")
        shelf.put(
            "claims",
            claim_id=f"c{name}", article_id=name, kind="attributed", content=text, content_start=0,
            content_end=len(text), modality="asserted", negated=False, score=0.5, reasons=[], terms=[], numbers=[],
            approximate=[],
            rule="clause", quote_type="direct", speaker="The mayor", claim_group_id="g",
        )  # fmt: skip
    shelf.put("stories", story_id="story", title="Fire", articles=2, copy_groups=2, sources=2)
    shelf.put("claim_groups", claim_group_id="g", content="", claims=2, articles=2, copy_groups=2, story_id="story")
    shelf.put(
        "claim_relations",
        from_id="ca1", to_id="ca2", kind="contradicts", slot="number", from_value="12", to_value="15",
        from_start=11, from_end=13, to_start=11, to_end=13,
    )  # fmt: skip
    (story,) = stories(shelf.con, 10)
    return story


def test_what_two_texts_say_stands_side_by_side(shelf: Store) -> None:
    """With the words marked that one has otherwise."""
    (quote,) = told_story(shelf).quotes
    assert [told(voice.words) for voice in quote.voices] == [
        "Fire kills [12] people in the port of the old town.",
        "Fire kills [15] people in the port of the old town.",
    ]
    assert {voice.teller.source_id for voice in quote.voices} == {"paper1", "paper2"}


def test_what_does_not_agree_is_named(shelf: Store) -> None:
    """Which slot, and both values in their sentences."""
    (pair,) = told_story(shelf).disagreements
    assert (pair.slot, pair.kind) == ("number", "contradict one another")
    assert [told(voice.words) for voice in pair.voices] == [
        "Fire kills [12] people in the port of the old town.",
        "Fire kills [15] people in the port of the old town.",
    ]


def test_an_article_alone_is_no_story(shelf: Store) -> None:
    """Nothing to compare."""
    shelf.put("stories", story_id="story", articles=1, copy_groups=1, sources=1)
    assert stories(shelf.con, 10) == ()
