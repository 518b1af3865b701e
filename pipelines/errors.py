"""What can go wrong, by name.

    DatelineError                 shown to a person as one sentence; carries an exit code
    ├── UsageError          2     a setting or an argument that cannot be meant
    ├── BusyError           5     another run holds the data folder
    ├── NoInputError        6     an input matched nothing
    └── StorageError        7     disk full, damaged or unwritable files, a store of a newer schema
        ├── DamagedSegmentError   a segment that cannot be read; it stays where it is
        └── NewerSchemaError      a store written by a newer Dateline

    Refusal                       a value, not a failure: one element is not taken in, the run goes on
    ├── Unreadable                Read: the file or the block cannot be opened
    ├── Unparsable                Parse: no articles can be found in the document, or one item is no article
    └── UnreadableDate            NormaliseDates: a declared date that is none; the article stays, the reason is kept

Anything else is a bug and stops the run with exit code 1.
"""


class DatelineError(Exception):
    """A failure to be told to a person. Its text names the thing and what to do about it."""

    exit_code = 1


class UsageError(DatelineError):
    exit_code = 2


class BusyError(DatelineError):
    exit_code = 5


class NoInputError(DatelineError):
    exit_code = 6


class StorageError(DatelineError):
    exit_code = 7


class DamagedSegmentError(StorageError):
    pass


class NewerSchemaError(StorageError):
    pass


class Refusal(Exception):
    """Why one element is not taken in: a short code for counting, a sentence for reading."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message

    def __str__(self) -> str:
        return self.message


class Unreadable(Refusal):
    pass


class Unparsable(Refusal):
    pass


class UnreadableDate(Refusal):
    pass
