"""data/classes.txt: what the classes under django.* inherit from, in each minor.

A line is a dotted path and, tab-separated, `runs=BASES` for each set of minors in which they are the same. BASES are the
dotted paths, separated by spaces, of the classes under django.* that the class names as its bases, where they are
defined; `?` among them is a base that is not read here. What is not from django is left out. `@PATH` instead of
bases is where a package has the class from that it binds under the name: a setting may name it either way.

Only the modules are read that settings point into (SETTINGS), and what their classes inherit from: classes of models,
forms and views are many.
"""

import ast
import builtins
import re

import minors

SETTINGS = re.compile(
    r"django\.(apps|contrib\.(\w+\.)?apps|core\.(cache|files|mail|serializers)|db\.backends|forms\.renderers|middleware"
    r"|contrib\.(\w+\.)*(middleware|backends?|hashers|password_validation|storage|finders|serializers)"
    r"|contrib\.gis\.db\.backends|template|tasks|test\.runner|utils\.(log|deprecation)|views\.debug)(\.|$)"
)


class Module:
    """The classes that a module defines and the names that it imports."""

    def __init__(self, name, package):
        self.name, self.package = name, package
        self.classes = {}  # name → the lists of bases of its definitions
        self.imports = {}  # name → the set of dotted paths it may stand for
        self.stars = []

    def read(self, statements):
        for node in statements:
            if isinstance(node, ast.ClassDef):
                self.classes.setdefault(node.name, []).append(node.bases)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    whole = alias.name if alias.asname else alias.name.split(".")[0]
                    self.imports.setdefault(alias.asname or whole, set()).add(whole)
            elif isinstance(node, ast.ImportFrom):
                source = self.absolute(node)
                for alias in node.names:
                    if alias.name == "*":
                        self.stars.append(source)
                    else:
                        self.imports.setdefault(alias.asname or alias.name, set()).add(source + "." + alias.name)
            elif isinstance(node, (ast.If, ast.Try, ast.With)):
                for part in ("body", "orelse", "finalbody"):
                    self.read(getattr(node, part, []))
                for handler in getattr(node, "handlers", []):
                    self.read(handler.body)

    def absolute(self, node):
        if not node.level:
            return node.module
        parts = self.name.split(".")
        parts = parts[: len(parts) - node.level + (1 if self.package else 0)]
        return ".".join(parts + ([node.module] if node.module else []))


class Release:
    """The classes of one release. Modules are read when they are asked for."""

    def __init__(self, wheel):
        self.wheel = wheel
        self.paths = {n: (p, k) for p, n, k in wheel.modules() if n == "django" or n.startswith("django.")}
        self.read = {}

    def module(self, name):
        if name not in self.read:
            path, package = self.paths[name]
            self.read[name] = Module(name, package)
            self.read[name].read(self.wheel.tree(path).body)
        return self.read[name]

    def find(self, dotted, busy=()):
        """Where the class of a dotted path is defined; "" if it is not Django's, None if that is not known."""
        if not dotted.startswith("django."):
            return ""
        source, _, name = dotted.rpartition(".")
        if dotted in busy or source not in self.paths:
            return None
        module = self.module(source)
        if name in module.classes:
            return dotted
        targets = module.imports.get(name, set()) | {
            star + "." + name for star in module.stars if star in self.paths and self.binds(star, name)
        }
        found = {self.find(target, busy + (dotted,)) for target in targets}
        return found.pop() if len(found) == 1 else None

    def binds(self, module, name):
        return name in self.module(module).classes or name in self.module(module).imports

    def base(self, module, node):
        """As find, of the expression of a base."""
        if isinstance(node, ast.Name):
            if node.id in module.classes:
                return module.name + "." + node.id
            if node.id not in module.imports and not module.stars and hasattr(builtins, node.id):
                return ""
            return self.find(module.name + "." + node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            targets = module.imports.get(node.value.id, set())
            found = {self.find(target + "." + node.attr) for target in targets}
            return found.pop() if len(found) == 1 else None
        return None

    def add(self, dotted, found):
        """Adds a class, and those that it inherits from wherever they are."""
        source, _, name = dotted.rpartition(".")
        module = self.module(source)
        bases = [self.base(module, node) for bases in module.classes[name] for node in bases]
        bases = list(dict.fromkeys("?" if b is None else b for b in bases if b != ""))
        found[dotted] = " ".join(bases)
        for base in bases:
            if base != "?" and base not in found:
                self.add(base, found)

    def lines(self):
        """dotted path → what stands for it in the data."""
        found = {}
        for name in self.paths:
            if not SETTINGS.match(name) or ".migrations" in name:
                continue
            module = self.module(name)
            for cls in module.classes:
                if cls[0] != "_":
                    self.add(name + "." + cls, found)
            if module.package:
                starred = {n for s in module.stars if s in self.paths for n in self.module(s).classes}
                for bound in (set(module.imports) | starred) - set(module.classes):
                    target = self.find(name + "." + bound)
                    if target and SETTINGS.match(target) and bound[0] != "_" and not bound.startswith("RemovedIn"):
                        found[name + "." + bound] = "@" + target
        return found


def lines(wheels):
    """The lines of data/classes.txt."""
    known = sorted(wheels)
    found = {m: Release(wheels[m]).lines() for m in known}
    for dotted in sorted(set().union(*found.values())):
        texts = {}
        for m in known:
            if dotted in found[m]:
                texts.setdefault(found[m][dotted], set()).add(m)
        yield "\t".join([dotted] + [minors.runs_of(where, known) + "=" + text for text, where in texts.items()])
