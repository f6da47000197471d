"""data/thirdparty.txt: the settings of well-known packages, a package per line.

What packages.txt asks for with `~PREFIX` is read from the released package: names that it looks up in Django's settings,
names that it holds as strings or class attributes (its tables of defaults), and those it puts together from a
prefix in one of the ways known here (django-appconf, allauth, django-auth-ldap, celery).
"""

import ast
import re

import wheels

NAME = re.compile(r"[A-Z][A-Z0-9_]*[A-Z0-9]")


def lines(path, folder, own):
    """The lines of data/thirdparty.txt. `own` is Django's names: they are nobody else's."""
    taken = set()
    for line in open(path):
        if not line.strip() or line[0] == "#":
            continue
        head, words = line.split(":")
        package, *version = head.split()
        names = {w for w in words.split() if w[0] != "~"}
        prefixes = tuple(w[1:] for w in words.split() if w[0] == "~")
        if version:
            wheel = wheels.Wheel(wheels.download(package, version[0], folder))
            if prefixes == ("celery",):
                names |= celery(wheel)
            else:
                names |= {n for n in spelt(wheel) | composed(wheel) if n.startswith(prefixes)}
        names -= own | taken
        taken |= names
        if names:
            yield "%s: %s" % (package, " ".join(sorted(names)))


def product(wheel):
    """The package's trees, without its tests and the Django it may carry."""
    for path, _, _ in wheel.modules():
        if not re.search(r"(^|/)(tests?|testing|test_\w+|conftest|migrations|example\w*)(/|\.py)", path):
            try:
                yield wheel.tree(path)
            except SyntaxError:
                pass  # a template of a module


def spelt(wheel):
    """Names that stand in the source: attributes of `settings`, strings, attributes that classes assign."""
    found = set()
    for tree in product(wheel):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                if node.value.id in ("settings", "django_settings"):
                    found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.ClassDef):
                found |= assigned(node)
    return {name for name in found if NAME.fullmatch(name)}


def assigned(node):
    return {t.id for s in node.body if isinstance(s, ast.Assign) for t in s.targets if isinstance(t, ast.Name)}


def text(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def composed(wheel):
    """Names that a class puts together from a prefix and its own names."""
    found = set()
    for tree in product(wheel):
        keys, prefixes = set(), set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                first = text(node.args[0]) if node.args else None
                if called in ("_setting", "get_setting") and first:
                    keys.add(first)
                elif called == "AppSettings" and first:
                    prefixes.add(first)
            elif isinstance(node, ast.ClassDef):
                for base in node.bases:
                    if getattr(base, "id", getattr(base, "attr", "")) == "AppConf":
                        found |= {appconf_prefix(node) + "_" + n for n in assigned(node) if n.isupper()}
                table = {
                    t.id: s.value for s in node.body if isinstance(s, ast.Assign) for t in s.targets
                    if isinstance(t, ast.Name)
                }
                if text(table.get("_prefix")) and isinstance(table.get("defaults"), ast.Dict):
                    found |= {text(table["_prefix"]) + text(k) for k in table["defaults"].keys if text(k)}
        found |= {p + k for p in prefixes for k in keys if k.isupper()}
    return found


def appconf_prefix(node):
    for meta in node.body:
        if isinstance(meta, ast.ClassDef) and meta.name == "Meta":
            for s in meta.body:
                if isinstance(s, ast.Assign) and s.targets[0].id == "prefix" and text(s.value):
                    return text(s.value).upper()
    return ""


def celery(wheel):
    """Celery's options, in the CELERY_ namespace that its documentation advises, and by their old names."""
    tree = wheel.tree("celery/app/defaults.py")
    constants = {
        s.targets[0].id: s.value for s in tree.body
        if isinstance(s, ast.Assign) and isinstance(s.targets[0], ast.Name)
    }
    found = set()

    def walk(call, path, formats):
        for keyword in call.keywords:
            if keyword.arg == "__old__":
                formats = strings(keyword.value)
        for keyword in call.keywords:
            if keyword.arg == "__old__" or not isinstance(keyword.value, ast.Call):
                continue
            inner = path + [keyword.arg]
            if keyword.value.func.id == "Namespace":
                walk(keyword.value, inner, formats)
                continue
            found.add("_".join(["celery"] + inner).upper())
            for old in formats:
                found.add(old.format(keyword.arg).upper())
            for option in keyword.value.keywords:
                if option.arg == "old":
                    found.update(old.format(keyword.arg).upper() for old in strings(option.value))

    def strings(node):
        node = constants.get(node.id) if isinstance(node, ast.Name) else node
        if isinstance(node, ast.Call) and node.args:
            node = node.args[0]
        return [text(item) for item in getattr(node, "elts", []) if text(item)]

    walk(constants["NAMESPACES"], [], [])
    return found
