"""A program as users write one: type-checked under `mypy --strict` without a plug-in, and run, by a test."""

from datetime import date

import compliance as c


def main() -> None:
    """Suppose, judge, loop over variations, compare, look over time, mend what is refused."""
    record = c.load_case("record")
    case = record.suppose("release_prisoners count=8000 place=camps verified-by=ICRC date=2027-06-01")
    case = case.suppose(
        c.actions.ImproveConditions(
            date=date(2027, 5, 1), category="food", camps=1, verification=c.Verification.VERIFIED, verifier="ICRC"
        ),
        c.actions.Dismantle(date="2027-05", programme="nuclear", share="1/2", verification="verified", verifier="IAEA"),
        {
            "field": "camps.population",
            "low": 40_000,
            "high": 60_000,
            "date": "2027-05",
            "verification": "reported",
            "verifier": "KINU",
        },
    )
    found: c.Assessment = c.judge(case, reading="strict", as_of=date(2027, 7, 1))
    status: c.Status = found["401(a)(6)"].status
    rows: list[dict[str, str | bool | None]] = found.rows()
    print(found, status.value, found["402(1)>401(a)(6)"].path, len(rows))

    for variation in (1_000, 10_000):
        supposed = record.suppose(c.actions.ReleasePrisoners(date=date(2026, 11, 23), place="camps", count=variation))
        print(variation, c.judge(supposed).statuses["termination"].value)

    compared: c.Comparison = c.compare(c.judge(record), found)
    print(compared, [each.finding.number for each in compared.differences])
    line: c.Timeline = c.over_time(case)
    lifted: c.ReliefMap = c.relief(case)
    print(line, lifted)

    camps = {"name": "prisoners freed", "suppose": "release_prisoners count={} place=camps verified-by=ICRC"}
    file = c.SweepFile.model_validate({"format": 1, "draws": 1_000, "vary": [camps | {"uniform": [0, 80_000]}]})
    shares: dict[c.Status, float] = c.sweep(record, file).tallies[0].shares("suspension")
    print(shares[c.Status.UNMET])

    try:
        record.suppose("relase_prisoners count=1")
    except c.UnusableError as error:
        problems: tuple[c.Problem, ...] = error.problems
        print(problems[0].code.value, problems[0])


if __name__ == "__main__":
    main()
