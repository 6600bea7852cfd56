"""Print the signatures of the actions, as `src/compliance/actions.pyi` has them: `make stubs`."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from compliance.days import Span
from compliance.numbers import Number
from compliance.record.evidence import Evidence
from compliance.record.vocabulary import action_types

HEAD = '''"""The signatures of the actions, made of their models by `make stubs`; a test holds the two together."""

from datetime import date as Date
from fractions import Fraction
from typing import Literal

from .record.dprk.actions.base import Act
from .record.evidence import Provenance, Verification
'''
STANDING = tuple(Evidence.model_fields)


def stub() -> str:
    return HEAD + "".join(block for kind in action_types().values() for block in written(kind))


def written(model: Any) -> Iterator[str]:
    fields = {name: info for name, info in model.model_fields.items() if name != "type"}
    required = [name for name, info in fields.items() if info.is_required()]
    optional = [name for name in fields if name not in (*required, *STANDING)]
    yield f"\nclass {model.__name__}(Act):\n    def __init__(\n        self,\n        *,\n"
    for name in (*required, *optional, *STANDING):
        default = "" if name in required else " = ..."
        yield f"        {name}: {said(fields[name].annotation, fields[name].metadata)}{default},\n"
    yield "    ) -> None: ...\n"


def said(kind: Any, metadata: Any = ()) -> str:
    """What a caller may give, as a type."""
    if kind is Span:
        return "Date | str"
    if kind is NoneType:
        return "None"
    if get_origin(kind) is Literal:
        return f"Literal[{', '.join(repr(each) for each in get_args(kind))}]".replace("'", '"')
    if kind == Number:
        return "int" if any("_count" in str(each) for each in metadata) else "int | Fraction | str"
    if get_origin(kind) is tuple:
        return f"tuple[{said(get_args(kind)[0])}, ...]"
    if hasattr(kind, "__metadata__"):
        return "str" if get_args(kind)[0] is str else said(get_args(kind)[0], kind.__metadata__)
    if get_args(kind):
        parts = dict.fromkeys(said(each, metadata) for each in get_args(kind))
        return "str" if set(parts) == {"str", 'Literal[""]'} else " | ".join(parts)
    name = str(kind.__name__)
    if issubclass(kind, StrEnum):
        return f"{name} | Literal[{', '.join(chr(34) + each + chr(34) for each in kind)}]"
    return "Date" if name == "date" else name


if __name__ == "__main__":
    sys.stdout.write(stub())
