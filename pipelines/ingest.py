"""THE chain: how documents become landed segments, and where refusals go.

    portions | Read  | Parse | NormaliseDates | Dedupe | TagClaims | Land
    rounds   | Fetch | Parse …
    ticks    | Ask   | Parse | Recall … Land | Close

From Parse on the chain does not know whether its input ends: a batch gives it the documents of files, a stream gives it
windows of documents from feeds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import PCollection
from apache_beam.transforms.error_handling import ErrorHandler
from apache_beam.transforms.window import FixedWindows

from pipelines.again import stored_entries
from pipelines.feeds.calls import Round
from pipelines.options import SourceSettings
from pipelines.records import AGAIN, Document, Entry, Portion, Reject
from pipelines.records import Fetch as Fetched
from pipelines.service.intake import Followed
from pipelines.service.windows import FOLDER
from pipelines.stages.ask import Ask
from pipelines.stages.close import Close
from pipelines.stages.dedupe import Dedupe
from pipelines.stages.fetch import Fetch
from pipelines.stages.land import Land
from pipelines.stages.normalise_dates import NormaliseDates
from pipelines.stages.parse import Parse
from pipelines.stages.read import Read
from pipelines.stages.recall import Recall
from pipelines.stages.tag_claims import TagClaims


def ingest(
    portions: PCollection[Portion], folder: str, sources: tuple[SourceSettings, ...] = (), shards: int = 1
) -> PCollection[str]:
    """What is to be read -> names of the segments of articles that landed in `folder`, written by so many at a time."""
    with asides(folder) as aside:
        return articles(portions | Read(aside.rejects), folder, sources, aside, shards)


def ingest_documents(
    documents: PCollection[Document], folder: str, sources: tuple[SourceSettings, ...] = ()
) -> PCollection[str]:
    """The same from documents that a source of its own has read, in windows of its own."""
    with asides(folder) as aside:
        return articles(documents, folder, sources, aside)


def ingest_feeds(
    rounds: PCollection[Round], folder: str, sources: tuple[SourceSettings, ...] = (), shards: int = 1
) -> PCollection[str]:
    """The same from feeds: rounds of calls, bounded or in windows, are made where Beam runs."""
    with asides(folder) as aside:
        return articles(rounds | Fetch(aside.fetches), folder, sources, aside, shards)


def ingest_stream(ticks: PCollection[Any], followed: Followed, window: float, launch: str) -> PCollection[str]:
    """Ticks -> names of the windows that were closed, one after another, for ever. Segments land in data/stream."""
    folder = str(Path(followed.data) / FOLDER)
    arrivals = ticks | Ask(followed, window, launch) | beam.WindowInto(FixedWindows(window))
    with asides(folder) as aside:
        aside.fetches.add_error_pcollection(_of(arrivals, Fetched))
        aside.rejects.add_error_pcollection(_of(arrivals, Reject))
        files = _of(arrivals, Portion) | Read(aside.rejects)
        documents = (_of(arrivals, Document), files) | "Documents" >> beam.Flatten()
        entries = documents | Parse(aside.rejects, aside.fetches) | Recall(folder, launch)
        landed = analysed(entries, folder, followed.sources, 1)
    segments = (landed, aside.rejects.output(), aside.fetches.output()) | "Segments" >> beam.Flatten()
    return segments | Close(folder, launch)


def _of(arrivals: PCollection[Any], kind: type) -> PCollection[Any]:
    kept = beam.Filter(lambda one, kind: isinstance(one, kind), kind).with_output_types(kind)
    return arrivals | f"{kind.__name__} that came" >> kept


class Aside(NamedTuple):
    """Where rows go that are no articles."""

    rejects: ErrorHandler
    fetches: ErrorHandler


def articles(
    documents: PCollection[Document], folder: str, sources: tuple[SourceSettings, ...], aside: Aside, shards: int = 1
) -> PCollection[str]:
    """Documents -> names of the segments of articles."""
    return analysed(documents | Parse(aside.rejects, aside.fetches), folder, sources, shards)


def reanalyse(
    portions: PCollection[Portion], folder: str, sources: tuple[SourceSettings, ...] = (), shards: int = 1
) -> PCollection[str]:
    """Portions of stored articles -> names of the segments in which they landed again."""
    entries = portions | "ReadStored" >> beam.FlatMap(stored_entries).with_output_types(Entry)
    return analysed(entries, folder, sources, shards, AGAIN)


def analysed(
    entries: PCollection[Entry], folder: str, sources: tuple[SourceSettings, ...], shards: int, mark: str = ""
) -> PCollection[str]:
    """Entries -> names of the segments of articles; `mark` is in the names of those that are no news."""
    return (
        entries
        | NormaliseDates(sources)
        | Dedupe()
        | TagClaims()
        | "LandArticles" >> Land("articles", folder, shards, mark)
    )


@contextmanager
def asides(folder: str) -> Iterator[Aside]:
    """Handlers that land refusals and records of reading in segments of their own."""
    with _Landing("rejects", folder) as rejects, _Landing("fetches", folder) as fetches:
        yield Aside(rejects, fetches)


class _Landing(ErrorHandler):
    """Beam's error handler with labels of its own, so that there can be two."""

    def __init__(self, kind: str, folder: str) -> None:
        super().__init__(Land(kind, folder))
        self._kind = kind

    def close(self) -> None:
        gathered = tuple(self._error_pcolls) | f"Gather {self._kind}" >> beam.Flatten()
        self._output = gathered | f"Land {self._kind}" >> self._consumer
        self._closed = True
