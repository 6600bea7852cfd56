"""What a case can state: the actions by the conditions that they can move, one action with its keys, the fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from ..case.examples import examples, moved_by
from ..days import Span
from ..numbers import Number
from ..record.field import Field
from ..record.vocabulary import action_types, fields
from ..rulebook.resolve import fields_asked
from ..rulebook.rulebook import Rulebook
from .page import Block, Gap, Heading, Line, Note, Page, Rows, Said
from .shapes.lookup import ActionShape, ActionsShape, FieldsShape

_UNDER_NONE = "Undo another action, or bear on no condition by themselves"
_STANDING = frozenset({"published", "verification", "verifier", "confidence", "provenance", "sources", "note"})


def actions_of(words: str) -> list[str]:
    """The types whose name, description, keys or moved fields hold every word; all of them without one."""
    wanted = words.casefold().replace("-", "_").split()
    return [kind for kind in action_types() if all(word in _spoken(kind) for word in wanted)]


def _spoken(kind: str) -> str:
    model = action_types()[kind]
    moved = [fields()[path] for path in moved_by(kind)]
    about = [f"{each.path} {each.meaning} {each.unit}" for each in moved]
    taken = [f"{name} {takes(info.annotation, info.metadata)}" for name, info in model.model_fields.items()]
    return " ".join([kind, kind.replace("_", " "), model.__doc__ or "", *taken, *about]).casefold()


def fields_of(words: str) -> list[Field]:
    """The fields whose path or meaning holds every word; all of them without one."""
    wanted = words.casefold().split()
    return [
        field
        for field in fields().values()
        if all(word in f"{field.path} {field.meaning} {field.unit}".casefold() for word in wanted)
    ]


def fields_page(listed: Sequence[Field]) -> Page:
    """Each field with its kind, its direction of compliance, its unit and its meaning, by matter."""
    return Page("Fields", tuple(_fields(listed)))


def _fields(listed: Sequence[Field]) -> Iterator[Block]:
    yield Heading("Fields", 1)
    for group in dict.fromkeys(field.group for field in listed):
        yield Heading(group)
        yield Rows(tuple((field.path, f"{field.meaning}  {_kind(field)}") for field in listed if field.group == group))
    yield Gap()
    yield Note("A fact states one: `FIELD=VALUE` for --suppose, or an entry of a case's `facts`.")


def _kind(field: Field) -> str:
    unit = f" of {field.unit}" if field.unit else ""
    return f"[{field.kind}, {field.value}{unit}, {field.better} is better]"


def fields_shape(listed: Sequence[Field]) -> FieldsShape:
    """The same as plain values, for JSON."""
    return {
        "format": 2,
        "fields": [
            {
                "field": each.path,
                "title": each.title,
                "meaning": each.meaning,
                "kind": str(each.kind),
                "value": each.value,
                "unit": each.unit,
                "better": each.better,
            }
            for each in listed
        ],
    }


def actions_shape(kinds: Sequence[str], rulebook: Rulebook) -> ActionsShape:
    """Actions as plain values, for JSON."""
    return {"format": 2, "actions": [_shape(kind, rulebook) for kind in kinds]}


def _shape(kind: str, rulebook: Rulebook) -> ActionShape:
    model, moved = action_types()[kind], moved_by(kind)
    return {
        "type": kind,
        "about": _described(kind),
        "keys": [
            {
                "key": (info.alias or name).replace("_", "-"),
                "takes": takes(info.annotation, info.metadata),
                "required": info.is_required() and name != "date",
            }
            for name, info in model.model_fields.items()
            if name not in ("type", "id")
        ],
        "example": examples()[kind],
        "moves": list(moved),
        "conditions": conditions_of(moved, rulebook),
    }


def actions_page(kinds: Sequence[str], rulebook: Rulebook) -> Page:
    """Each action in a line, under the first condition that it can move."""
    return Page("Actions", tuple(_listed(kinds, rulebook)))


def _listed(kinds: Sequence[str], rulebook: Rulebook) -> Iterator[Block]:
    grouped: dict[str, list[str]] = {}
    for kind in kinds:
        conditions = conditions_of(moved_by(kind), rulebook)
        grouped.setdefault(conditions[0] if conditions else _UNDER_NONE, []).append(kind)
    yield Heading("Actions", 1)
    order = [*_matters(rulebook).values(), _UNDER_NONE]
    for heading in sorted(grouped, key=order.index):
        yield Heading(heading)
        yield Rows(tuple((kind, _described(kind)) for kind in grouped[heading]))
    yield Gap()
    yield Note("`compliance actions TYPE` shows one with its keys, an example to copy, and what it can move.")


def _described(kind: str) -> str:
    return (action_types()[kind].__doc__ or "").strip().splitlines()[0]


def action_page(kind: str, rulebook: Rulebook) -> Page:
    """One action: what it is, its keys and what they take, an example, and the conditions that it can move."""
    return Page(kind, tuple(_action(kind, rulebook)))


def _action(kind: str, rulebook: Rulebook) -> Iterator[Block]:
    model = action_types()[kind]
    yield Heading(kind, 1)
    for paragraph in (model.__doc__ or "").strip().split("\n\n"):
        yield Line(" ".join(paragraph.split()))
    keys = {info.alias or name: info for name, info in model.model_fields.items() if name not in ("type", "id")}
    required = {key: info for key, info in keys.items() if info.is_required() and key != "date"}
    optional = {key: info for key, info in keys.items() if not info.is_required() and key not in _STANDING}
    if required:
        yield Heading("Required")
        yield Rows(
            tuple((key.replace("_", "-"), takes(info.annotation, info.metadata)) for key, info in required.items())
        )
    yield Heading("Optional")
    rows: list[tuple[Said, Said]] = [
        (key.replace("_", "-"), takes(info.annotation, info.metadata))
        for key, info in optional.items()
        if key != "date"
    ]
    yield Rows((("date", "a day, month or year; the day judged without it"), *rows))
    yield Line(
        "verified-by, observed-by, reported-by or claimed-by says who stands behind it; note, sources, published."
    )
    yield Heading("An example to copy")
    yield Line(f'--suppose "{examples()[kind]}"')
    moved = moved_by(kind)
    if moved:
        yield Heading("What the example moves")
        yield Rows(tuple((path, fields()[path].meaning) for path in moved))
        yield Line(f"Looked at for: {'; '.join(conditions_of(moved, rulebook)) or 'no condition'}.")


def takes(kind: Any, metadata: Sequence[Any] = ()) -> str:
    """What a key takes, in words; `metadata` are the checks that pydantic keeps beside its type."""
    if kind == Number:
        counts = any("_count" in str(each) for each in metadata)
        return "a whole number, or a range 80..120" if counts else "a share: 1/2, 0.5"
    if hasattr(kind, "__metadata__"):
        return takes(get_args(kind)[0], kind.__metadata__)
    if get_origin(kind) is Literal:
        return ", ".join(map(str, get_args(kind)))
    if kind is bool:
        return "yes or no"
    if kind is Span:
        return "a day, month or year"
    if kind is str:
        return "text"
    inner = [each for each in get_args(kind) if each is not type(None) and each is not Ellipsis and _names_a_kind(each)]
    if get_origin(kind) is tuple:
        return f"any of {takes(inner[0])}, with commas between"
    return takes(inner[0]) if inner else "text"


def _names_a_kind(kind: Any) -> bool:
    """Whether a part of an annotation names what is taken: a type or another annotation, and not how it is checked."""
    return isinstance(kind, type) or bool(get_args(kind))


def conditions_of(paths: Iterable[str], rulebook: Rulebook) -> list[str]:
    """The conditions in which these fields are looked at, in the order of the law."""
    wanted, asked = set(paths), rulebook.interpretations["plain"].ladders
    return [
        name
        for matter, name in _matters(rulebook).items()
        if wanted & {each.path for each in fields_asked(asked[matter])}
    ]


def _matters(rulebook: Rulebook) -> Mapping[str, str]:
    """The matters of the law, each with the provision that is judged by it."""
    found: dict[str, str] = {}
    for name, levels in rulebook.statute.versions.items():
        level = levels[-1]
        if level.matter:
            found.setdefault(level.matter, f"{rulebook.statute.act_form(name)} {level.short or level.heading}")
    return found
