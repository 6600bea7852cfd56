"""The tables for a warehouse: what each holds, a row of what, under which key, and what every column means.

The Parquet files carry these words as comments, and docs/tables.md is made of them.
"""

from typing import Literal, NamedTuple

Kind = Literal["text", "number", "yes or no", "day", "list of text"]


class Column(NamedTuple):
    """A column. `of` is the table and column whose values it takes; one that may be `empty` holds nulls."""

    name: str
    kind: Kind
    meaning: str
    of: str = ""
    empty: bool = False


class TableSpec(NamedTuple):
    """A table: its rows, the columns that tell them apart, and all columns."""

    name: str
    rows: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


PROVISIONS = TableSpec(
    "provisions",
    "every version of every level of the statute",
    ("identifier", "since"),
    (
        Column("identifier", "text", "its place in the Code, as a USLM path"),
        Column("since", "day", "the first day of this version"),
        Column("until", "day", "its last day; null while it stands", empty=True),
        Column("act", "text", "the Act and its section, as cited"),
        Column("heading", "text", "its heading, in our words"),
        Column("gist", "text", "what it says, in our words"),
        Column("kind", "text", "`condition` is judged, `effect` is shown, `heading` groups"),
        Column("connective", "text", "how the levels below are joined, as printed", empty=True),
        Column("standard", "text", "a short term of art, quoted; empty where there is none"),
        Column("matter", "text", "the matter whose ladder it is judged by; null of a level above others", empty=True),
        Column("refers_to", "text", "the provision whose conditions it takes over", empty=True),
        Column("enacted_by", "text", "the public law"),
        Column("amended_by", "text", "the public law that ended or changed it; empty where there is none"),
    ),
)
QUESTIONS = TableSpec(
    "questions",
    "every question that the law leaves open",
    ("id",),
    (
        Column("id", "text", "its number, which is stable"),
        Column("provision", "text", "the provision whose words leave it open"),
        Column("asks", "text", "the question"),
    ),
)
ANSWERS = TableSpec(
    "answers",
    "every possible answer to an open question",
    ("question", "answer"),
    (
        Column("question", "text", "the question", "questions.id"),
        Column("answer", "text", "the answer's name"),
        Column("because", "text", "why one might give it"),
        Column("sets", "text", "what it sets for the ladders and connectives, as JSON"),
        Column("sources", "list of text", "what it rests on"),
        Column("readings", "list of text", "which packaged readings give it"),
    ),
)
LADDERS = TableSpec(
    "ladders",
    "every test of every rung, in its order",
    ("matter", "degree", "test"),
    (
        Column("matter", "text", "the matter"),
        Column("title", "text", "what the matter is called"),
        Column("degree", "text", "the degree that the rung reaches"),
        Column("rank", "number", "the degree's place, from 1, the lowest"),
        Column("test", "number", "the test's place in the rung, from 1"),
        Column("fields", "list of text", "the fields that are added up, or patterns of them"),
        Column("comparison", "text", "`at least`, `at most`, or `empty`: nobody was in the class"),
        Column("against", "text", "a number, exact, or `@name` of what an answer sets", empty=True),
        Column("share_of", "list of text", "of what it is a share; empty where it is none"),
        Column("grade", "text", "at which grade of evidence; empty: at none, `@name`: as an answer says"),
        Column("window", "text", "over which time"),
        Column("because", "text", "why the rung is this one"),
    ),
)
FIELDS = TableSpec(
    "fields",
    "every field of the record",
    ("path",),
    (
        Column("path", "text", "its name"),
        Column("matter", "text", "the outermost group in which it stands"),
        Column("title", "text", "its title"),
        Column("kind", "text", "`stock` stands on a day, `flow` adds up over time"),
        Column("value", "text", "`count`, `share` or `flag`"),
        Column("better", "text", "where compliance lies: `more`, `less`, or `neutral`"),
        Column("unit", "text", "what is counted; empty of shares and flags"),
        Column("meaning", "text", "what it means"),
        Column("agenda_only", "yes or no", "whether no condition asks for it"),
    ),
)
ENTRIES = TableSpec(
    "entries",
    "every entry that a case's own file states, one for each field that a fact states or an action moves",
    ("case_id", "number"),
    (
        Column("case_id", "text", "the case; what it stands on has entries of its own", "cases.id"),
        Column("number", "number", "its place among the case's own entries, from 1"),
        Column("id", "text", "the id of the fact or action, or where the fact stands"),
        Column("field", "text", "the field", "fields.path"),
        Column("kind", "text", "`statement`, `change`, `total`, `event` or `search`"),
        Column(
            "low", "number", "the least, of counts and flags; null of shares and of what states nothing", empty=True
        ),
        Column("high", "number", "the most; null too where the range is open", empty=True),
        Column("low_share", "text", "the least of a share, as an exact fraction; null of all else", empty=True),
        Column("high_share", "text", "the most of a share, as an exact fraction; null of all else", empty=True),
        Column("states", "text", "`value`, `range`, `open range`, `unknown` or `nothing found`"),
        Column("first", "day", "the first day of which it speaks"),
        Column("last", "day", "the last day of which it speaks"),
        Column("published", "day", "since when the public knows it"),
        Column("verification", "text", "on whose standing: `claimed` to `verified`; null where ungraded", empty=True),
        Column("verifier", "text", "by name; empty where nobody is named"),
        Column("confidence", "text", "null where none is stated", empty=True),
        Column("provenance", "text", "`seen`, `unverified` or `inferred`; only `seen` bears a verdict"),
        Column("supposed", "yes or no", "whether a hypothetical states it"),
        Column("own_word", "yes or no", "whether it is the word of the government it speaks of"),
        Column("action", "text", "the kind of action; null of a fact", empty=True),
        Column("left_out", "text", "why it does not bear on the case's day; null where it does", empty=True),
        Column("sources", "list of text", "its sources: `sources.id` of the case or of one it stands on"),
    ),
)
SOURCES = TableSpec(
    "sources",
    "every source that a case's own file names",
    ("case_id", "id"),
    (
        Column("case_id", "text", "the case", "cases.id"),
        Column("id", "text", "the source's id in the case"),
        Column("title", "text", "its title"),
        Column("publisher", "text", "its publisher; empty where none is stated"),
        Column("date", "text", "its date as stated; empty where none is"),
        Column("href", "text", "where it is on the web; empty where that is not stated"),
        Column("speaks_for", "text", "the government whose own word it is; empty of all others"),
    ),
)
MEASURES = TableSpec(
    "measures",
    "every sanction or other measure of the Act",
    ("id",),
    (
        Column("id", "text", "its name here"),
        Column("section", "text", "the section of the Act"),
        Column("title", "text", "its title"),
        Column("what", "text", "what it does, in our words"),
        Column("modal", "text", "the statute's verb: `shall`, `may`, or `report`: no sanction"),
        Column("since", "day", "its first day"),
        Column("until", "day", "its last day; null while it stands", empty=True),
        Column("enacted_by", "text", "the public law"),
        Column("also", "list of text", "the authorities on which the restriction rests too: `authorities.id`"),
        Column("seen", "text", "how much of its text was seen: `full`, `part`, `not`"),
    ),
)
REACHES = TableSpec(
    "reaches",
    "for every measure, route and packaged reading, whether the route reaches the measure",
    ("measure", "route", "reading"),
    (
        Column("measure", "text", "the measure", "measures.id"),
        Column("route", "text", "`suspension`, `termination`, or another way out"),
        Column("reading", "text", "the reading"),
        Column("reach", "text", "`yes`, `no` or `doubtful`"),
        Column("because", "text", "why"),
    ),
)
AUTHORITIES = TableSpec(
    "authorities",
    "every authority on which restrictions rest beside the Act",
    ("id",),
    (
        Column("id", "text", "its name here"),
        Column("title", "text", "its title"),
        Column("cite", "text", "its citation"),
        Column("what", "text", "what it does, in our words"),
        Column("exit", "text", "how it ends, in our words"),
        Column("way", "text", "`revocation`, `council`, `statute`, `agency` or `lapse`"),
        Column("since", "day", "its first day; null where that was not seen", empty=True),
        Column("runs_until", "day", "the last day to which it was seen continued; null where it has none", empty=True),
        Column("revoked", "day", "the day from which it is gone; null while it stands", empty=True),
        Column("after_termination", "text", "whether a termination touches it: `yes`, `no` or `doubtful`"),
        Column("seen", "text", "how much of its text was seen: `full`, `part`, `not`"),
    ),
)
CASES = TableSpec(
    "cases",
    "every case that was judged",
    ("id",),
    (
        Column("id", "text", "the case"),
        Column("title", "text", "its title"),
        Column("as_of", "day", "its day"),
        Column("hypothetical", "yes or no", "whether it is one"),
        Column("stands_on", "text", "the case right below it; null where there is none", empty=True),
        Column("hash", "text", "the hash of what it and all below it say"),
    ),
)
FINDINGS = TableSpec(
    "findings",
    "for every case and packaged reading, every provision that was judged",
    ("case_id", "reading", "path"),
    (
        Column("case_id", "text", "the case", "cases.id"),
        Column("reading", "text", "the reading"),
        Column("path", "text", "the provision by its path: one that another refers to stands below it again"),
        Column("goal", "text", "`suspension` or `termination`, under which it stands"),
        Column("provision", "text", "its place in the Act, such as `401(a)(1)`"),
        Column("is_goal", "yes or no", "whether it is the goal itself"),
        Column("status", "text", "`met`, `unmet` or `unknown`"),
        Column("matter", "text", "the matter; null of a provision above others", empty=True),
        Column("required", "text", "the degree that is asked for; null of a provision above others", empty=True),
        Column("lowest", "text", "the lowest degree that the record allows", empty=True),
        Column("highest", "text", "the highest degree that the record allows", empty=True),
    ),
)
TABLES = {
    each.name: each
    for each in (
        CASES,
        FINDINGS,
        PROVISIONS,
        QUESTIONS,
        ANSWERS,
        LADDERS,
        FIELDS,
        ENTRIES,
        SOURCES,
        MEASURES,
        REACHES,
        AUTHORITIES,
    )
}
