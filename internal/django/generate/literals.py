"""Python expressions as the literals that data/settings.txt holds.

A literal is written as Python writes it, with strings in JSON's double-quoted form. What is no literal is
`?"source"`. Names that the module itself assigned are followed, arithmetic on integers is computed, and
gettext_noop("x") is "x".
"""

import ast
import json

TRANSLATORS = {"gettext_noop", "ugettext_noop", "_"}


class Opaque(Exception):
    pass


def fold(node, names):
    """The Python value of an expression. Raises Opaque where it is no literal."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name) and node.id in names:
        return fold(names[node.id], names)
    if isinstance(node, ast.List):
        return [fold(item, names) for item in node.elts]
    if isinstance(node, ast.Tuple):
        return tuple(fold(item, names) for item in node.elts)
    if isinstance(node, ast.Dict):
        if any(key is None for key in node.keys):
            raise Opaque
        return {fold(k, names): fold(v, names) for k, v in zip(node.keys, node.values)}
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -number(node.operand, names)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return number(node.left, names) * number(node.right, names)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id in TRANSLATORS and len(node.args) == 1:
            return fold(node.args[0], names)
    raise Opaque


def number(node, names):
    value = fold(node, names)
    if type(value) is not int:
        raise Opaque
    return value


def text(value):
    """A folded value in the data file's form."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if value is None or isinstance(value, (bool, int, float)):
        return repr(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(text, value)) + "]"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(text, value)) + ("," if len(value) == 1 else "") + ")"
    if isinstance(value, dict):
        return "{" + ", ".join("%s: %s" % (text(k), text(v)) for k, v in value.items()) + "}"
    raise TypeError(type(value))


def literal(node, names, source):
    """An expression in the data file's form, and its value or None where it is opaque."""
    try:
        value = fold(node, names)
        return text(value), value
    except Opaque:
        segment = " ".join(ast.get_source_segment(source, node).split())
        return "?" + json.dumps(segment, ensure_ascii=False), Opaque
