#!/usr/bin/env python3
"""Writes ../data from released packages: see generate.go for how to run it and what it promises.

Standard library only; the packages are downloaded with pip and read by ast, never imported.
"""

import argparse
import os
import sys
import tempfile

import checks
import classes
import keys
import locales
import minors
import paths
import releases
import settings
import thirdparty
import timezones
import wheels

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(os.path.dirname(HERE), "data")
PINS = os.path.join(HERE, "pins.txt")


def here(name):
    return os.path.join(HERE, name)


def pins():
    """(key, value) of each line of pins.txt."""
    return [tuple(line.split()) for line in open(PINS) if line.strip() and line[0] != "#"]


def update(folder):
    """Rewrites pins.txt: today's date and the newest patch of each minor."""
    from datetime import date

    text = open(PINS).read()
    for key, value in pins():
        new = value
        if key == "date":
            new = date.today().isoformat()
        elif key == "django":
            new = wheels.newest("django", ".".join(value.split(".")[:2]), folder)
        elif key == "tzdata":
            new = wheels.newest("tzdata", "", folder)
        text = text.replace("%s %s\n" % (key, value), "%s %s\n" % (key, new))
    open(PINS, "w").write(text)


def write(name, lines):
    """Writes a data file, with \\n line ends on every system."""
    path = os.path.join(DATA, name)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for line in lines:
            out.write(line + "\n")
    print("%-16s %7d bytes" % (name, os.path.getsize(path)))


def main():
    if sys.version_info < (3, 11):
        raise SystemExit("Python 3.11 or newer is needed: an older one cannot parse the newest Django")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheels", help="keep the downloaded packages in this folder")
    parser.add_argument("--update", action="store_true", help="move the pins to the newest patches first")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.wheels or temporary
        if options.update:
            update(folder)
        run(folder)


def run(folder):
    pinned = pins()
    django = {
        minors.minor_of(v): wheels.Wheel(wheels.download("django", v, folder))
        for k, v in pinned if k == "django"
    }
    baseline = next(wheels.Wheel(wheels.download("django", v, folder)) for k, v in pinned if k == "baseline")
    built = dict(pinned)["date"]
    write("releases.txt", releases.lines(built, here("releases.txt"), pinned, django))
    found = list(settings.lines(django, baseline, settings.notes(here("notes.txt"))))
    write("settings.txt", found)
    # What Django has lost may be another package's now (COMMENTS_APP), so only what a known minor has is Django's own.
    own = {fields[0] for fields in (line.split("\t") for line in found) if fields[7]}
    write("thirdparty.txt", thirdparty.lines(here("packages.txt"), folder, own))
    write("keys.txt", keys.lines(here("keys.txt"), folder))
    write("paths.txt", paths.lines(django))
    write("classes.txt", classes.lines(django))
    write("locales.txt", locales.lines(django))
    write("checks.txt", checks.lines(django))
    zones = wheels.Wheel(wheels.download("tzdata", dict(pinned)["tzdata"], folder))
    write("timezones.txt", timezones.lines(zones))


if __name__ == "__main__":
    sys.exit(main())
