"""The values a paper is made from, without characters that XML cannot hold: one lone surrogate would cut the document."""

import re
from collections.abc import Mapping
from typing import Any

NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_controls(value: Any, sizes: list[int] | None = None) -> Any:
    """The same values without them. sizes: takes how many values each list and dict holds."""
    kind = type(value)
    if kind is str:  # what can be seen is no control character, and Python tells that sooner
        return value if value.isprintable() else NOT_XML.sub("", value)
    if kind is dict or isinstance(value, Mapping):
        made: Any = {without_controls(key): without_controls(item, sizes) for key, item in value.items()}
    elif kind is list or kind is tuple:
        made = [without_controls(item, sizes) for item in value]
    else:
        return value
    if sizes is not None:
        sizes.append(len(made))
    return made
