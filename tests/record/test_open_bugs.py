"""Where the record and section 3 of the design do not agree yet. Each test fails until one of them gives way."""

from datetime import date

from compliance.record.dprk.state import fields
from compliance.record.extent import extent
from compliance.record.lens import Lens
from conftest import folded, total

TAKEN = "captives.japan.taken"


# End of section 3: "adding an entry or action that is better for its field … never lowers a status"; 10, as if the law
# were in force: "the window then starts at the first entry". An older year without harm opens the years after it.
def test_an_older_year_without_harm_does_not_reopen_the_years_that_were_covered() -> None:
    early = date(2015, 12, 31)
    lens = Lens(early, None, None, "unknown", 24, since_first=True)
    covered, older = total(TAKEN, 0, "2010-01-01", "2015-12-31"), total(TAKEN, 0, "1990-01-01", "1990-12-31")
    before = extent(fields()[TAKEN], folded(covered, as_of=early).state.ledger(TAKEN), lens)
    after = extent(fields()[TAKEN], folded(older, covered, as_of=early).state.ledger(TAKEN), lens)
    assert after.worst <= before.worst
