"""Writes docs/tables.md (`make tables`): ten questions that DuckDB answers, and what every column means."""

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from compliance.scale.table_specs import TABLES
from compliance.scale.tables import export_tables, schema_page

HEAD = """# Tables for a warehouse

`compliance export --tables FOLDER` writes the law, the open questions, the record, its sources, the measures and
every finding as Parquet files into a new folder (extra `scale`). `compliance export CASE … --tables FOLDER` judges
these cases, packaged or your own, and what they stand on; without any, all packaged ones; under the three packaged
readings. The same input gives the same bytes.

Numbers stay exact and ranges stay ranges: a count has `low` and `high`, a share its fraction as text. A null never
stands for *no*; what is unknown says `unknown`. In DuckDB:

```sql
CREATE VIEW findings AS FROM 'FOLDER/findings.parquet';
```

and so for every table. The files carry the meanings below as comments of their columns.

## Ten questions

"""
QUESTIONS: tuple[tuple[str, str], ...] = (
    (
        "Which conditions are unmet on the record, under whatever reading?",
        """SELECT provision
FROM findings
WHERE case_id = 'record' AND matter IS NOT NULL
GROUP BY provision
HAVING bool_and(status = 'unmet')
ORDER BY provision""",
    ),
    (
        "In how many packaged cases is a suspension supported?",
        """SELECT reading, status, count(*) AS cases
FROM findings
WHERE is_goal AND goal = 'suspension'
GROUP BY ALL
ORDER BY reading, status""",
    ),
    (
        "Which conditions of termination does a record most often leave open?",
        """SELECT provision, count(*) AS cases
FROM findings
WHERE reading = 'plain' AND goal = 'termination' AND matter IS NOT NULL AND status = 'unknown'
GROUP BY provision
ORDER BY cases DESC, provision
LIMIT 6""",
    ),
    (
        "Which proposals would support a suspension under the lenient reading, and not under the strict one?",
        """SELECT lenient.case_id, cases.title
FROM findings lenient
JOIN findings strict USING (case_id, path)
JOIN cases ON cases.id = case_id
WHERE lenient.is_goal AND lenient.goal = 'suspension' AND lenient.reading = 'lenient' AND lenient.status = 'met'
  AND strict.reading = 'strict' AND strict.status = 'unmet' AND cases.stands_on = 'record'
ORDER BY case_id
LIMIT 8""",
    ),
    (
        "Of which fields does the record say nothing?",
        """SELECT matter, count(*) AS fields, count(*) FILTER (field IS NULL) AS silent
FROM fields LEFT JOIN (SELECT DISTINCT field FROM entries WHERE case_id = 'record') ON field = path
WHERE NOT agenda_only
GROUP BY matter
ORDER BY silent DESC, matter""",
    ),
    (
        "How much of what bears on the record rests on one source alone?",
        """SELECT f.matter,
       count(*) FILTER (len(sources) = 1) AS one,
       count(*) FILTER (len(sources) > 1) AS several,
       count(*) FILTER (e.kind = 'search') AS searches
FROM entries e JOIN fields f ON f.path = e.field
WHERE case_id = 'record' AND left_out IS NULL
GROUP BY f.matter
ORDER BY one DESC, f.matter
LIMIT 8""",
    ),
    (
        "On whose reporting does the record lean most?",
        """SELECT publisher, count(DISTINCT (entry.case_id, entry.number)) AS entries
FROM entries entry, unnest(entry.sources) AS cited(id)
JOIN sources ON sources.case_id = entry.case_id AND sources.id = cited.id
WHERE entry.case_id = 'record' AND left_out IS NULL
GROUP BY publisher
ORDER BY entries DESC, publisher
LIMIT 6""",
    ),
    (
        "How old is the newest evidence on each matter, searches apart?",
        """SELECT matter, max(last) AS newest
FROM entries e JOIN fields ON path = field
WHERE case_id = 'record' AND left_out IS NULL AND e.kind <> 'search'
GROUP BY matter
ORDER BY newest, matter""",
    ),
    (
        "How do plain and strict differ, question by question?",
        """SELECT question, plain.answer AS plain, strict.answer AS strict
FROM answers plain JOIN answers strict USING (question)
WHERE list_contains(plain.readings, 'plain') AND list_contains(strict.readings, 'strict')
  AND plain.answer <> strict.answer
ORDER BY CAST(substr(question, 2) AS INTEGER)
LIMIT 8""",
    ),
    (
        "What would a termination leave in force, and by what way does it end?",
        """SELECT way,
       count(*) FILTER (after_termination = 'no') AS remain,
       count(*) FILTER (after_termination <> 'no') AS touched
FROM authorities
WHERE revoked IS NULL
GROUP BY way
ORDER BY remain DESC, way""",
    ),
)


def answered(folder: Path, sql: str) -> str:
    """What DuckDB says, as columns of text."""
    with duckdb.connect() as connection:
        for name in TABLES:
            connection.sql(f"CREATE VIEW {name} AS FROM '{folder / name}.parquet'")
        found = connection.sql(sql)
        rows = [[str(name) for name in found.columns], *([_shown(cell) for cell in row] for row in found.fetchall())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(lines)


def _shown(cell: object) -> str:
    return cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell)


def page(folder: Path) -> str:
    """The document, over the tables in a folder."""
    parts = [HEAD]
    for number, (title, sql) in enumerate(QUESTIONS, start=1):
        parts.append(f"**{number}. {title}**\n\n```sql\n{sql}\n```\n\n```text\n{answered(folder, sql)}\n```\n\n")
    return f"{''.join(parts)}## Every table and column\n\n{schema_page()}"


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        export_tables(Path(made) / "tables")
        sys.stdout.write(page(Path(made) / "tables"))
