"""Stored articles -> Entry: what was parsed once is not parsed again, but everything after that is done anew.

So is what Parse reads in the text itself, the note of a correction; what it took off the text is not there any more.
"""

from collections.abc import Iterator

import pyarrow.parquet as pq
from apache_beam.metrics.metric import Metrics

from pipelines.formats.notes import correction
from pipelines.records import Entry, Portion


def stored_entries(portion: Portion) -> Iterator[Entry]:
    """The entries of a portion of a spooled store: a row group, with the columns of an entry."""
    with pq.ParquetFile(portion.path) as file:
        for row in file.read_row_group(portion.start, columns=[*Entry._fields]).to_pylist():
            Metrics.counter("dateline", "read").inc()
            yield Entry(**row | {"correction": correction(row["text"])})
