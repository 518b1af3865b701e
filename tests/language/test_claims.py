"""Who said what: direct, indirect and mixed speech, with exact spans, and nobody guessed."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.claims import claims_and_names
from pipelines.lexicon import lexicon
from pipelines.records import Claim

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("0*.txt"))


def said(text: str) -> list[Claim]:
    return [claim for claim in claims_and_names(text, lexicon())[0] if claim.kind == "attributed"]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content", "kind"),
    [
        ("“It is safe,” the mayor said.", "the mayor", "said", "It is safe,", "direct"),
        ("“It is safe,” said Anna Weber.", "Anna Weber", "said", "It is safe,", "direct"),
        ('Weber said: "It is safe."', "Weber", "said", "It is safe.", "direct"),
        ("Weber said it is safe.", "Weber", "said", "it is safe", "indirect"),
        ("Weber said that it is safe.", "Weber", "said", "it is safe", "indirect"),
        ("Weber said on Friday that it is safe.", "Weber", "said", "it is safe", "indirect"),
        ("It is safe, Weber said.", "Weber", "said", "It is safe", "indirect"),
        ("According to the ministry, it is safe.", "the ministry", "According to", "it is safe", "indirect"),
        ("It is safe, according to the ministry.", "the ministry", "according to", "It is safe", "indirect"),
        ("Weber said it was “in no danger.”", "Weber", "said", "it was “in no danger.”", "mixed"),
        ("Anna Weber, the mayor, said it is safe.", "Anna Weber, the mayor", "said", "it is safe", "indirect"),
        ("Weber, who built it, said it is safe.", "Weber, who built it", "said", "it is safe", "indirect"),
        ("A senior official told reporters it is safe.", "A senior official", "told", "it is safe", "indirect"),
    ],
)  # fmt: skip
def test_a_statement_has_its_speaker_cue_and_content(
    text: str, speaker: str, cue: str, content: str, kind: str
) -> None:
    """The forms in which news reports speech."""
    claim = said(text)[0]
    assert (claim.speaker, claim.cue, claim.content, claim.quote_type) == (speaker, cue, content, kind)


@pytest.mark.parametrize(
    "text",
    [
        "The report was late.",
        "He plays under the nickname “The Rocket” in the second league.",
        "It is said to be safe.",
        "The so-called “quiet zone” begins at the river.",
    ],
)
def test_scare_quotes_nicknames_and_nouns_report_nothing(text: str) -> None:
    """A quotation mark or the word report does not make a statement."""
    assert said(text) == []


def test_a_quotation_without_a_cue_is_the_speakers_before_it() -> None:
    """Floating quotations carry on in the next paragraph."""
    text = "“We will build it,” Weber said.\n\n“It will take two years and cost a lot of money.”"
    assert [claim.speaker for claim in said(text)] == ["Weber", "Weber"]


def test_a_surname_is_resolved_to_the_full_name() -> None:
    """A reader of one claim wants to know who spoke."""
    text = "Mayor Anna Weber opened the bridge. “It is safe,” Weber said."
    assert said(text)[0].speaker_resolved == "Anna Weber"


def test_a_pronoun_among_two_people_stays_unresolved() -> None:
    """Nobody is better than the wrong one."""
    text = "Mayor Anna Weber met Governor Ruth Klein. She said the bridge is safe."
    assert said(text)[0].speaker_resolved is None


def test_a_spokesman_is_not_whom_he_speaks_for() -> None:
    """A spokesman for Weber said it, and Weber did not."""
    text = "Mayor Anna Weber left. A spokesman for Weber said the bridge is safe."
    assert said(text)[0].speaker_resolved is None


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Weber said the bridge is not safe.", True),
        ("Weber denied that the bridge is safe.", True),
        ("Weber said the bridge, which was not new, is safe.", False),
        ("Weber said the bridge is not only safe but cheap.", False),
    ],
)
def test_negation_counts_in_the_main_clause_only(text: str, negated: bool) -> None:
    """Contradictions are found by it, so it must be what the claim says."""
    assert said(text)[0].negated is negated


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Weber said the bridge is safe.", "asserted"),
        ("Weber said the bridge will open in May.", "prediction"),
        ("Weber said the council should pay.", "opinion"),
        ("“Is the bridge safe?” Weber asked.", "question"),
    ],
)
def test_opinions_predictions_and_questions_are_told_apart(text: str, modality: str) -> None:
    """Only what is asserted can be checked today."""
    assert said(text)[0].modality == modality


def test_a_sentence_with_figures_of_public_matters_is_worth_checking() -> None:
    """Not all claims have a speaker."""
    claims, _ = claims_and_names("Unemployment fell to 4 percent in May, the lowest rate in ten years.", lexicon())
    assert [claim.kind for claim in claims] == ["checkworthy"]
    assert {"number", "fall", "share"} <= set(claims[0].reasons)


def test_the_official_of_the_fourth_seed_denies() -> None:
    """The denial stands in quotation marks after a sentence that names nobody."""
    claim = next(claim for claim in said(SEEDS[3].read_text()) if "cut off N-95" in claim.content)
    assert (claim.speaker, claim.negated, claim.quote_type) == ("the official", True, "direct")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_span_shows_what_it_says(path: Path) -> None:
    """Content, cue and speaker are evidence, so they are the text's own words."""
    text = path.read_text()
    claims = said(text)
    assert all(text[claim.content_start : claim.content_end] == claim.content for claim in claims)
    assert all(text[claim.cue_start :].startswith(claim.cue) for claim in claims if claim.cue and claim.cue_start)
    assert all(text[claim.speaker_start :].startswith(claim.speaker) for claim in claims if claim.speaker)


PIECES = [*"ab,.:?!\n\"“”‘’'«»-—()[]", " said ", " Weber ", " that ", "according to "]


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_no_arrangement_of_marks_and_cues_breaks_it(text: str) -> None:
    """Unbalanced quotations are ordinary."""
    claims, named = claims_and_names(text, lexicon())
    assert all(text[claim.content_start : claim.content_end] == claim.content != "" for claim in claims)
    assert all(text[name.start : name.end] == name.text for name in named)


def test_a_long_text_without_sentences_takes_linear_time() -> None:
    """Twice the text may take about twice the time, not four times."""
    pieces = ["said Weber, the “mayor ", "According to ", "He, who said, ", "3 million "]
    spent = []
    for size in (4_000, 8_000):
        began = time.process_time()
        claims_and_names("".join(pieces) * size, lexicon())
        spent.append(time.process_time() - began)
    assert spent[1] < 3.2 * spent[0] + 0.5


@pytest.mark.parametrize("mark", ['"', "“"])
def test_five_megabytes_of_quote_marks_are_read_in_seconds(mark: str) -> None:
    """Hostile or broken, it is a text like any other, and nobody says anything in it."""
    text = (mark * (5_000_000 // len(mark)))[:5_000_000]
    began = time.process_time()
    claims, named = claims_and_names(text, lexicon())
    assert (claims, named) == ((), ())
    assert time.process_time() - began < 60


def test_a_shouted_text_keeps_its_spans() -> None:
    """Capitals tell no names apart; what is found is still the text's own."""
    text = SEEDS[0].read_text().upper()
    claims, named = claims_and_names(text, lexicon())
    assert all(text[claim.content_start : claim.content_end] == claim.content for claim in claims)
    assert all(text[name.start : name.end] == name.text for name in named)


@pytest.mark.parametrize("text", ["", " \n\n ", "...", "“", "1 2 3", "\ufeff", "\x00\x00", "a" * 100_000])
def test_a_text_without_sentences_has_no_claims(text: str) -> None:
    """And is no reason to stop."""
    assert said(text) == []
