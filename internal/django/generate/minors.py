"""Django's minors, and sets of them written as runs such as `1.8-3.2,5.0-`."""

import re


def minor_of(version):
    """The minor of a full version: '5.2.19' gives (5, 2)."""
    major, minor = version.split(".")[:2]
    return int(major), int(minor)


def text_of(minor):
    return "%d.%d" % minor


def removal_of(category):
    """The minor that a warning class such as RemovedInDjango51Warning names, or None.

    A class of four digits names a year: from 2028 on Django's feature releases are numbered by it.
    """
    found = re.fullmatch(r"RemovedInDjango(\d+)Warning", category)
    if not found:
        return None
    digits = found.group(1)
    if digits.startswith("20") and len(digits) == 4:
        return digits
    return "%s.%s" % (digits[0], digits[1:])


def runs_of(present, known):
    """The set `present` as runs over the ordered list `known`. A run that reaches the newest minor is
    open, so that adding a minor changes only the lines where something happened."""
    runs, start, last = [], None, None
    for minor in known:
        if minor in present:
            start, last = start or minor, minor
        elif start:
            runs.append((start, last))
            start = None
    if start:
        runs.append((start, None))
    return ",".join(
        text_of(a) + ("-" if b is None else "" if a == b else "-" + text_of(b)) for a, b in runs
    )
