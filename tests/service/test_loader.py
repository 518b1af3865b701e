"""What the loader of a stream does in one cycle."""

from pathlib import Path

from pipelines.feeds.calls import Policy
from pipelines.options import Settings
from pipelines.run import Job, Outcome
from pipelines.service import windows
from pipelines.service.driver import Driven
from pipelines.service.intake import Followed
from pipelines.service.status import Board
from pipelines.service.stream import Streamed, _Loader
from pipelines.service.windows import FOLDER, Window
from tests.service.test_windows import landed


def test_what_came_is_published_before_the_whole_is_checked(tmp_path: Path) -> None:
    """That takes half a minute in a store of 100,000 articles, and readers wait for news."""
    folder, told = tmp_path / FOLDER, list[Outcome]()
    windows.recover(folder, "none")
    windows.close(folder, Window("w-1", landed(folder, "port")))
    driven = Driven(Followed(str(tmp_path), (), (), (), (), Policy()), 1.0, "", (), Settings())
    streamed = Streamed(driven, lambda now: Job(tmp_path, (), now), own_prism=True)
    board = Board(tmp_path, "stream")
    loader = _Loader(streamed, folder, board, lambda outcome, begun: told.append(outcome))
    loader.cycle()
    stages = [sorted(stage for stage, _ in outcome.seconds if stage in ("publish", "report")) for outcome in told]
    assert [outcome.new_articles for outcome in told] == [1, 0]
    assert stages == [["publish"], ["publish", "report"]]
