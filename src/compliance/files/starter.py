"""A starter case that explains itself and evaluates."""

import json
from datetime import date


def starter(name: str, as_of: date, provision: str) -> str:
    """The text of a case over the packaged record, with one fact and one action to replace."""
    day, before = as_of.isoformat(), as_of.replace(day=1).isoformat()
    case = {
        "$schema": "case.schema.json",
        "format": 1,
        "id": name,
        "title": "What if … (one line, as a reader would call it)",
        "about": "Say here what the case supposes. Delete what you do not need: facts, actions, sources and expect may "
        "all be missing. `compliance schema case > case.schema.json` lets an editor complete and explain every key.",
        "hypothetical": True,
        "as_of": day,
        "baseline": "record",
        "sources": {
            "report": {
                "title": "Replace with the title of a source",
                "publisher": "Who published it",
                "date": day,
                "href": "https://example.org/",
            }
        },
        "facts": [
            {
                "field": "camps.population",
                "low": 50000,
                "high": 62000,
                "date": before,
                "verification": "observed",
                "verifier": "who observed it",
                "sources": ["report"],
                "note": "A fact states a field: `value`, or `low` and `high`, or `unknown: true`, or, for a search "
                "that found nothing, `basis: search`.",
            }
        ],
        "actions": [
            {
                "id": "first-step",
                "type": "improve_conditions",
                "date": before,
                "category": "food",
                "camps": 1,
                "verification": "verified",
                "verifier": "who verified it",
                "sources": ["report"],
                "note": "An action moves fields. `verification` is claimed, reported, observed, verified or refuted.",
            }
        ],
        "expect": [
            {
                "provision": provision,
                "reading": "plain",
                "status": "met",
                "because": "`compliance check` compares this with what is found.",
            }
        ],
    }
    return json.dumps(case, indent=2, ensure_ascii=False) + "\n"
