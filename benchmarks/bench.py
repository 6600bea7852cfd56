"""`make bench`: every benchmark in one run, one after the other; with `--write` the page and the picture made anew."""

import argparse
import platform
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from os import cpu_count
from pathlib import Path

import at_once
import growth
import measure
import peers
from table import Table

import scale

ROOT = Path(__file__).parents[1]
PAGE, PICTURE = ROOT / "docs" / "performance.md", ROOT / "docs" / "growth.svg"
MEANT = Path(__file__).with_name("README.md")


def tables() -> Iterator[Table]:
    """Every table, as soon as it is measured."""
    for module in (measure, peers, at_once, scale):
        yield from module.tables()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/performance.md and docs/growth.svg")
    asked = parser.parse_args()
    found = list[Table]()
    for table in tables():
        sys.stdout.write(table.text())
        sys.stdout.flush()
        found.append(table)
    curves = growth.curves()
    found.append(growth.table(curves))
    sys.stdout.write(found[-1].text())
    if asked.write:
        PAGE.write_text(page(found), encoding="utf-8")
        growth.picture(curves, PICTURE)


def page(found: list[Table]) -> str:
    """The document: where it was measured, every table, the picture, and what bounds what."""
    where = (
        f"Made by `make bench` with `--write` on {date.today()}, in one run of Python {platform.python_version()} on "
        f"{cpu_count()} cores of {platform.machine()}. Times are of that machine, and ratios are what can be compared."
    )
    shown = [*(table.markdown() for table in found), "![How it grows](growth.svg)", ""]
    parts = ["# Performance", "", *textwrap.wrap(where, 120), "", *shown]
    _, heading, bounds = MEANT.read_text(encoding="utf-8").partition("## What bounds it")
    return "\n".join([*parts, heading + bounds])


if __name__ == "__main__":
    main()
