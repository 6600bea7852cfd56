"""What a shell completes: cases, readings, provisions, matters, fields, actions, questions."""

from collections.abc import Iterable

from ..files.resources import packaged_cases
from ..judging import rulebook_of
from ..record.vocabulary import action_types, fields


def _begun(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def cases(incomplete: str) -> list[str]:
    """Packaged cases; the shell itself knows files."""
    return _begun(packaged_cases(), incomplete)


def readings(incomplete: str) -> list[str]:
    """The packaged readings, and `all`."""
    return _begun((*rulebook_of(None).interpretations, "all"), incomplete)


def goals(incomplete: str) -> list[str]:
    """The goals of the packaged rules."""
    return _begun(rulebook_of(None).goals, incomplete)


def provisions(incomplete: str) -> list[str]:
    """Provisions as they are typed without quotes: `401a6`."""
    statute = rulebook_of(None).statute
    names = (statute.act_form(name).rpartition("§ ")[2] for name in statute.versions)
    return _begun((name.replace("(", "").replace(")", "") for name in names), incomplete)


def goals_and_provisions(incomplete: str) -> list[str]:
    """What may be settled."""
    return [*goals(incomplete), *provisions(incomplete)]


def provisions_and_questions(incomplete: str) -> list[str]:
    """What `law` shows."""
    return [*provisions(incomplete), *_begun((*rulebook_of(None).questions, "diff"), incomplete)]


def matters(incomplete: str) -> list[str]:
    """The matters of the ladders."""
    return _begun(rulebook_of(None).ladders, incomplete)


def field_names(incomplete: str) -> list[str]:
    """Fields of a record."""
    return _begun(fields(), incomplete)


def action_names(incomplete: str) -> list[str]:
    """Types of actions."""
    return _begun(action_types(), incomplete)


def answers(incomplete: str) -> list[str]:
    """`Q5=gross`: a question, then its answers."""
    questions = rulebook_of(None).questions
    name, separator, _ = incomplete.partition("=")
    if separator and name in questions:
        return _begun((f"{name}={answer.id}" for answer in questions[name].answer), incomplete)
    return _begun((f"{name}=" for name in questions), incomplete)


def supposed(incomplete: str) -> list[str]:
    """The first word of what is supposed: an action, or a field and `=`."""
    return [*action_names(incomplete), *(f"{name}=" for name in field_names(incomplete))]
