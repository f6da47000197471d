"""data/keys.txt: the keys of the dicts that well-known packages keep their settings in. keys.txt here says whence."""

import ast

import wheels


def lines(path, folder):
    """The lines of data/keys.txt: a subject and its keys."""
    found = {}
    for line in open(path):
        if not line.strip() or line[0] == "#":
            continue
        subject, words = line.split(": ", 1)
        keys, releases = set(), []
        for word in words.split():
            if "@" in word:
                package, versions = word.split("@")
                releases = [wheels.Wheel(wheels.download(package, v, folder)) for v in versions.split(",")]
            elif ":" in word:
                read = set().union(*(table(wheel, *word.split(":")) for wheel in releases))
                if not read:
                    raise SystemExit("%s: %s has no keys" % (subject, word))
                keys |= read
            else:
                keys.add(word)
        found[subject] = keys
    for subject in sorted(found):
        yield subject + "\t" + " ".join(sorted(key for key in found[subject] if key[0] != "_"))


def table(wheel, file, name):
    """The keys of one table of one release; none if the release does not have it."""
    if file not in wheel.names():
        return set()
    body = wheel.tree(file).body
    *classes, name = name.split(".")
    for outer in classes:
        body = next((n.body for n in body if isinstance(n, ast.ClassDef) and n.name == outer), [])
    for node in body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(t, ast.Name) and t.id == name for t in targets):
                return keys_of(node.value)
        elif isinstance(node, ast.FunctionDef) and node.name == name:
            if name == "__init__":
                return {a.arg for a in node.args.args + node.args.kwonlyargs} - {"self"}
            return set().union(*(keys_of(n.value) for n in ast.walk(node) if isinstance(n, ast.Return)))
    return set()


def keys_of(node):
    if not isinstance(node, ast.Dict):
        return set()
    return {k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str)}
