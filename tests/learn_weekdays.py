"""Dated texts -> schemas/terms/weekday_likelihood.csv: how many days before publication a named weekday lies.

    python tests/learn_weekdays.py FILE.jsonl ... > schemas/terms/weekday_likelihood.csv

Each line of a file holds `dct` (the day of publication, ISO) and `text`. Only counts leave the texts. They are added to
a table that was counted on 2,452 news agency reports, which weighs as much as PRIOR mentions in every row of lags.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipelines.language.mentions import date_mentions
from pipelines.language.timex_words import WEEKDAY_NUMBERS

# The lead: as far as the table of agency reports was counted.
LEAD_CHARACTERS = 350
# Mentions that the agency table counts for; the texts at hand are fewer and of other kinds, so they only round it off.
PRIOR = 500
# Percent of mentions 0 … 6 days before publication in the agency reports (TempEval-3 silver data, counted once).
AGENCY = {
    ("lead", "past"): (91.7, 5.1, 0.6, 0.5, 0.2, 0.4, 1.4),
    ("lead", "plain"): (80.1, 12.9, 2.4, 1.1, 0.9, 0.8, 1.9),
    ("lead", "future"): (71.7, 10.5, 2.3, 1.2, 1.8, 2.7, 9.8),
    ("lead", "next"): (9.8, 21.6, 13.7, 9.8, 9.8, 17.6, 17.6),
    ("lead", "last"): (4.3, 13.0, 4.3, 4.3, 30.4, 30.4, 13.0),
    ("body", "past"): (13.7, 45.9, 18.8, 9.3, 4.2, 3.8, 4.2),
    ("body", "plain"): (9.1, 39.9, 15.5, 11.4, 6.8, 7.3, 9.9),
    ("body", "future"): (9.0, 28.2, 10.9, 6.4, 7.9, 16.0, 21.5),
    ("body", "next"): (7.9, 7.9, 17.5, 11.1, 7.9, 20.6, 27.0),
    ("body", "last"): (2.0, 2.0, 14.3, 14.3, 18.4, 26.5, 22.4),
}
# A weekday that the text itself calls yesterday. Nobody has counted these: set by hand, rather weaker than they look.
TIED = (3.0, 85.0, 6.0, 2.0, 1.0, 1.0, 2.0)
# What nobody has counted is set by hand, rather weaker than it looks: "Sunday's editions" are of that day, read the day
# after, or sold the evening before; a correction is stamped on the day of the text or the day after.
BY_HAND = {
    ("tied", "yesterday"): TIED,
    ("edition", "edition"): (60.0, 15.0, 4.0, 3.0, 3.0, 3.0, 12.0),
    ("correction", "correction"): (65.0, 3.0, 2.0, 2.0, 3.0, 5.0, 20.0),
}
SIDES = {"weekday_last": "last", "weekday_next": "next"}


def mentions(text: str, day: date) -> Iterator[tuple[str, str, int]]:
    """(place, tense, days before publication) of the first mention of each weekday."""
    seen: set[str] = set()
    for mention in date_mentions(text, None):
        if mention.weekday and mention.rule.startswith("weekday") and mention.weekday not in seen:
            seen.add(mention.weekday)
            place = "lead" if mention.start < LEAD_CHARACTERS else "body"
            lag = (day.weekday() - WEEKDAY_NUMBERS[mention.weekday.lower()]) % 7
            yield place, SIDES.get(mention.rule, mention.tense or "plain"), lag


def main(files: list[str]) -> None:
    counts: Counter[tuple[str, str, int]] = Counter()
    for file in files:
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            counts.update(mentions(row["text"], date.fromisoformat(row["dct"][:10])))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("place", "tense", "lag", "share", "counted"))
    for (place, tense), percents in AGENCY.items():
        # Few are known of "next" and "last": their rows of the agency table stand on some fifty mentions.
        prior = PRIOR if tense not in ("next", "last") else PRIOR / 10
        total = prior + sum(counts[place, tense, lag] for lag in range(7))
        for lag, percent in enumerate(percents):
            counted = counts[place, tense, lag]
            out.writerow((place, tense, lag, round((prior * percent / sum(percents) + counted) / total, 4), counted))
    for (place, tense), percents in BY_HAND.items():
        for lag, percent in enumerate(percents):
            out.writerow((place, tense, lag, percent / 100, 0))


if __name__ == "__main__":
    main(sys.argv[1:])
