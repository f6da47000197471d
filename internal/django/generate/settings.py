"""data/settings.txt: every Django setting, its history and its default in each minor.

A setting is a name that django/conf/global_settings.py assigns, or one that Django reads from its settings without
giving it a default there (SITE_ID). Only the former exist in a minor by that file alone: after the
removal of a setting a check may still look for its name.

A line is tab-separated: name, kind, flags, added, deprecated, removed, replacement, minors, then the default of each
run of minors as `minors=literal`. A default is absent where Django has none.
"""

import ast
import re

import literals
import minors

GLOBALS = "django/conf/global_settings.py"
DEPRECATED = re.compile(r"\b([A-Z][A-Z0-9_]{3,})(?: transitional)? setting(?:,[a-z ,]+)? is deprecated")
# Paths that say nothing of whether a setting has an effect.
SILENT = ("django/core/checks/", "django/test/")
# Attributes of the settings object that are no settings.
INTERNAL = {"SETTINGS_MODULE"}
KINDS = {bool: "bool", int: "int", float: "float", str: "str", list: "list", tuple: "list", dict: "dict"}


def defaults(wheel):
    """name → (literal text, value) of each setting in global_settings."""
    source, names, found = wheel.source(GLOBALS), {}, {}
    for statement in wheel.tree(GLOBALS).body:
        if not isinstance(statement, ast.Assign):
            continue
        for target in statement.targets:
            names[target.id] = statement.value
            if target.id.isupper():
                found[target.id] = literals.literal(statement.value, names, source)
    return found


def reads(wheel):
    """name → the default that Django's code gives it wherever it reads it, or None where some reader gives none."""
    found, bare = {}, set()
    for path, _, _ in wheel.modules():
        if not path.startswith("django/") or path.startswith(SILENT):
            continue
        source = wheel.source(path)
        if "settings" not in source:
            continue
        for node in ast.walk(wheel.tree(path)):
            name, default = None, None
            if isinstance(node, ast.Attribute) and is_settings(node.value):
                name = node.attr
                bare.add(name)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id in ("getattr", "hasattr") and len(node.args) > 1:
                    if is_settings(node.args[0]) and isinstance(node.args[1], ast.Constant):
                        name = node.args[1].value
                        if len(node.args) > 2:
                            default = literals.literal(node.args[2], {}, source)
                        else:
                            bare.add(name)
            elif isinstance(node, (ast.DictComp, ast.GeneratorExp, ast.ListComp)):
                for each in looped(node):
                    bare.add(each)
                    found.setdefault(each, None)
            if name and name.isupper() and name[0] != "_" and name not in INTERNAL:
                found[name] = found.get(name) or default
    for name in bare & set(found):
        found[name] = None
    return found


def looped(node):
    """The names of `getattr(settings, key) for key in ("A", "B")`."""
    value = node.value if isinstance(node, ast.DictComp) else node.elt
    values = value.elts if isinstance(value, ast.Tuple) else [value]
    if any(isinstance(v, ast.Call) and v.args and is_settings(v.args[0]) for v in values):
        items = node.generators[0].iter
        return [item.value for item in getattr(items, "elts", []) if isinstance(item, ast.Constant)]
    return []


def is_settings(node):
    return isinstance(node, ast.Name) and node.id in ("settings", "django_settings")


def deprecations(wheel):
    """name → the minor that will remove it, of each setting that a message of this release calls deprecated."""
    found = {}
    for path, _, _ in wheel.modules():
        if not path.startswith("django/") or "deprecated" not in wheel.source(path):
            continue
        tree, messages, used, sets = wheel.tree(path), {}, {}, []
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                target = node.targets[0].id
                if isinstance(node.value, ast.Constant):
                    messages[target] = node.value.value
                elif isinstance(node.value, ast.Set) and re.fullmatch("DEPRECATED_[A-Z]+_SETTINGS", target):
                    sets.extend(item.value for item in node.value.elts)
        imported = {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        categories = {c for c in map(minors.removal_of, imported) if c}
        only = categories.pop() if len(categories) == 1 else None
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                arguments = node.args + [k.value for k in node.keywords]
                ids = [a.id for a in arguments if isinstance(a, ast.Name)]
                category = next((c for c in map(minors.removal_of, ids) if c), None)
                for text in [messages.get(i) for i in ids] + [
                    a.value for a in arguments if isinstance(a, ast.Constant)
                ]:
                    if category and isinstance(text, str):
                        used[text] = category
        texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        for text in texts:
            for name in DEPRECATED.findall(text):
                found[name] = used.get(text, only)
        for name in sets:
            found[name] = only
    return found


def notes(path):
    """The curated facts: name → {key: value}."""
    found = {}
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if line and not line.startswith("#"):
            name, _, rest = line.partition(" ")
            head, _, replaced = rest.partition("replaced=")
            fields = dict((part.split("=") + [True])[:2] for part in head.split())
            if replaced:
                fields["replaced"] = replaced
            found[name] = fields
    return found


def kind_of(values):
    """The kind that the defaults show, and whether None is among them."""
    kinds = {KINDS.get(type(v), "other") for v in values if v is not None and v is not literals.Opaque}
    if "float" in kinds:
        kinds.discard("int")
    kind = kinds.pop() if len(kinds) == 1 else "other"
    if kind == "str" and all(re.match(r"(django|logging)\.[\w.]+$", v) for v in values if isinstance(v, str)):
        kind = "dotted"
    return kind, any(v is None for v in values)


def lines(wheels, baseline, curated):
    """The lines of data/settings.txt."""
    known = sorted(wheels)
    assigned = {m: defaults(w) for m, w in wheels.items()}
    read = {m: reads(w) for m, w in wheels.items()}
    warned = {m: deprecations(w) for m, w in wheels.items()}
    before, before_read = defaults(baseline), reads(baseline)
    ever = {name for m in known for name in assigned[m]} | set(before)
    names = ever | {name for m in known for name in read[m]} | set(curated)
    for name in sorted(names):
        source = assigned if name in ever else read
        there = [m for m in known if name in source[m]]
        older = name in before or (name not in ever and name in before_read)
        note = curated.get(name, {})
        found = {
            "added": "" if older or not there else minors.text_of(there[0]),
            "deprecated": next((minors.text_of(m) for m in known if name in warned[m]), ""),
            "removed": "",
        }
        gone = [m for m in known if m > max(there)] if there else known if older else []
        if gone:
            found["removed"] = minors.text_of(gone[0])
        elif there and name in warned[known[-1]]:
            found["removed"] = warned[known[-1]][name] or ""
        for key in ("deprecated", "removed"):
            if key in note and found[key]:
                raise SystemExit("notes.txt repeats what the packages say: %s %s" % (name, key))
            found[key] = found[key] or note.get(key, "")
        if not there and not found["removed"]:
            raise SystemExit("a note on an unknown setting: " + name)
        values = [source[m][name][1] for m in there if source[m][name]]
        if name in before:
            values.append(before[name][1])
        kind, nullable = kind_of(values)
        runs, order = {}, []
        for m in there:
            if source[m][name]:
                text = source[m][name][0]
                if text not in runs:
                    order.append(text)
                runs.setdefault(text, []).append(m)
        flags = ("g" if name in ever else "") + ("n" if nullable or note.get("nullable") else "")
        yield "\t".join(
            [name, note.get("kind", kind), flags, found["added"], found["deprecated"], found["removed"]]
            + [note.get("replaced", ""), minors.runs_of(there, known)]
            + [minors.runs_of(runs[text], known) + "=" + text for text in order]
        )
