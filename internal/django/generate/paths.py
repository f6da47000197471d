"""data/paths.txt: the modules under django.* and the names that each binds, in each minor.

A line is tab-separated: module, flags, minors, names. The flag `o` says that the module is open: it makes names in a way
that is not read here (a module __getattr__, a star import from elsewhere), so a name that is missing may exist.
Names are separated by spaces; `Name@runs` stands where the name is not there in every minor of the module. `~Name`
is one that the module binds without defining it: an import or a variable. Imports count, because a setting may name a
class through them (django.core.files.storage re-exports all of its classes since 4.2). Left out are private names,
modules that are imported (`import os`) and imported deprecation warnings: they are many, and no setting goes by them.
"""

import ast

import minors


def bindings(wheel):
    """module → (open, {name: defined here}) of one release, and star imports resolved."""
    found, stars = {}, {}
    for path, module, package in wheel.modules():
        if not path.startswith("django/") or "-tpl" in path or "/app_template/" in path or "/project_template/" in path:
            continue
        reader = Reader(module, package)
        if module.startswith("django.conf.locale.") or module == "django.conf.global_settings" or ".migrations." in module:
            reader.open = True  # hundreds of variables that no setting names
        else:
            reader.body(wheel.tree(path).body)
        found[module], stars[module] = reader, reader.stars
    for module in found:
        resolve(module, found, set())
    return {module: (r.open, r.names) for module, r in found.items()}


def resolve(module, found, busy):
    reader = found[module]
    if module in busy:
        return
    busy.add(module)
    for source in reader.stars:
        if source not in found:
            reader.open = True
            continue
        resolve(source, found, busy)
        other = found[source]
        reader.open = reader.open or other.open
        for name in other.exported if other.exported is not None else other.names:
            if name[0] != "_":
                reader.names.setdefault(name, False)
    reader.stars = []


class Reader:
    """What the top level of a module binds, under `if`, `try`, `with` and `for` too."""

    def __init__(self, module, package):
        self.module, self.package = module, package
        self.names, self.stars, self.open, self.exported = {}, [], False, None

    def bind(self, name, defined):
        if name == "__getattr__":
            self.open = True
        if name[0] != "_":
            self.names[name] = defined or self.names.get(name, False)

    def body(self, statements):
        for node in statements:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                self.bind(node.name, True)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    if alias.name == "*":
                        self.stars.append(self.absolute(node))
                    elif not alias.name.startswith("RemovedIn"):
                        self.bind(alias.asname or alias.name, False)
            elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                self.assign(node)
            elif isinstance(node, (ast.If, ast.Try, ast.With, ast.For, ast.While)):
                if isinstance(node, ast.For):
                    self.targets(node.target)
                if isinstance(node, ast.With):
                    for item in node.items:
                        if item.optional_vars:
                            self.targets(item.optional_vars)
                for part in ("body", "orelse", "finalbody"):
                    self.body(getattr(node, part, []))
                for handler in getattr(node, "handlers", []):
                    self.body(handler.body)
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                # globals().update(…), setattr(module, …)
                if any(isinstance(n, ast.Name) and n.id in ("globals", "setattr") for n in ast.walk(node)):
                    self.open = True

    def assign(self, node):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            self.targets(target)
            if isinstance(target, ast.Name) and target.id == "__all__":
                if isinstance(node.value, (ast.List, ast.Tuple)):
                    items = [i.value for i in node.value.elts if isinstance(i, ast.Constant)]
                    self.exported = (self.exported or []) + items
                else:
                    self.exported = None
            elif isinstance(target, ast.Subscript):  # sys.modules[…] = …, globals()[…] = …
                self.open = True

    def targets(self, target):
        if isinstance(target, ast.Name):
            self.bind(target.id, False)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for item in target.elts:
                self.targets(item)

    def absolute(self, node):
        if not node.level:
            return node.module
        parts = self.module.split(".")
        parts = parts[: len(parts) - node.level + (1 if self.package else 0)]
        return ".".join(parts + ([node.module] if node.module else []))


def lines(wheels):
    """The lines of data/paths.txt."""
    known = sorted(wheels)
    by_minor = {m: bindings(w) for m, w in wheels.items()}
    for module in sorted({module for m in known for module in by_minor[m]}):
        there = [m for m in known if module in by_minor[m]]
        is_open = any(by_minor[m][module][0] for m in there)
        names = {}
        for m in there:
            for name, defined in by_minor[m][module][1].items():
                where, ever = names.get(name, ([], False))
                names[name] = (where + [m], ever or defined)
        words = []
        for name in sorted(names):
            where, defined = names[name]
            word = name if defined else "~" + name
            words.append(word if where == there else word + "@" + minors.runs_of(where, known))
        yield "\t".join([module, "o" if is_open else "", minors.runs_of(there, known), " ".join(words)])
