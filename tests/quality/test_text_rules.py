"""Rules that need one text: each finds its fault, and lets its near miss pass."""

from collections.abc import Callable

import pytest

Evidence = Callable[..., list[str | None]]
REST = " The council met on Friday. Nobody voted against the budget, the mayor said."


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("mojibake", "They called it a dÃ©tente." + REST, "Ã©"),
        ("mojibake", "The mayorâ€™s budget passed." + REST, "â€™"),
        ("replacement_characters", "They called it a d\ufffdtente." + REST, "d\ufffdtente"),
        ("replacement_characters", "They said they don?t know." + REST, "don?t"),
        ("html_residue", "The budget<br/> passed." + REST, "<br/>"),
        ("html_residue", "Fish &amp; chips were served." + REST, "&amp;"),
        ("html_residue", "It passed. window.ads.push(1); " + REST, "window.ads."),
        ("html_residue", "It passed. .caption { color: red; } " + REST, ".caption { color: red; }"),
        (
            "truncated_body",
            REST + " The mayor will present the next budget to the",
            "mayor said. The mayor will present the next budget to the",
        ),
        (
            "truncated_body",
            REST + " The mayor will present…",
            "against the budget, the mayor said. The mayor will present…",
        ),
        ("boilerplate_only", "We use cookies. Accept all cookies to continue.", "We use cookies"),
        ("boilerplate_only", "A headline. Subscribe to read the full story.", "Subscribe to read the full story."),
        (
            "wrong_language",
            REST + " Der Rat hat am Freitag über den Haushalt und die Schulen der Stadt beraten. It was late.",
            "Der Rat hat am Freitag über den Haushalt und die Schulen der Stadt beraten",
        ),
    ],
)
def test_a_fault_is_found_with_its_words(evidence: Evidence, rule: str, text: str, words: str) -> None:
    """A finding without the words at fault sends a person to read the whole article."""
    assert evidence(rule, text) == [words]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("mojibake", "The café in São Paulo charges 5 € a cup; SÃO PAULO in capitals is no fault."),
        ("replacement_characters", "Why? Because. See https://example.org/?page=2 for more, or ask: who?"),
        ("replacement_characters", "Did it pass?Yes, the mayor said."),
        ("html_residue", "AT&T Inc <T.N> rose 5 < 6 percent (see [1] and {sic}); R&D grew = good."),
        ("truncated_body", REST),
        ("truncated_body", REST + " See https://example.org/budget"),
        ("truncated_body", REST + " Budget in charts: charts.example.org/x7"),
        ("truncated_body", REST + "\n\nReported by Jane Doe"),
        ("truncated_body", "Council passes budget"),
        ("truncated_body", REST + " The winners are: - Ann Lee, 48 - Bob Ray, 49 - Cy Poe, 50"),
        (
            "boilerplate_only",
            "The company said that cookies from other sites will be blocked. Rivals protested. Shares fell.",
        ),
        (
            "wrong_language",
            "The Universidad Nacional de la Plata and the Banco de la Nación signed it, the mayor of Los Angeles said.",
        ),
        ("wrong_language", "“Ich bin ein Berliner,” he said, and the crowd was not quiet for a minute after that."),
    ],
)
def test_a_near_miss_passes(evidence: Evidence, rule: str, text: str) -> None:
    """A checker that cries often is soon ignored."""
    assert evidence(rule, text) == []


def test_a_repaired_text_is_told_of_by_what_was_received(evidence: Evidence) -> None:
    """The source still sends broken text, though the stored one reads well."""
    assert evidence("mojibake", "They called it a détente.", text_as_received="They called it a dÃ©tente.") == ["Ã©"]


def test_a_text_in_one_undeclared_language_is_no_fault(evidence: Evidence) -> None:
    """A feed in German that does not say so is a German feed, not a mistake."""
    text = "Der Rat hat am Freitag über den Haushalt beraten. Niemand hat sich gegen ihn und für die Schulen erklärt."
    assert evidence("wrong_language", text, language=None) == []


def test_an_english_sentence_in_a_german_text_is_found(evidence: Evidence) -> None:
    """The rule is about the article's own language, whichever it is."""
    sentence = "Sign up for the best of the news that was made by us."
    assert evidence("wrong_language", f"Der Rat hat über den Haushalt beraten. {sentence}", language="de") == [sentence]


@pytest.mark.parametrize("title", [None, "", " ", "-", "Untitled", "[No title]"])
def test_a_headline_that_is_none_is_missing(evidence: Evidence, title: str | None) -> None:
    """A placeholder looks like a headline only to a program."""
    assert len(evidence("missing_title", REST, title=title)) == 1


@pytest.mark.parametrize("title", ["1984", "None of the above wins", "Untitled painting sold", "東京"])
def test_an_odd_headline_is_one(evidence: Evidence, title: str) -> None:
    """A headline may be short, a number, or in any script."""
    assert evidence("missing_title", REST, title=title) == []
