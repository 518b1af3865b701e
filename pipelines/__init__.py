"""Dateline: the way of an article.

    Read            a file, a feed, a block of rows         -> Document
    Parse           Document                                -> Entry
    NormaliseDates  Entry                                   -> Article, dated and with its temporal expressions
    Dedupe          Articles                                -> each version once, with its fingerprint
    TagClaims       Article                                 -> Article with claims and names
    Land            Articles                                -> Parquet segments, one nested row a version

Where Beam asks feeds itself a batch begins with Fetch; a stream begins with Ask, leaves out what it has landed lately
(Recall) and closes its windows (Close).

Beam ends there (`pipelines/ingest.py`). The single writer (`pipelines/store`) loads the segments into DuckDB,
links copies, groups stories, infers dates, groups claims; `pipelines/quality` checks; the store is published.
"""

import os

# Nothing here multiplies matrices. The threads that numpy would keep ready for it spin: a tenth of a second a process.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
