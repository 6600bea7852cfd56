"""An open question of law: what it asks, what can be answered, and which reading answers so for which reason."""

from ..citation import Citation
from ..law.question import Question
from ..rulebook.rulebook import Rulebook
from .page import Gap, Heading, Node, Page, Tree, Words
from .shapes.lookup import GivenShape, QuestionShape


def page(name: str, rulebook: Rulebook) -> Page:
    """One question, with the provision of which it is asked."""
    asked = rulebook.questions[name]
    of = f"of {rulebook.statute.act_form(asked.of)} ({Citation.parse(asked.of)})"
    return Page(name, (Heading((name, Words(f"  {of}", "soft")), 1), Gap(), Tree((node(asked, rulebook),))))


def node(asked: Question, rulebook: Rulebook) -> Node:
    """A question, its answers below it, and below each the reasons of the readings that give it."""
    return Node(f"{asked.id}: {asked.asks}", (), tuple(_answer(each, rulebook) for each in given(asked, rulebook)))


def _answer(each: GivenShape, rulebook: Rulebook) -> Node:
    who = f" [{', '.join(each['readings'])}]" if each["readings"] else ""
    reasons = tuple(Node(f"{name}: {because}") for name, because in each["readings"].items())
    return Node((Words(f"{each['answer']}{who}", "strong"), f": {each['because']}"), (), reasons)


def given(asked: Question, rulebook: Rulebook) -> list[GivenShape]:
    """The answers of a question, with the readings that give them."""
    chosen = {name: used.choices[asked.id] for name, used in rulebook.interpretations.items()}
    return [
        {
            "answer": answer.id,
            "because": answer.because,
            "readings": {name: choice.because for name, choice in chosen.items() if choice.answer == answer.id},
        }
        for answer in asked.answer
    ]


def shape(asked: Question, rulebook: Rulebook) -> QuestionShape:
    """The same as plain values, for JSON."""
    return {"id": asked.id, "of": asked.of, "asks": asked.asks, "answers": given(asked, rulebook)}
