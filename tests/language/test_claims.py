"""Who said what: direct, indirect and mixed speech, with exact spans, and nobody guessed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.claims import claims_and_names
from pipelines.lexicon import lexicon
from pipelines.records import Claim
from tests.growth import grows_no_faster_than_its_size

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
        "Her novel “The Long Way to the Old Harbour” was sold out on Friday.",
        "Anna “The Hammer” Weber won the first fight of the evening.",
        "The film “What She Said About Us All” opens in May.",
    ],
)
def test_scare_quotes_nicknames_and_nouns_report_nothing(text: str) -> None:
    """A quotation mark or the word report does not make a statement."""
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The company said in a statement that it is safe.", "The company", "it is safe"),
        ("A statement from the company said it is safe.", "A statement from the company", "it is safe"),
        ("The report said it is safe.", "The report", "it is safe"),
        ("“It is safe,” the company wrote in a press release.", "the company", "It is safe,"),
        ("“It is safe,” Weber tweeted on Friday.", "Weber", "It is safe,"),
        ("According to court documents, it is safe.", "court documents", "it is safe"),
        ("The indictment alleges that he took the money.", "The indictment", "he took the money"),
        ("“It is safe,” said an official who asked not to be named.", "an official", "It is safe,"),
        ("«It is safe», Weber said.", "Weber", "It is safe"),
        ("„It is safe“, Weber said.", "Weber", "It is safe"),
        ("‘It is safe,’ Weber said.", "Weber", "It is safe,"),
        ("``It is safe,'' Weber said.", "Weber", "It is safe,"),
    ],
)  # fmt: skip
def test_statements_documents_and_tweets_speak_too(text: str, speaker: str, content: str) -> None:
    """Who speaks need be nobody by name, and quotation marks are of every kind."""
    claim = said(text)[0]
    assert (claim.speaker, claim.content) == (speaker, content)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The agency issued a warning that the bridge is not safe.", "The agency", "the bridge is not safe"),
        ("Voters did not believe the mayor’s claim that the bridge is safe.", "the mayor", "the bridge is safe"),
        ("Weber repeated her promise that the bridge would open.", "her", "the bridge would open"),
    ],
)
def test_a_noun_of_speech_reports_too(text: str, speaker: str, content: str) -> None:
    """A warning that, a claim that: of the one who gives it, or whose it is."""
    assert (speaker, content) in [(claim.speaker, claim.content) for claim in said(text)]


def test_a_noun_of_speech_that_is_nobodys_reports_nothing() -> None:
    """Whose the idea is, is not told, and it may be nobody's."""
    assert said("The idea that the bridge is safe was new to the voters.") == []


def test_who_reports_what_another_says_makes_two_claims() -> None:
    """The outer one holds the inner, and each has its speaker."""
    claims = said("Weber said the council had told reporters that the bridge is safe.")
    assert [(claim.speaker, claim.content) for claim in claims] == [
        ("Weber", "the council had told reporters that the bridge is safe"),
        ("the council", "the bridge is safe"),
    ]


def test_a_quotation_over_several_paragraphs_is_one_speakers() -> None:
    """Each paragraph opens with a mark and only the last one closes; each sentence is a claim."""
    text = "“We will build the bridge,” Weber said. “It will be wide.\n\n“It will cost 40 million euros in all.”"
    assert [(claim.speaker, claim.content) for claim in said(text)] == [
        ("Weber", "We will build the bridge,"),
        ("Weber", "It will be wide."),
        ("Weber", "It will cost 40 million euros in all."),
    ]


@pytest.mark.parametrize(
    "text",
    ["{} ― Anna Weber", "{}\n— Anna Weber, mayor of Lindau", "The bridge is new, Klein said.\n\n{} -- Anna Weber"],
)
def test_a_quotation_that_is_signed_is_of_who_signs_it(text: str) -> None:
    """As press releases and posts have it; not of the one who spoke before."""
    quotation = "“The harbour bridge of Lindau is safe.”"
    signed = [claim for claim in said(text.format(quotation)) if claim.quote_type == "direct"]
    assert [(claim.speaker, claim.content) for claim in signed] == [("Anna Weber", quotation[1:-1])]


def test_a_quotation_without_a_cue_is_the_speakers_before_it() -> None:
    """Floating quotations carry on in the next paragraph."""
    text = "“We will build it,” Weber said.\n\n“It will take two years and cost a lot of money.”"
    assert [claim.speaker for claim in said(text)] == ["Weber", "Weber"]


def test_a_surname_is_resolved_to_the_full_name() -> None:
    """A reader of one claim wants to know who spoke."""
    text = "Mayor Anna Weber opened the bridge. “It is safe,” Weber said."
    assert said(text)[0].speaker_resolved == "Anna Weber"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Mayor Anna Weber met Governor Ruth Klein. She said the bridge is safe.", "pronoun"),
        ("The bridge is old. They said it is safe.", "pronoun"),
        ("A senior official said the bridge is safe.", "unnamed"),
        ("Officials said the bridge is safe.", "unnamed"),
        ("Saying that the bridge is safe was wrong.", "untold"),
    ],
)
def test_a_speaker_whom_nobody_is_sure_of_stays_unknown_and_why_is_told(text: str, reason: str) -> None:
    """Nobody is better than the wrong one, and the reader learns what is missing."""
    for claim in said(text):
        assert (claim.speaker_resolved, claim.speaker_unknown) == (None, reason)


def test_a_speaker_who_is_known_has_no_reason_to_be_unknown() -> None:
    """Exactly one of the two is told."""
    claims = [claim for seed in SEEDS for claim in said(seed.read_text())]
    assert all((claim.speaker_resolved is None) != (claim.speaker_unknown is None) for claim in claims)


def test_a_pronoun_is_the_one_person_before_it() -> None:
    """Where there is but one, it is sure."""
    text = "Mayor Anna Weber opened the bridge. She said it is safe."
    assert [(claim.speaker, claim.speaker_resolved) for claim in said(text)] == [("She", "Anna Weber")]


def test_a_body_is_named_without_its_article() -> None:
    """The Harbour Board and Harbour Board are one."""
    assert said("The Harbour Board said the bridge is safe.")[0].speaker_resolved == "Harbour Board"


def test_figures_that_the_text_hedges_are_told() -> None:
    """About 40 and 40 need not contradict one another."""
    (claim,) = said("Weber said about 40 people were hurt on 12 bridges.")
    assert (claim.numbers, claim.approximate) == (("12 bridge", "40 person"), ("40 person",))


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
    assert {"number", "change", "percent"} <= set(claims[0].reasons)


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


PIECES = [*"ab,.:?!\n\"“”‘’'«»-—()[]", " said ", " Weber ", " that ", "according to ", " SAID ", "THE END"]


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_no_arrangement_of_marks_and_cues_breaks_it(text: str) -> None:
    """Unbalanced quotations are ordinary."""
    claims, named = claims_and_names(text, lexicon())
    assert all(text[claim.content_start : claim.content_end] == claim.content != "" for claim in claims)
    assert all(text[name.start : name.end_] == name.text for name in named)


def test_a_long_text_without_sentences_takes_linear_time() -> None:
    """Whoever is named far away is not sought anew by each cue."""
    pieces = "".join(["said Weber, the “mayor ", "According to ", "He, who said, ", "3 million "])
    assert grows_no_faster_than_its_size(lambda size: claims_and_names(pieces * size, lexicon()), 2_000)


@pytest.mark.parametrize("mark", ['"', "“"])
def test_five_megabytes_of_quote_marks_are_read(mark: str) -> None:
    """Hostile or broken, it is a text like any other, and nobody says anything in it."""
    assert claims_and_names(mark * (5_000_000 // len(mark.encode())), lexicon()) == ((), ())


@pytest.mark.parametrize("mark", ['"', "“", "'a ", "“a", '"a '])
def test_quote_marks_take_linear_time(mark: str) -> None:
    """A mark that is never closed is not sought anew by each that follows."""
    assert grows_no_faster_than_its_size(lambda size: claims_and_names(mark * size, lexicon()), 25_000)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("SMITH SAID THE BRIDGE IS SAFE.", "SMITH", "THE BRIDGE IS SAFE"),
        ("“IT IS SAFE,” THE MAYOR SAID.", "THE MAYOR", "IT IS SAFE,"),
        ("OFFICIALS TOLD REPORTERS THAT IT IS SAFE.", "OFFICIALS", "IT IS SAFE"),
        ("IT IS SAFE, ACCORDING TO THE MINISTRY.", "THE MINISTRY", "IT IS SAFE"),
    ],
)
def test_a_text_in_capitals_tells_who_said_what(text: str, speaker: str, content: str) -> None:
    """Wires still send such texts; the words stay as they were written."""
    claim = said(text)[0]
    assert (claim.speaker, claim.content) == (speaker, content)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_in_capitals_says_nearly_the_same(path: Path) -> None:
    """Four of five statements stand where they stood, and every span is the text's own words."""
    text = path.read_text()
    loud, named = claims_and_names(text.upper(), lexicon())
    plain = {(claim.content_start, claim.content_end) for claim in said(text)}
    kept = plain & {(claim.content_start, claim.content_end) for claim in loud}
    assert len(kept) >= 0.8 * len(plain)
    assert all(text.upper()[claim.content_start : claim.content_end] == claim.content for claim in loud)
    assert all(text.upper()[name.start : name.end_] == name.text for name in named)


@pytest.mark.parametrize("text", ["", " \n\n ", "...", "“", "1 2 3", "\ufeff", "\x00\x00", "a" * 100_000])
def test_a_text_without_sentences_has_no_claims(text: str) -> None:
    """And is no reason to stop."""
    assert said(text) == []
