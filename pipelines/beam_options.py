"""Options of a pipeline, as Beam takes them."""

from typing import TypeVar

from apache_beam.options.pipeline_options import PipelineOptions

_View = TypeVar("_View", bound=PipelineOptions)


class ViewedOnce(PipelineOptions):
    """Options of which each view is made once. Beam asks for some with every transform, and each is a parser of words:
    a third of what a pipeline costs to build. Views share their values, so that a kept one is no older than a new one.
    """

    def view_as(self, cls: type[_View]) -> _View:
        """These options, as those of a class."""
        views = self.__dict__.setdefault("_views", {})
        if cls not in views:
            views[cls] = super().view_as(cls)
        return views[cls]
