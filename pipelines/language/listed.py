"""Words in one string -> a set of them: long lists of words stay readable in the code."""


def listed(words: str) -> frozenset[str]:
    """The words between the blanks."""
    return frozenset(words.split())
