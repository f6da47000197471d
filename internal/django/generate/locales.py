"""data/locales.txt: the locales that have a catalogue of Django's own texts, with the minors that have it."""

import re

import minors

CATALOGUE = re.compile(r"django/conf/locale/([^/]+)/LC_MESSAGES/django\.mo")


def lines(wheels):
    known = sorted(wheels)
    found = {m: {c.group(1) for c in map(CATALOGUE.fullmatch, wheels[m].names()) if c} for m in known}
    for code in sorted(set().union(*found.values())):
        yield code + "\t" + minors.runs_of({m for m in known if code in found[m]}, known)
