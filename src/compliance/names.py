"""When two names are one: whatever the letters' case, composition, accents, apostrophes and spaces."""

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u02b9\u02bb\u2032\u00b4\u0060"), "'")
# Accents of Latin, Greek and Cyrillic letters. Marks of other scripts (U+3099 of Japanese, vowels) make other words.
_ACCENT = re.compile("[\u0300-\u036f]")
# Joiners, variation selectors and fillers: what nobody sees tells no two names apart.
_UNSEEN = re.compile("[\u00ad\u034f\u115f\u1160\u180b-\u180f\u200b-\u200f\u2060-\u2064\u3164\ufe00-\ufe0f\ufeff\uffa0]")


def same_name(text: str) -> str:
    r"""What is equal for two spellings of one name; for comparison, never for print.

    >>> same_name("Camp  Yŏdŏk") == same_name("camp yodok")
    True
    >>> same_name("요덕") == same_name("\u110b\u116d\u1103\u1165\u11a8")
    True
    """
    # NFKC twice: letters that fold to others (as `ﬃ` does) may compose anew.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold())
    composed = unicodedata.normalize("NFKC", _ACCENT.sub("", plain.translate(_APOSTROPHES)))
    return " ".join(composed.split())
