"""data/releases.txt: the known minors in order, oldest first.

The first line is the date of the facts. Then, tab-separated: minor, the patch that was read, first release, end of
mainstream and of extended support, `lts` or nothing, Python versions.
"""

import minors


def lines(built, path, pinned, wheels):
    yield built
    patches = {minors.minor_of(v): v for k, v in pinned if k == "django"}
    seen = []
    for line in open(path):
        if not line.strip() or line[0] == "#":
            continue
        minor, released, mainstream, extended, *lts = line.split()
        key = minors.minor_of(minor)
        seen.append(key)
        yield "\t".join(
            [minor, patches[key], released, mainstream, extended, "".join(lts)]
            + [" ".join(wheels[key].pythons())]
        )
    if seen != sorted(wheels):
        raise SystemExit("releases.txt and pins.txt name different minors")
