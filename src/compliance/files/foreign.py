"""Files of other kinds that people take for a case: named as what they are, with what reads them."""

import re

_HEAD = 4_096  # bytes in which a file says what it is
_KINDS = (
    (rb"<sdnList|sdn_advanced|<Sanctions\b", "a list of OFAC (SDN)", "it names persons, not conditions: OpenSanctions"),
    (rb"schemas\.gpo\.gov/xml/uslm|xml\.house\.gov/schemas/uslm", "a statute in USLM", "`rules/us/` holds the law"),
    (rb'"oscal-version"', "an OSCAL document", "compliance-trestle"),
    (rb'^\{[^\n]*"schema"\s*:\s*"[A-Z]\w+"[^\n]*"properties"', "OpenSanctions entities", "followthemoney"),
    (rb"^\W*id,schema,name,aliases", "a table of OpenSanctions", "pandas or DuckDB"),
    (rb"^\W*<\?xml|^\W*<[A-Za-z!]", "an XML or HTML file", "a case is JSON"),
    (rb"^PK\x03\x04", "a spreadsheet or another zip", "`compliance record import FILE.xlsx`"),
    (rb"^%PDF", "a PDF", "nothing here reads PDFs"),
)


def foreign(data: bytes) -> str:
    """What a file is that is no case and no table of entries, and what reads it; empty where that is not known.

    >>> foreign(b'<?xml version="1.0"?><sdnList xmlns="x">')
    'is a list of OFAC (SDN), which is read by others (it names persons, not conditions: OpenSanctions)'
    """
    head = data[:_HEAD]
    for pattern, what, reader in _KINDS:
        if re.search(pattern, head):
            return f"is {what}, which is read by others ({reader})"
    return ""
