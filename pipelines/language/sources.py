"""Where the source of a statement stands: the noun phrase before or after a cue. Ranges of tokens; linear."""

from collections.abc import Set

from pipelines.language.listed import listed
from pipelines.language.tokens import OUTSIDE, Tokens

Range = tuple[int, int]

# How far a phrase may reach, in tokens: names with titles and offices are seldom longer.
MAX_PHRASE, MAX_APPOSITION = 16, 30
AUXILIARIES = listed(
    "has have had having is are was were be been being will would could should might may can did do does also"
    " later then never just even still often once first again now long not n't further reportedly"
)
_ADVERBS_NOT = listed("family ally reply supply italy july assembly rally bully kelly molly sally emily")
BREAKS = frozenset(
    [
        "but",
        "or",
        "because",
        "while",
        "although",
        "though",
        "when",
        "that",
        "as",
        "if",
        "after",
        "before",
        "where",
        "whether",
        "so",
        "than",
        "since",
        "until",
        "unless",
        "what",
        "how",
        "why",
        "yet",
        ",",
        ";",
        ":",
        "—",
        "–",
        "--",
        "-",
        "(",
        ")",
        "[",
        "]",
        "“",
        "”",
        '"',
        ".",
        "?",
        "!",
        "…",
    ]
)
RELATIVES = listed("who which that")
PRONOUNS = listed("he she they it we i you who this that some many others another all none most both which")
SUBJECTS = listed("he she they it we i")
DETERMINERS = listed(
    "the a an his her its their our my your this that these those one two three four five several some many most"
    " other another all both each every no few more such any"
)
PLURALS = listed(
    "officials sources police prosecutors experts critics analysts aides authorities researchers lawmakers"
    " investigators reporters economists scientists doctors lawyers witnesses residents activists opponents"
    " supporters democrats people republicans voters executives observers scholars advocates diplomats leaders"
    " organizers historians studies polls documents records reports friends relatives neighbors teachers workers"
    " students women men senators"
)
WHEN = listed("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier later recently")
_LEADS = listed("in on at during after for since by from with under of to earlier last")
_TAILS = listed("in on during at after before with via through following amid")
_STOPS_AFTER = listed(
    "in on during at to last after before about who with from as through via this when while while by into over"
)

# Words that open what stands before the main clause, and common verbs that its -ed does not show.
_OPENERS = (
    _LEADS
    | WHEN
    | listed(
        "however but and meanwhile still also then while when although though because if as once amid despite"
        " according yet so instead nevertheless moreover until unless where asked speaking"
    )
)
_TIMES = WHEN | listed("day week month year morning afternoon evening night time hours minutes days weeks months years")
_COMMON_VERBS = listed(
    "said says told went came took gave made got held wrote spoke began saw met left kept sent led sat stood put"
    " let set hit ran won lost drew fell rose threw broke chose goes comes takes gives makes gets holds writes"
    " speaks begins sees meets further in on at by during"
)


def skipped_back(t: Tokens, cue: int, low: int) -> int:
    """The token before a cue, its auxiliaries and adverbs."""
    at = cue - 1
    while at >= low and (t.lower[at] in AUXILIARIES or _adverb(t.lower[at])):
        at -= 1
    return at


def before(t: Tokens, cue: int, low: int, verbs: Set[str]) -> Range | None:
    """The phrase in front of a cue: "Mike Roman, head of 3M, said"; `verbs` (forms of cues) end it on the left."""
    last = skipped_back(t, cue, low)
    if last < low or t.quote[last] != OUTSIDE:
        return None
    if t.words[last] == ",":
        opening = _opening_comma(t, last, low)
        head = _phrase(t, opening - 1, low, verbs) if opening is not None else None
        return (head[0], last) if head and _names(t, head) else None
    if t.words[last] in ")]" and (opening_bracket := _bracket(t, last, low)) is not None:
        head = _phrase(t, opening_bracket - 1, low, verbs)
        return (head[0], last + 1) if head else None
    return _phrase(t, last, low, verbs)


def after(t: Tokens, cue: int, high: int) -> Range | None:
    """The phrase behind a cue: "said the mayor", "said Hugh Hill, a doctor"."""
    first = cue + 1
    while first < high and t.lower[first] in ("also", "later", "then"):
        first += 1
    at = first
    while at < high and t.quote[at] == OUTSIDE and at - first < MAX_PHRASE:
        word = t.lower[at]
        if word in WHEN or word in _STOPS_AFTER or (word in BREAKS and word != "-") or _adverb(word):
            break
        at += 1
    if at == first or not _starts_phrase(t, first):
        return None
    return first, _with_apposition(t, at, high)


def subject(t: Tokens, low: int, high: int) -> Range | None:
    """The phrase that the main clause begins with: after "After the vote,", up to what looks like a verb."""
    first = low
    while first < high and (t.lower[first] in _OPENERS or not _starts_phrase(t, first)):
        comma = next((at for at in range(first, high) if t.words[at] == ","), high)
        first = comma + 1
    at = first
    while at < high and at - first < MAX_PHRASE and t.quote[at] == OUTSIDE and not _ends_subject(t.words[at]):
        at += 1
    if at < high and t.words[at] == "," and t.lower[at - 1] in _TIMES:
        return subject(t, at + 1, high)
    return (first, at) if at > first else None


def _ends_subject(written: str) -> bool:
    """Whether a word looks like a verb, an adverb or a new clause."""
    word = written.lower()
    return word in BREAKS or word in AUXILIARIES or word in _COMMON_VERBS or word in WHEN or _adverb(word) or (
        len(word) > 4 and word.endswith("ed") and "-" not in word and written.islower()
    )  # fmt: skip


def narrowed(t: Tokens, source: Range) -> Range:
    """The last phrase with an article in a range: "the office released [a directive] announcing"."""
    first = next((at for at in range(source[1] - 1, source[0], -1) if t.lower[at] in DETERMINERS), source[0])
    return first, source[1]


def _adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4 and word not in _ADVERBS_NOT


def _opening_comma(t: Tokens, closing: int, low: int) -> int | None:
    """The comma that opens the apposition or relative clause which `closing` closes."""
    opening = None
    for at in range(closing - 1, max(low, closing - MAX_APPOSITION), -1):
        if t.quote[at] != OUTSIDE:
            break
        if t.words[at] == ",":
            opening = at
            if t.lower[at + 1] in RELATIVES or t.lower[at + 1] in DETERMINERS:
                break
            if not _names(t, (max(low, at - 1), at)):
                opening = None
        elif t.words[at] in ";:—–":
            break
    return opening


def _bracket(t: Tokens, closing: int, low: int) -> int | None:
    return next((at for at in range(closing - 1, max(low, closing - 12), -1) if t.words[at] in "(["), None)


def _phrase(t: Tokens, last: int, low: int, verbs: Set[str]) -> Range | None:
    """Left from `last` to the beginning of the phrase."""
    at = last
    while at >= low and t.quote[at] == OUTSIDE and last - at < MAX_PHRASE:
        word = t.lower[at]
        relative = word in RELATIVES and at < last and at > low and t.words[at - 1][-1].isalnum()
        if word in BREAKS and not (relative and t.lower[at - 1] not in verbs and word != "that"):
            break
        if word == "and" and not _joins(t, at, last):
            break
        if word in verbs and t.words[at].islower() and t.lower[at - 1] not in DETERMINERS:
            break
        at -= 1
    return _trimmed(t, at + 1, last + 1)


def _joins(t: Tokens, at: int, last: int) -> bool:
    """Whether "and" ties two names, and not two clauses."""
    left, right = t.words[at - 1] if at else "", t.words[at + 1] if at < last else ""
    return bool(left and right) and (left[0].isupper() or left.lower() in PLURALS) and (
        right[0].isupper() or right.lower() in DETERMINERS or right.lower() in PLURALS
    )  # fmt: skip


def _trimmed(t: Tokens, first: int, end: int) -> Range | None:
    """Without "In a statement" before a name, and without a time or place behind it."""
    while first < end and (
        t.lower[first] in WHEN or t.lower[first] in ("and", "however", "meanwhile", "still", "also", "including")
    ):
        first += 1
    if first < end and t.lower[first] in _LEADS:
        first = next((at for at in range(first + 1, end) if t.words[at][0].isupper() and t.lower[at] not in WHEN), end)
    while end > first and t.lower[end - 1] in WHEN:
        end -= 1
    for at in range(first + 1, end):
        if t.lower[at] in _TAILS and (at + 1 == end or t.lower[at + 1] in WHEN or _place_or_time(t, at, end)):
            end = at
            break
    if end - first > 1 and t.lower[end - 1] in SUBJECTS:  # "a development it said"
        first = end - 1
    if first >= end or not t.words[end - 1][-1].isalnum():
        return None if first >= end or t.words[end - 1] not in ".’'" else (first, end)
    return (first, end) if end - first > 1 or _alone(t, first) else None


def _place_or_time(t: Tokens, at: int, end: int) -> bool:
    """ "at a rally in Ohio", "in an interview", "in response": a tail that tells where or how."""
    indefinite = t.lower[at] != "with" and t.lower[at + 1] in ("a", "an", "his", "her", "its", "their")
    return indefinite or (at + 2 == end and t.lower[at] == "in" and t.words[at + 1].islower())


def _alone(t: Tokens, at: int) -> bool:
    word = t.words[at]
    return word[0].isupper() or word[0].isdigit() or t.lower[at] in PRONOUNS or t.lower[at] in PLURALS


def _names(t: Tokens, span: Range) -> bool:
    """Whether a phrase may be followed by an apposition: it ends with a name or begins with an article."""
    first, end = span
    return t.words[end - 1][0].isupper() or t.words[end - 1][0].isdigit() or t.lower[first] in DETERMINERS


def _starts_phrase(t: Tokens, first: int) -> bool:
    word = t.words[first]
    return word[0].isupper() or word[0].isdigit() or t.lower[first] in DETERMINERS or t.lower[first] in PLURALS or (
        t.lower[first] in PRONOUNS
    )  # fmt: skip


def _with_apposition(t: Tokens, end: int, high: int) -> int:
    """The end of the phrase with ", a spokesman for the group" behind it."""
    if end + 1 >= high or t.words[end] != "," or not t.words[end - 1][0].isupper():
        return end
    follows = t.lower[end + 1]
    if (
        follows not in DETERMINERS
        and follows not in RELATIVES
        and not follows.endswith(("or", "er", "ent", "man", "ist"))
    ):
        return end
    for at in range(end + 1, min(high, end + MAX_APPOSITION)):
        if t.quote[at] != OUTSIDE or (t.words[at] in ",.;:?!—–" and t.words[at - 1] not in ("Jr", "Sr")):
            return at
    return end
