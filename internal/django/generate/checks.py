"""data/checks.txt: the ids of the system checks, with the minors whose source holds them.

An id is a string such as "security.W004" anywhere in Django: checks stand in the models, fields and options that
they check, not only in modules called checks. One function of the admin puts ids together from a table of numbers.
"""

import ast
import re

import minors

COMPOSED = re.compile(r"([a-z]+\.[CEWID])%d")
ID = re.compile(r"[a-z][a-z0-9_]*\.[CEWID]\d{3}|\d+_\d+\.[CEWID]\d{3}")


def ids(wheel):
    found = set()
    for path, _, _ in wheel.modules():
        if path.startswith("django/") and (ID.search(wheel.source(path)) or COMPOSED.search(wheel.source(path))):
            for node in ast.walk(wheel.tree(path)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value):
                    found.add(node.value)
                elif isinstance(node, ast.FunctionDef):
                    found |= composed(node)
    return found


def composed(function):
    """The ids of a function that holds a form such as "admin.E%d" and pairs of a string and a number."""
    form, numbers = None, set()
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            form = form or COMPOSED.fullmatch(node.value)
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[1], ast.Constant):
            if type(node.elts[1].value) is int:
                numbers.add(node.elts[1].value)
    return {"%s%d" % (form.group(1), number) for number in numbers} if form else set()


def lines(wheels):
    known = sorted(wheels)
    found = {m: ids(wheels[m]) for m in known}
    for name in sorted(set().union(*found.values())):
        yield name + "\t" + minors.runs_of({m for m in known if name in found[m]}, known)
