"""Round -> Document: feeds asked side by side in a bundle. Refuses nothing: what fails is a Fetch, and stays due."""

from dataclasses import dataclass

import apache_beam as beam
from apache_beam.pvalue import PCollection
from apache_beam.transforms.error_handling import ErrorHandler

from pipelines.feeds.calls import Round
from pipelines.feeds.fetching import fetch
from pipelines.records import Document
from pipelines.records import Fetch as Row
from pipelines.sift import Sift


@dataclass
class Fetch(beam.PTransform):
    fetches: ErrorHandler

    def expand(self, rounds: PCollection[Round]) -> PCollection[Document]:
        return rounds | Sift(fetch, Document, {Row: self.fetches})
