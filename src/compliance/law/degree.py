"""The rungs by which this model measures progress. They are the model's, not the statute's."""

from enum import StrEnum


class Degree(StrEnum):
    """How far a matter has come. The order is that of the definition, lowest first."""

    NONE = "none"
    COMMITMENT = "commitment"
    STEPS = "steps"
    PROGRESS = "progress"
    SIGNIFICANT = "significant"
    COMPLETE = "complete"

    rank: int  # 0 for none up to 5 for complete

    def __init__(self, _: str) -> None:
        self.rank = len(type(self).__members__)


RUNGS = tuple(Degree)[1:]
