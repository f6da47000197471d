"""data/timezones.txt: the names of time zones, a name per line, backward links among them, as PyPI's tzdata has them."""


def lines(wheel):
    return sorted(wheel.source("tzdata/zones").split())
