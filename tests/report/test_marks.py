"""Texts from outside in pieces: what is marked, what is cut off, what is made visible."""

from pipelines.report.differences import difference, wording
from pipelines.report.marks import LINE, Shown, clip, sentence, visible

TEXT = "The court met. It spoke of the Defense Protection Act on Friday. Nobody objected."


def told(pieces: Shown) -> str:
    """The pieces as a text, marks in brackets."""
    return "".join(f"[{piece.text}]" if piece.mark else piece.text for piece in pieces)


def test_the_words_are_marked_in_their_sentence() -> None:
    """A finding is judged by the sentence that it stands in."""
    at = TEXT.index("Defense")
    assert told(sentence(TEXT, at, at + 22)) == "It spoke of the [Defense Protection Act] on Friday."


def test_a_sentence_that_is_cut_says_so() -> None:
    """What is left out is not passed off as the beginning."""
    shown = sentence("of the Act on Friday", 7, 10, cut_before=True, cut_after=True)
    assert told(shown) == "…of the [Act] on Friday…"


def test_a_long_sentence_is_cut_at_a_word() -> None:
    """Four lines are read, forty are not."""
    text = "word " * 200 + "fault" + " word" * 200
    pieces = sentence(text, 1000, 1005)
    assert pieces[0].text.startswith("…word")
    assert pieces[1].text == "fault"
    assert all(len(piece.text) <= LINE + 1 for piece in pieces)


def test_words_over_two_sentences_are_shown_with_both() -> None:
    """Spans do not care for sentences."""
    at = TEXT.index("met")
    assert told(sentence(TEXT, at, at + 11)) == "The court [met. It spo]ke of the Defense Protection Act on Friday."


def test_a_place_without_characters_marks_nothing() -> None:
    """Something may be missing there."""
    assert told(sentence("One word left out.", 4, 4)) == "One word left out."


def test_words_that_differ_are_marked_on_both_sides() -> None:
    """The eye finds one word in three faster than three words."""
    wrong, better = difference("Defense Protection Act", "Defense Production Act")
    assert (told(wrong), told(better)) == ("Defense [Protection] Act", "Defense [Production] Act")


def test_letters_are_marked_in_a_single_word() -> None:
    """A letter that is left out is seen in the better word only."""
    wrong, better = difference("Minster", "Minister")
    assert (told(wrong), told(better)) == ("Minster", "Min[i]ster")


def test_a_date_is_compared_by_year_month_and_day() -> None:
    """Not 3 with 23."""
    wrong, better = difference("2020-03-23", "2020-04-03")
    assert (told(wrong), told(better)) == ("2020-[03]-[23]", "2020-[04]-[03]")


def test_a_quote_is_marked_where_it_has_other_words() -> None:
    """And what only one of them has at its ends is no other wording."""
    shown = wording("We will stand up to it, he said", "Well, we will stay up to it")
    assert [(piece.text, piece.mark) for piece in shown] == [
        ("Well, ", "beyond"), ("we will ", ""), ("stay", "differs"), (" up to it", ""),
    ]  # fmt: skip


def test_house_style_is_no_other_wording() -> None:
    """Case, hyphens and spellings are the paper's and not the speaker's."""
    shown = wording("To health-care workers in the U.S. labour market", "to healthcare workers in the US labor market")
    assert [piece.mark for piece in shown] == [""]


def test_quotes_that_share_nothing_are_shown_as_they_are() -> None:
    """Nothing is to be marked where nothing is to be compared."""
    assert told(wording("One thing", "another matter")) == "another matter"


def test_what_cannot_be_seen_is_made_visible() -> None:
    """A text that ends a page or rings a bell is still a text."""
    assert visible("a\x00b\x1b[31m\n\n c\t") == "a\ufffdb\ufffd[31m c"


def test_a_word_of_ten_thousand_letters_is_cut() -> None:
    """There is no space to cut it at."""
    assert clip("W" * 10_000, 100) == "W" * 100 + "…"


def test_another_word_is_marked_whole() -> None:
    """Letters that two words share by chance are not what is the same in them."""
    assert told(difference("as", "because")[1]) == "[because]"
