"""What can be said of the world: fields, declared with kind, direction, unit and meaning."""

from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Literal, NamedTuple, TypeVar

from pydantic import Field as PydanticField

from ..frozen import Frozen

Better = Literal["more", "less", "neutral"]
Value = Literal["count", "share", "flag"]
M = TypeVar("M", bound="Matter")


class FieldKind(StrEnum):
    """A stock is what stands on a day; a flow adds up over a window."""

    STOCK = "stock"
    FLOW = "flow"


class Field(NamedTuple):
    """A place in the State. `better` says in which direction compliance lies.

    `matter` is the outermost group of fields in which it stands, `group` the innermost, by their paths (`captives`,
    `captives.japan`); `of` is the title of what that group is one of several for: `Japan`. `short` says it in a row of
    a board, so that `no` may stand before it (or `nobody` for its `{}`); without it the title does.
    """

    path: str
    title: str
    kind: FieldKind
    better: Better
    value: Value
    unit: str
    meaning: str
    agenda_only: bool = False
    matter: str = ""
    group: str = ""
    of: str = ""
    short: str = ""


def stock(
    value: Value, better: Better, title: str, meaning: str, unit: str = "", agenda_only: bool = False, short: str = ""
) -> Any:
    """Declare a stock: people held, inspectors in country, a law in force."""
    return _declared(
        title, meaning, kind="stock", value=value, better=better, unit=unit, agenda_only=agenda_only, short=short
    )


def flow(better: Better, title: str, meaning: str, unit: str, agenda_only: bool = False, short: str = "") -> Any:
    """Declare a flow, always a count: people released, remains handed over, weapons tested."""
    return _declared(
        title, meaning, kind="flow", value="count", better=better, unit=unit, agenda_only=agenda_only, short=short
    )


def _declared(title: str, meaning: str, **said: str | bool) -> Any:
    extra: Any = said  # what pydantic takes for JSON
    return PydanticField(default=(), title=title, description=meaning, json_schema_extra=extra)


class Matter(Frozen):
    """A group of fields, or of further matters. `title` is how a reader calls it."""

    title: ClassVar[str] = ""


def unstated(matter: type[M]) -> M:
    """A matter of which nothing is stated. It is not validated, so that pydantic builds no schema on import."""
    return matter.model_construct(_fields_set=None)  # type: ignore[return-value]  # an M, as below


@cache
def fields_of(matter: type[Matter]) -> dict[str, Field]:
    """Every field below a matter, by dotted path."""
    found: dict[str, Field] = {}
    for name, info in matter.model_fields.items():
        kind = info.annotation
        if isinstance(kind, type) and issubclass(kind, Matter):
            of = kind.title or info.title or ""
            for path, inner in fields_of(kind).items():
                title = f"{inner.title} ({info.title})" if info.title else inner.title
                found[f"{name}.{path}"] = inner._replace(
                    path=f"{name}.{path}",
                    title=title.replace("{}", of),
                    matter=name,
                    group=f"{name}.{inner.group}" if inner.group else name,
                    of=info.title or inner.of,
                )
        else:
            extra: Any = info.json_schema_extra
            found[name] = Field(
                path=name,
                title=info.title or name,
                kind=FieldKind(extra["kind"]),
                better=extra["better"],
                value=extra["value"],
                unit=extra["unit"],
                meaning=info.description or "",
                agenda_only=extra["agenda_only"],
                short=extra["short"],
            )
    return found
