"""The command claims: texts of a file -> who said what in them, what is worth checking, which known claim each repeats.

Reads and writes JSON lines, without a store; neither Beam nor Great Expectations is needed for it.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from pipelines import exits
from pipelines.cli.flags import everywhere, examples, settings
from pipelines.cli.lines_in import Row, reading, refuse_itself, rows, text_of
from pipelines.errors import UsageError
from pipelines.whole_file import writing

# Fields that name a text, in this order; what is written names it by the same.
_KEYS = ("id", "doc_id", "tweet_id", "text_id")
_RANKED = 100  # known claims that are told of for each text


@click.command(
    epilog=examples(
        "dateline claims texts.jsonl attributions.jsonl",
        "dateline claims --checkworthy sentences.jsonl scores.jsonl",
        "dateline claims --link known-claims.jsonl texts.jsonl rankings.jsonl",
    )
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE OUT")
@click.option("--checkworthy", is_flag=True, help="Score each text: how much it is worth checking, 0 to 1.")
@click.option("--link", is_flag=True, help="CLAIMS TEXTS OUT: rank the known claims for each text.")
@everywhere
@click.pass_context
def claims(ctx: click.Context, files: tuple[Path, ...], checkworthy: bool, link: bool) -> int:
    """Find who said what in the texts of FILE and write it to OUT.

    All files hold JSON lines. A text is {"id", "text"}, where the id may also be called doc_id, tweet_id or text_id; a
    known claim is {"claim_id", "title", "text"}. Spans count characters of the text, half open.
    """
    settings(ctx)
    if checkworthy and link:
        raise UsageError("--checkworthy and --link: one of them")
    if len(files) != 2 + link:
        raise UsageError(f"claims: takes {'CLAIMS TEXTS OUT' if link else 'FILE OUT'}")
    for file in files[:-1]:
        refuse_itself(file, files[-1])
    found = _linked(*files[:2]) if link else map(_scored if checkworthy else _attributed, _read(files[0]))
    _write(files[-1], found)
    return exits.DONE


def _attributed(row: Row) -> Row:
    from pipelines.language.said import said
    from pipelines.lexicon import lexicon

    found = said(str(row["text"]), lexicon().cues)
    return _named(row) | {"attributions": [item._asdict() for item in found]}


def _scored(row: Row) -> Row:
    from pipelines.language.checkworthy import checkworthy
    from pipelines.lexicon import checkworthy_weights

    return _named(row) | checkworthy(str(row["text"]), checkworthy_weights())._asdict()


def _linked(known: Path, texts: Path) -> Iterator[Row]:
    from pipelines.language.ranking import KnownClaims

    index = KnownClaims(
        (str(row.get("claim_id", number)), str(row.get("title") or ""), str(row["text"]))
        for number, row in enumerate(_read(known))
    )
    for row in _read(texts):
        yield _named(row) | {"ranking": index.rank(str(row["text"]), _RANKED)}


def _named(row: Row) -> dict[str, object]:
    return {key: row[key] for key in _KEYS if key in row}


def _read(file: Path) -> Iterator[Row]:
    """The objects of the lines, each with a text. Raises NoInputError, or UsageError with the line at fault."""
    with reading(file) as lines:
        for where, row in rows(lines):
            text_of(row, where)
            yield row


def _write(file: Path, found: Iterable[Row]) -> None:
    """A line a row. Raises StorageError."""
    with writing(file) as out:
        for row in found:
            out.write(json.dumps(row) + "\n")
