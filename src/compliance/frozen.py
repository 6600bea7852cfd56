"""What every model of a file is: frozen, exact, without unknown keys."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value read from a file: no unknown keys, no coercion, no change afterwards."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True, populate_by_name=True
    )
