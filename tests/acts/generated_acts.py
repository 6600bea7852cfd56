"""Sequences of acts for the tests of the lifecycle: mostly what people would do, often on the eve or a day too late."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from calendar_page import Thing
from compliance.record.acts import UsAct
from walk_by_day import STANDING, Act

LONG = {
    "401a": "/us/usc/t22/s9251/a",
    "401b": "/us/usc/t22/s9251/b",
    "402": "/us/usc/t22/s9252",
    "9265": "/us/usc/t22/s9265",
    "9269b": "/us/usc/t22/s9269b/b",
    "9228b": "/us/usc/t22/s9228/b",
    "9228c": "/us/usc/t22/s9228/c",
    "9230": "/us/usc/t22/s9230",
    "203c": "/us/usc/t22/s9223/c",
}
# Read by hand from the law: what each answer means for the effect of acts. Those of reach are in `things`.
MEANS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "Q13": {name: {} for name in ("duties-only", "duties-and-what-they-imposed", "everything-in-titles")},
    "Q14": {name: {} for name in ("immune", "designation-only")},
    "Q25": {name: {} for name in ("own-exit-only", "termination-ends-it-too")},
    "Q15": {
        "whole-or-nothing": {"partial": "whole"},
        "any-several-or-all": {"partial": "measures"},
        "person-by-person": {"partial": "persons"},
    },
    "Q16": {"lapses": {"end": "lapses"}, "until-revoked": {"end": "until-revoked"}},
    "Q18": {"gap-ends-it": {"late": "refused"}, "late-allowed": {"late": "allowed"}},
    "Q19": {"revocable": {"early_end": "revocable"}, "runs-its-term": {"early_end": "fixed"}},
    "Q21": {"suspension-first": {"precede": "suspension-first"}, "not-needed": {"precede": "not-needed"}},
    "Q26": {
        "notice-is-a-condition": {"notice_of_termination": "condition", "notice_of_suspension": "condition"},
        "notice-is-a-duty": {"notice_of_termination": "duty", "notice_of_suspension": "condition"},
        "notice-is-directory": {"notice_of_termination": "directory", "notice_of_suspension": "directory"},
    },
    "Q32": {
        "case-by-case": {"waiver": "targets"},
        "named-sanctions": {"waiver": "named"},
        "country-wide": {"waiver": "country"},
    },
    "Q36": {"president-only": {"delegate": "does-not"}, "delegate-too": {"delegate": "ends"}},
    "Q44": {
        "one-each-whole-year": {"certifications": "one-each", "fresh": "refused"},
        "one-each-fresh-allowed": {"certifications": "one-each", "fresh": "allowed"},
        "several-fresh-allowed": {"certifications": "several", "fresh": "allowed"},
    },
    "Q66": {"part-of-the-suspension": {"renewals": "as-ordered"}, "an-action-of-its-own": {"renewals": "noticed"}},
    "Q67": {"none-over-a-year": {"age": "a-year"}, "no-limit": {"age": "any"}},
    "Q68": {"within-a-period": {"renewal_age": "180-days"}, "whenever": {"renewal_age": "any"}},
    "Q69": {
        "the-office": {"office": "acting"},
        "the-holder-alone": {"office": "holder"},
        "deputies-too": {"office": "deputies"},
    },
    "Q70": {"any-gap": {"anew": "0"}, "two-years-in-force": {"anew": "730"}},
    "Q47": {"anniversary": {"year": "anniversary"}, "days-365": {"year": "365-days"}},
}
MEASURES = (
    "designation-104a", "designation-104b", "blocking-104c-2016", "blocking-104c1-g", "designation-104g",
    "strategy-202", "export-203a", "assistance-203b", "cyber-orders-210", "labour-goods-302a",
)  # fmt: skip
FIRST = date(2016, 2, 18)
GROUNDS = {"9228b": "humanitarian", "9228c": "national-interest", "9269b": "commitments"}


def means(answers: Mapping[str, str]) -> dict[str, str]:
    """What the answers mean for the effect of acts."""
    return {name: value for question, answer in answers.items() for name, value in MEANS[question][answer].items()}


def things(answers: Mapping[str, str]) -> list[Thing]:
    """The measures of the tests with their reach, by hand from §§ 9214, 9222, 9223, 9228, 9230, 9241a, 9251, 9269b."""
    power = {"duties-only": "no", "duties-and-what-they-imposed": "doubtful", "everything-in-titles": "yes"}
    may = power[answers["Q13"]]
    follows = {"immune": "no", "designation-only": "yes"}[answers["Q14"]]
    kept = {"own-exit-only": ("no", "no"), "termination-ends-it-too": ("doubtful", "yes")}[answers["Q25"]]
    kims, act_of_2019 = date(2017, 8, 2), date(2019, 12, 20)
    return [
        Thing("designation-104a", FIRST, None, "yes", "yes", "no", "yes", "yes", "no", False),
        Thing("designation-104b", FIRST, None, may, may, "no", "yes", "yes", "no", False),
        Thing("blocking-104c-2016", FIRST, date(2017, 8, 1), "yes", "yes", "no", "yes", "yes", "no", False),
        Thing("blocking-104c1-g", act_of_2019, None, follows, "yes", "yes", "yes", "yes", "no", True),
        Thing("designation-104g", act_of_2019, None, "no", "yes", "yes", "yes", "yes", "no", True),
        Thing("strategy-202", FIRST, None, "no", "no", "no", "no", "no", "no", False),
        Thing("export-203a", FIRST, None, "yes", "yes", "no", "no", "no", "no", False, own_waiver="yes"),
        Thing("assistance-203b", kims, None, "yes", "yes", "doubtful", "no", "no", "no", False, own_waiver="yes"),
        Thing("cyber-orders-210", FIRST, None, *kept, "no", "no", "no", "yes", False),
        Thing("labour-goods-302a", kims, None, "yes", "yes", "no", "yes", "yes", "no", False),
    ]


def combinations() -> st.SearchStrategy[dict[str, str]]:
    """One answer to every question of time and reach."""
    return st.fixed_dictionaries({question: st.sampled_from(sorted(answers)) for question, answers in MEANS.items()})


WHO = (
    "President", "the President", "Secretary of State", "Acting Secretary of State", "Secretary of the Treasury",
    "Congress", "Deputy Secretary of State", "Under Secretary of State for Political Affairs",
)  # fmt: skip
OFTEN = (*WHO[:4], "Deputy Secretary of State")
ANNOUNCED = ((), ("u83",), ("u83", "u85"), ("u85", "u2", "u3"))
TARGETS = ("Example Bank", "Example Shipping", "Country A")
KINDS = (
    ("certify", "401a"), ("certify", "401a"), ("suspend", "401a"), ("suspend", "401a"), ("certify", "401b"),
    ("renew", "401b"), ("renew", "401b"), ("certify", "402"), ("notify", "9265"), ("certify", "9269b"),
    ("suspend", "9269b"), ("renew", "9269b"), ("waive", "9228b"), ("waive", "9228c"), ("renew", "9228c"),
    ("certify", "9230"), ("revoke", ""), ("revoke", ""), ("waive", "203c"), ("delegate", ""), ("delegate", ""),
)  # fmt: skip
GAPS = (0, 0, 1, 28, 29, 30, 90, 178, 179, 180, 181, 363, 364, 365, 366, 367)
LENGTHS = (-1, 0, 28, 29, 30, 178, 179, 180, 181, 363, 364, 365, 366, 500)


def banks(day: date, announces: tuple[str, ...], by: str) -> list[Act]:
    """Relief for two banks after one notice: what seldom comes about by chance."""
    passed = Act("u80", day, "delegate", "9269b", "President", to="Secretary of State", cite="a notice")
    acts = [passed, Act("u81", day, "notify", "9265", "President", announces=announces)]
    for number, bank in ((82, TARGETS[0]), (84, TARGETS[1])):
        acts += [
            Act(f"u{number}", day, "certify", "9269b", by, ground="vital-interest", explanation="why", target=bank),
            Act(f"u{number + 1}", day, "suspend", "9269b", by, target=bank),
        ]
    return acts


@st.composite
def sequences(draw: st.DrawFn, first: date, most: int = 14) -> list[Act]:
    """Acts from a day on, in the order of a file, which is nearly that of their days; half begin with a suspension."""
    day = first + timedelta(days=draw(st.integers(-3, 40)))
    acts = [
        Act("u90", day, "certify", "401a", "President"),
        Act("u91", day, "suspend", "401a", "President", until=draw(st.sampled_from((None, day + timedelta(days=99))))),
    ] if draw(st.booleans()) else []  # fmt: skip
    if draw(st.integers(0, 3)) == 0:
        acts += banks(day, draw(st.sampled_from(ANNOUNCED)), draw(st.sampled_from(OFTEN)))
    for index in range(draw(st.integers(1, most))):
        day += timedelta(days=draw(st.sampled_from(GAPS)))
        kind, of = draw(st.sampled_from(KINDS))
        acts.append(draw(one(f"u{index}", day, kind, of, acts)))
    if len(acts) > 1 and draw(st.booleans()):
        acts.append(acts.pop(draw(st.integers(0, len(acts) - 1))))
    return acts


@st.composite
def one(draw: st.DrawFn, name: str, day: date, kind: str, of: str, earlier: Sequence[Act]) -> Act:
    """One act, as likely right as wrong in one of its parts."""
    seldom = st.integers(0, 5).map(lambda roll: roll == 0)
    by = draw(st.sampled_from(WHO)) if draw(seldom) else draw(st.sampled_from(OFTEN))
    names = draw(st.lists(st.sampled_from(MEASURES), unique=True, max_size=4)) if draw(seldom) else []
    if kind == "revoke":
        undone = [act.id for act in earlier if act.type != "revoke"]
        of = draw(st.sampled_from([*undone, *STANDING] if draw(seldom) or not undone else undone))
        return Act(name, day, kind, of, by, tuple(names))
    begins = day + timedelta(days=draw(st.sampled_from((-5, 1, 30, 200)))) if draw(seldom) else None
    until = (begins or day) + timedelta(days=draw(st.sampled_from(LENGTHS))) if draw(st.booleans()) else None
    if kind == "delegate":
        of, to = draw(st.sampled_from(tuple(LONG))), draw(st.sampled_from(WHO[2:]))
        return Act(name, day, kind, of, by, begins=begins, until=until, to=to, cite="" if draw(seldom) else "a notice")
    if kind in ("certify", "notify"):
        begins, until = None, until if draw(seldom) else None
    if kind == "notify":
        ahead = draw(st.lists(st.integers(1, 5), unique=True, max_size=3))
        return Act(name, day, kind, of, by, announces=tuple(f"u{int(name[1:]) + each}" for each in ahead))
    known = [act.id for act in earlier if act.type == "certify"]
    upon = draw(st.sampled_from([*known, "u98"])) if kind in ("suspend", "renew") and draw(seldom) else ""
    aimed = (of == "9269b") != draw(seldom) if kind in ("suspend", "renew") else kind == "waive" and draw(st.booleans())
    target = draw(st.sampled_from(TARGETS)) if aimed else ""
    ground, explanation = _ground(draw(st.integers(0, 9)), of)
    return Act(name, day, kind, of, by, tuple(names), begins, until, upon, ground, explanation, target)


def at_random(dice: Random, first: date) -> list[Act]:
    """Acts without hypothesis, for a walk through very many combinations: quick, and the same for the same dice."""
    day = first + timedelta(days=dice.randint(-3, 40))
    acts = [Act("u90", day, "certify", "401a", "President"), Act("u91", day, "suspend", "401a", "President")]
    acts = acts if dice.random() < 0.75 else []
    acts += banks(day, dice.choice(ANNOUNCED), dice.choice(OFTEN)) if dice.random() < 0.25 else []
    for index in range(dice.randint(3, 12)):
        day += timedelta(days=dice.choice(GAPS))
        kind, of = dice.choice(KINDS)
        by = dice.choice(WHO if dice.random() < 0.15 else OFTEN)
        names = tuple(dice.sample(MEASURES, dice.randint(1, 4))) if dice.random() < 0.15 else ()
        if kind == "revoke":
            of = dice.choice([act.id for act in acts if act.type != "revoke"] or ["u99"])
            of = dice.choice(tuple(STANDING)) if dice.random() < 0.1 else of
            acts.append(Act(f"u{index}", day, kind, of, by, names))
            continue
        begins = day + timedelta(days=dice.choice((-5, 1, 30, 200))) if dice.random() < 0.15 else None
        until = (begins or day) + timedelta(days=dice.choice(LENGTHS)) if dice.random() < 0.5 else None
        if kind == "delegate":
            of, to = dice.choice(tuple(LONG)), dice.choice(WHO[2:])
            acts.append(Act(f"u{index}", day, kind, of, by, begins=begins, until=until, to=to, cite="a notice"))
            continue
        if kind == "notify" and dice.random() < 0.4:
            announces = tuple(f"u{index + each}" for each in dice.sample(range(1, 6), 2))
            acts.append(Act(f"u{index}", day, kind, of, by, announces=announces))
            continue
        if kind in ("certify", "notify"):
            begins, until = None, until if dice.random() < 0.1 else None
        aimed = of == "9269b" or (kind in ("suspend", "renew", "waive") and dice.random() < 0.2)
        target = dice.choice(TARGETS) if aimed and kind != "certify" else ""
        ground, explanation = _ground(dice.randint(0, 9), of)
        acts.append(Act(f"u{index}", day, kind, of, by, names, begins, until, "", ground, explanation, target))
    return acts


def _ground(roll: int, of: str) -> tuple[str, str]:
    if roll == 0:
        return "", ""
    if of == "9269b" and roll < 5:
        return "vital-interest", "why it is vital" if roll > 1 else ""
    return GROUNDS.get(of, ""), ""


def _target(name: str) -> dict[str, str] | None:
    return {"kind": "country" if name.startswith("Country") else "entity", "name": name} if name else None


def recorded(act: Act) -> UsAct:
    """The act as a case records it."""
    raw: dict[str, Any] = {
        "id": act.id, "date": act.date, "type": act.type, "of": LONG.get(act.of, act.of), "by": act.by,
        "measures": act.measures, "from": act.begins, "until": act.until, "upon": act.upon, "ground": act.ground,
        "explanation": act.explanation, "target": _target(act.target), "to": act.to, "cite": act.cite,
        "actions": [{"act": name, "reasons": "why"} for name in act.announces],
    }  # fmt: skip
    return UsAct.model_validate(raw)
