"""Write the trees that CPython makes of files, in the form of dump_test.go.

Reads paths from standard input, one a line, and writes for each file a line
"=== path", then "ok" or "error", then the tree.
"""

import ast
import sys

OPERATORS = {
    "Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "FloorDiv": "//",
    "Mod": "%", "Pow": "**", "LShift": "<<", "RShift": ">>", "BitOr": "|",
    "BitXor": "^", "BitAnd": "&", "MatMult": "@", "And": "and", "Or": "or",
    "Invert": "~", "Not": "not", "UAdd": "+", "USub": "-", "Eq": "==",
    "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is",
    "IsNot": "is not", "In": "in", "NotIn": "not in",
}

# Set for files with named characters, whose strings are not compared.
hide = False


def op(node):
    return OPERATORS[type(node).__name__]


def quote(data):
    if hide:
        return '"?"'
    return '"' + "".join(
        chr(c) if 32 <= c < 127 and c not in (34, 92) else f"<{c:02x}>" for c in data
    ) + '"'


def constant(node):
    v = node.value
    if v is None or v is True or v is False:
        return str(v)
    if v is ...:
        return "..."
    if isinstance(v, bytes):
        return "b" + quote(v)
    if isinstance(v, str):
        return quote(v.encode("utf-8", "surrogatepass"))
    if isinstance(v, int):
        return str(v) if v < 1 << 63 else "big"
    if isinstance(v, complex):
        return f"{v.imag:.17e}j"
    return f"{v:.17e}"


def shows(nodes, between=", "):
    return between.join(show(n) for n in nodes)


def args(node):
    parts = [
        "*" + show(a.value) if isinstance(a, ast.Starred) else show(a)
        for a in getattr(node, "args", None) or getattr(node, "bases", [])
    ]
    for k in node.keywords:
        parts.append((k.arg + "=" if k.arg else "**") + show(k.value))
    return ", ".join(parts)


def params(a):
    out = []

    def add(mark, arg, default=None):
        s = mark + arg.arg
        if arg.annotation:
            s += ": " + show(arg.annotation)
        if default:
            s += "=" + show(default)
        out.append(s)

    plain = a.posonlyargs + a.args
    defaults = [None] * (len(plain) - len(a.defaults)) + a.defaults
    for i, arg in enumerate(plain):
        add("/" if i < len(a.posonlyargs) else "", arg, defaults[i])
    if a.vararg:
        add("*", a.vararg)
    for arg, default in zip(a.kwonlyargs, a.kw_defaults):
        add("!", arg, default)
    if a.kwarg:
        add("**", a.kwarg)
    return ", ".join(out)


def comprehension(kind, node):
    s = kind + "<"
    s += show(node.key) + ": " + show(node.value) if kind == "D" else show(node.elt)
    for c in node.generators:
        s += (" async" if c.is_async else "") + f" for {show(c.target)} in {show(c.iter)}"
        s += "".join(" if " + show(t) for t in c.ifs)
    return s + ">"


def parts(node):
    out = []
    for v in node.values:
        if isinstance(v, ast.Constant):
            out.append(("text", v.value.encode("utf-8", "surrogatepass")))
        else:
            # {x=} is a text that ends with "=", and x.
            equals = out and out[-1][0] == "text" and out[-1][1].rstrip().endswith(b"=")
            if equals:
                out.pop()
            s = "{" + show(v.value)
            if v.conversion != -1 and not equals:
                s += "!" + chr(v.conversion)
            if v.format_spec:
                s += ":[" + parts(v.format_spec) + "]"
            out.append(("field", ("=" if equals else "") + s + "}"))
    return " ".join(quote(v) if k == "text" else v for k, v in out)


def show(e):
    if e is None:
        return "-"
    name = type(e).__name__
    if name == "Name":
        return e.id
    if name == "Constant":
        return constant(e)
    if name == "JoinedStr":
        return "f[" + parts(e) + "]"
    if name == "Tuple":
        return "(" + shows(e.elts) + ",)"
    if name == "List":
        return "[" + shows(e.elts) + "]"
    if name == "Set":
        return "{" + shows(e.elts) + "}"
    if name == "Dict":
        return "{:" + ", ".join(show(k) + ": " + show(v) for k, v in zip(e.keys, e.values)) + "}"
    if name == "Starred":
        return "*<" + show(e.value) + ">"
    if name == "Attribute":
        return show(e.value) + "." + e.attr
    if name == "Subscript":
        return show(e.value) + "[" + show(e.slice) + "]"
    if name == "Slice":
        return show(e.lower) + ":" + show(e.upper) + ":" + show(e.step)
    if name == "Call":
        return show(e.func) + "(" + args(e) + ")"
    if name == "UnaryOp":
        return f"({op(e.op)} {show(e.operand)})"
    if name == "BinOp":
        return binary(e)
    if name == "BoolOp":
        return "(" + shows(e.values, f" {op(e.op)} ") + ")"
    if name == "Compare":
        return "(" + show(e.left) + "".join(
            f" {op(o)} {show(r)}" for o, r in zip(e.ops, e.comparators)) + ")"
    if name == "IfExp":
        return f"({show(e.body)} if {show(e.test)} else {show(e.orelse)})"
    if name == "Lambda":
        return f"(lambda {params(e.args)}: {show(e.body)})"
    if name in ("ListComp", "SetComp", "DictComp", "GeneratorExp"):
        return comprehension(name[0], e)
    if name == "NamedExpr":
        return f"({e.target.id} := {show(e.value)})"
    if name == "Await":
        return f"(await {show(e.value)})"
    if name == "Yield":
        return f"(yield {show(e.value)})"
    if name == "YieldFrom":
        return f"(yield from {show(e.value)})"
    return "?" + name


def binary(e):
    right = []
    while isinstance(e, ast.BinOp):
        right.append(f" {op(e.op)} {show(e.right)})")
        e = e.left
    return "(" * len(right) + show(e) + "".join(reversed(right))


def yields(node):
    """Whether a yield stands in the function itself."""
    todo = list(node.body)
    while todo:
        n = todo.pop()
        if isinstance(n, (ast.Yield, ast.YieldFrom)):
            return True
        if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)):
            todo += n.decorator_list + n.args.defaults + [d for d in n.args.kw_defaults if d]
        elif isinstance(n, ast.ClassDef):
            todo += n.decorator_list + n.bases + [k.value for k in n.keywords]
        elif not isinstance(n, ast.Lambda):
            todo += ast.iter_child_nodes(n)
    return False


def aliases(names):
    return ", ".join(f"{a.name} as {a.asname or ''}" for a in names)


def block(body, depth, out):
    for s in body:
        line = s.lineno
        if getattr(s, "decorator_list", None):
            line = s.decorator_list[0].lineno
        at = f"{line}:{s.col_offset + 1}-{s.end_lineno}:{s.end_col_offset + 1} "
        out.append("  " * depth + at + stmt(s, depth, out))
        for word, inner in children(s, depth, out):
            if word:
                out.append("  " * depth + word)
            block(inner, depth + 1, out)


def children(s, depth, out):
    name = type(s).__name__
    if name in ("If", "For", "AsyncFor", "While"):
        yield "", s.body
        if s.orelse:
            yield "else", s.orelse
    elif name in ("Try", "TryStar"):
        yield "", s.body
        for h in s.handlers:
            word = "except*" if name == "TryStar" else "except"
            yield f"{word} {show(h.type)} as {h.name or ''}", h.body
        if s.orelse:
            yield "else", s.orelse
        if s.finalbody:
            yield "finally", s.finalbody
    elif name in ("With", "AsyncWith", "FunctionDef", "AsyncFunctionDef", "ClassDef"):
        yield "", s.body


def stmt(s, depth, out):
    name = type(s).__name__
    asynchronous = "async " if name.startswith("Async") else ""
    if name == "Expr":
        return "expr " + show(s.value)
    if name == "Assign":
        return "assign " + shows(s.targets, " = ") + " = " + show(s.value)
    if name == "AnnAssign":
        return f"annassign {show(s.target)}: {show(s.annotation)} = {show(s.value)}"
    if name == "AugAssign":
        return f"augassign {show(s.target)} {op(s.op)}= {show(s.value)}"
    if name == "Import":
        return "import " + aliases(s.names)
    if name == "ImportFrom":
        names = "*" if s.names[0].name == "*" else aliases(s.names)
        return f"from {s.level} {s.module or ''} import {names}"
    if name in ("If", "While"):
        return name.lower() + " " + show(s.test)
    if name in ("For", "AsyncFor"):
        return f"{asynchronous}for {show(s.target)} in {show(s.iter)}"
    if name in ("Try", "TryStar"):
        return "try"
    if name in ("With", "AsyncWith"):
        return asynchronous + "with" + "".join(
            f" {show(i.context_expr)} as {show(i.optional_vars)};" for i in s.items)
    if name in ("FunctionDef", "AsyncFunctionDef"):
        return (f"{asynchronous}def {s.name}({params(s.args)}) -> {show(s.returns)} "
                f"@[{shows(s.decorator_list)}] generator={str(yields(s)).lower()}")
    if name == "ClassDef":
        return f"class {s.name}({args(s)}) @[{shows(s.decorator_list)}]"
    return simple(name, s)


def simple(name, s):
    if name == "Return":
        return "return " + show(s.value)
    if name == "Raise":
        return f"raise {show(s.exc)} from {show(s.cause)}"
    if name == "Delete":
        return "del " + shows(s.targets)
    if name == "Assert":
        return f"assert {show(s.test)}, {show(s.msg)}"
    if name in ("Global", "Nonlocal"):
        return name.lower() + " " + ", ".join(s.names)
    if name == "Match":
        return "opaque match"
    if name == "TypeAlias":
        return "opaque type"
    return name.lower()


def main():
    global hide
    sys.setrecursionlimit(10000)
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    for path in sys.stdin.read().splitlines():
        with open(path, "rb") as f:
            data = f.read()
        print("===", path)
        out = []
        try:
            tree = ast.parse(data)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            print("error", getattr(error, "lineno", 0), str(error).replace("\n", " "))
            continue
        hide = b"\\N{" in data
        block(tree.body, 0, out)
        print("ok")
        print("\n".join(out))


main()
