"""Text that stands where a name should, and names nobody: `-0-`, `N/A`, `unknown`."""

import json
import re
from functools import cache

from ..files.resources import beside
from ..names import same_name


def is_nobody(name: str) -> bool:
    """Whether nobody is named: nothing, punctuation alone, or a placeholder.

    >>> is_nobody("-0-"), is_nobody("N/A"), is_nobody("IAEA"), is_nobody("38 North")
    (True, True, False, False)
    """
    plain = _plain(name[:200])
    return not plain.strip("0 ") or plain in _placeholders()


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(map(_plain, json.loads(beside(__file__, "nobody.json"))["words"]))


def _plain(text: str) -> str:
    """Words alone; the marks of `N/A` and `n. a.` fall away, and with them the spaces."""
    words = re.sub(r"[^\w]|_", " ", same_name(text)).split()
    return "".join(words) if all(len(word) == 1 for word in words) else " ".join(words)
