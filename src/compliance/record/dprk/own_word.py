"""Whose word is the Government of North Korea's own: its name, its organs and its outlets, in several scripts."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ...files.resources import beside
from ...names import same_name

_MOST_LETTERS = 400  # more than any name has
_BRACKET = re.compile(r"[(\[{（【]([^()\[\]{}（）【】]*)[)\]}）】]")
_APART = re.compile(r"[,;/&|+、，；]|\band\b|\bwith\b")
_JOINED = re.compile(r"\b(\w)(?: (\w)\b)+")
_LATIN = re.compile("[a-z]")
_EASTERN = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")


class _Words(NamedTuple):
    """The names of `own_words.json`, plain; `organ` matches what follows the country's name, `of` what precedes it."""

    names: frozenset[str]
    countries: frozenset[str]
    around: tuple[str, ...]
    after: tuple[str, ...]
    not_after: re.Pattern[str]
    organ: re.Pattern[str]
    of: re.Pattern[str]
    eastern: re.Pattern[str]
    hosts: tuple[str, ...]
    lookalikes: dict[int, str]


@lru_cache(maxsize=4096)
def is_own_word(name: str) -> bool:
    """Whether who is named is the Government of North Korea, one of its organs or one of its outlets.

    Bodies that are named after the country, and governments that deal with it, are not.

    >>> is_own_word("DPRK Ministry of Foreign Affairs"), is_own_word("Government of the Republic of Korea")
    (True, False)
    >>> is_own_word("Korean Central News Agency (KCNA)"), is_own_word("KCNA Watch")
    (True, False)
    """
    text = same_name(name[:_MOST_LETTERS])
    spellings = {text, text.translate(_words().lookalikes)} if _LATIN.search(text) else {text}
    return any(_is_own(each) for each in spellings)


def is_own_host(href: str) -> bool:
    """Whether a link leads to a site of that government or its outlets.

    >>> is_own_host("http://www.mfa.gov.kp/view"), is_own_host("https://kcnawatch.org/kp")
    (True, False)
    """
    host = re.sub(r"^https?://(?:[^/@]*@)?", "", href.lower()).split("/")[0].split(":")[0].rstrip(".")
    return any(host == own or host.endswith(f".{own}") for own in _words().hosts)


def _is_own(text: str) -> bool:
    words = _words()
    inside = [_flat(each) for each in _BRACKET.findall(text)]
    if any(_is_one_of(words.names, each) for each in inside):  # a country in brackets may say where, not who
        return True
    bare = _BRACKET.sub(" ", text)
    if any(_names_it(_flat(each)) for each in (text, bare)):
        return True
    parts = [part for part in map(_flat, _APART.split(bare)) if part]
    return len(parts) > 1 and all(map(_names_it, parts))


def _names_it(flat: str) -> bool:
    """Whether these plain words name the country, an organ of it, or an organ or outlet by a name of its own."""
    words = _words()
    if _EASTERN.search(flat) and words.eastern.fullmatch(flat.replace(" ", "")):
        return True
    for each in _without(flat, words.around):
        if each in words.countries or _is_one_of(words.names, each):
            return True
        if (words.organ.match(each) or words.of.match(each)) and not words.not_after.search(each):
            return True
    return False


def _is_one_of(names: frozenset[str], flat: str) -> bool:
    """Whether it is one of these names, or what one of them has published."""
    starts = _without(flat, _words().around)
    return any(each in names for start in starts for each in _without(start, _words().after, last=True))


def _without(flat: str, extra: Iterable[str], *, last: bool = False) -> Iterator[str]:
    """The words, and again without each of the extra ones that stand before them, or after."""
    yield flat
    while cut := next(
        (word for word in extra if (flat.endswith(f" {word}") if last else flat.startswith(f"{word} "))), ""
    ):
        flat = flat[: -len(cut) - 1] if last else flat[len(cut) + 1 :]
        yield flat


def _flat(text: str) -> str:
    """Words alone: no apostrophe, no punctuation; single letters, as of `D.P.R.K.`, joined."""
    words = " ".join(re.sub(r"[^\w]|_", " ", text.replace("'", "")).split())
    return _JOINED.sub(lambda found: found[0].replace(" ", ""), words)


@cache
def _words() -> _Words:
    said = json.loads(beside(__file__, "own_words.json"))
    plain = {key: [_flat(same_name(each)) for each in said[key]] for key in said if isinstance(said[key], list)}
    cyrillic = _any(each for each in plain["organs"] if re.search("[а-я]", each))
    country, organ, lent = (_any(plain[key]) for key in ("countries", "organs", "lent"))
    eastern_country, eastern_organ, eastern_name = (
        _any(each.replace(" ", "") for each in plain[key] if _EASTERN.search(each))
        for key in ("countries", "organs", "names")
    )
    return _Words(
        names=frozenset(plain["names"]),
        countries=frozenset(plain["countries"]),
        around=tuple(plain["around"]),
        after=(*plain["after"], *(f"{of}{each}" for each in plain["countries"] for of in ("of the ", "of ", ""))),
        not_after=re.compile(rf"\b{_any(plain['not_after'])}\b"),
        # "DPRK delegation of the ICRC" is another's; "Embassy of Sweden in North Korea" is Sweden's.
        organ=re.compile(rf"{country} (?!{lent} of\b){organ}\b"),
        of=re.compile(
            rf"(?:permanent )?{organ}(?: of(?: the)?(?: (?!(?:of|in|on|to|for)\b)\w+){{1,6}})?"
            rf"(?: of(?: the)? {country}\b| {country}$)|{cyrillic} {country}\b"
        ),
        eastern=re.compile(rf"{eastern_name}|{eastern_country}(?:{eastern_organ}.*|{eastern_name})?"),
        hosts=tuple(said["hosts"]),
        lookalikes=str.maketrans(said["lookalikes"]),
    )


def _any(words: Iterable[str]) -> str:
    """Matches any of these, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, set(words)), key=len, reverse=True))})"
