"""A receipt: what was asked, of which texts by their hashes, and what was found; so that anybody can judge it again."""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import NamedTuple

from ..judgement.finding import Finding
from .document import Document
from .json import shape

_OF_THE_MACHINE = ("compliance", "engines", "derivation")  # what two machines that find the same may say otherwise


class Asked(NamedTuple):
    """What was typed: a case by its name, what is supposed, a reading by name or file, answers, days and options."""

    case: str
    suppose: tuple[str, ...] = ()
    reading: str = "plain"
    answers: tuple[str, ...] = ()
    as_of: str = ""
    law_as_of: str = ""
    hindsight: bool = False
    include_unverified: bool = False
    otherwise: str = ""


def receipt(asked: Asked, document: Document) -> str:
    """The receipt as canonical JSON: keys sorted, no spaces, UTF-8; the same bytes wherever the same is found."""
    assessment, case = document.assessment, document.case
    found = {key: value for key, value in shape(document, full=True).items() if key not in _OF_THE_MACHINE}
    said = {
        "receipt": 1,
        "compliance": version("nkspea-compliance"),
        "asked": asked._asdict() | {"suppose": list(asked.suppose), "answers": list(asked.answers)},
        "cases": [{"id": part.head.id, "sha256": part.digest} for part in case.parts],
        "rules": dict(document.rulebook.hashes),
        "as_of": assessment.as_of.isoformat(),
        "law": assessment.law_day.isoformat(),
        "answers": {name: choice.answer for name, choice in assessment.interpretation.choices.items()},
        "findings": {
            finding.path: _found(finding) for result in assessment.results for finding in result.finding.walk()
        },
        "report_sha256": hashlib.sha256(_canonical(found).encode()).hexdigest(),
    }
    return _canonical(said) + "\n"


def _found(finding: Finding) -> list[str]:
    """A status, and of a condition between which degrees it stands."""
    degrees = [each.value for each in (finding.lowest, finding.highest) if each is not None]
    return [finding.status.value, *degrees]


def differences(given: Mapping[str, object], again: Mapping[str, object]) -> list[str]:
    """What two receipts say otherwise, key by key, in words; the report's own hash last, and only by itself."""
    found: list[str] = []
    for key in sorted({*given, *again} - {"report_sha256"}):
        one, other = given.get(key), again.get(key)
        if isinstance(one, dict) and isinstance(other, dict):
            for name in sorted({*one, *other}):
                if one.get(name) != other.get(name):
                    found.append(f"{key}, {name}: {_said(one.get(name))}; now {_said(other.get(name))}")
        elif one != other:
            found.append(f"{key}: {_said(one)}; now {_said(other)}")
    if not found and given.get("report_sha256") != again.get("report_sha256"):
        found.append("the report: its words or its evidence differ, and no finding does")
    return found


def _said(value: object) -> str:
    text = "nothing" if value is None else _canonical(value)
    return text if len(text) <= 120 else f"{text[:119]}…"


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
