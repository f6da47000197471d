"""Runs settings modules under CPython and prints what they bind.

Standard input holds one JSON object a line: {"files": {path: text}, "module":
name, "roots": [directory, …], "environments": [{name: text}, …]}. For each of
them, standard output gets one line: {"root": directory, "runs": [{"values":
{name: value}} or {"error": exception class}, …]}. A value is [type, content].

A job with "repair" has the top-level statements taken out that raise in one of
the environments; the files that are left are printed as "files".
"""
import ast
import importlib
import json
import os
import pathlib
import resource
import shutil
import signal
import sys
import tempfile
import warnings

sys.dont_write_bytecode = True
sys.setrecursionlimit(400)
warnings.simplefilter("ignore")
# A program that grows without bound ends by itself, and harms nobody else.
MEMORY = 1 << 30

budget = 0


class TooMuch(BaseException):
    pass


def stop(*_):
    raise TooMuch


def encode(value, depth=0):
    global budget
    budget -= 1
    if budget < 0:
        raise TooMuch
    if depth > 12:
        return ["other", None]
    kind = type(value)
    if value is None:
        return ["none", None]
    if kind in (bool, str):
        return [kind.__name__, value]
    if kind in (int, float):
        return [kind.__name__, repr(value)]
    if kind is bytes:
        return ["bytes", value.decode("latin-1")]
    if kind in (list, tuple):
        return [kind.__name__, [encode(v, depth + 1) for v in value]]
    if kind in (set, frozenset):
        return ["set", [encode(v, depth + 1) for v in value]]
    if kind is dict:
        return ["dict", [[encode(k, depth + 1), encode(v, depth + 1)] for k, v in value.items()]]
    if isinstance(value, pathlib.PurePath):
        return ["path", str(value)]
    return ["other", None]


def run(job, root, environment, known):
    sys.path[:0] = [os.path.join(root, r) if r else root for r in job.get("roots", [""])]
    os.environ.clear()
    os.environ.update(environment)
    importlib.invalidate_caches()
    global budget
    budget = 20000
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        module = importlib.import_module(job["module"])
        names = {n: encode(v) for n, v in vars(module).items() if not n.startswith("_")}
        return {"values": names}
    except BaseException as error:  # SystemExit too
        return {"error": type(error).__name__, "message": str(error), "traceback": error.__traceback__}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for name in set(sys.modules) - known:
            del sys.modules[name]
        del sys.path[:len(job.get("roots", [""]))]


def culprit(error, root, files):
    """The innermost file and line of the job's own module code."""
    found = None
    while error is not None:
        code = error.tb_frame.f_code
        path = os.path.relpath(code.co_filename, root)
        if code.co_name == "<module>" and path in files:
            found = path, error.tb_lineno
        error = error.tb_next
    return found


def repair(job, path, line):
    text = job["files"][path]
    for node in ast.parse(text).body:
        if node.lineno <= line <= node.end_lineno:
            lines = text.splitlines(keepends=True)
            lines[node.lineno - 1:node.end_lineno] = ["\n"] * (node.end_lineno - node.lineno + 1)
            job["files"][path] = "".join(lines)
            return True
    return False


def write(job, root):
    for path, text in job["files"].items():
        target = os.path.join(root, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8", newline="") as f:
            f.write(text)


def repaired(job, root, known):
    """The runs, after at most 40 repairs."""
    write(job, root)
    os.chdir(root)
    for attempt in range(41):
        runs, again = [], False
        for environment in job["environments"]:
            runs.append(run(job, root, environment, known))
            traceback = runs[-1].pop("traceback", None)
            if runs[-1].get("error") == "TooMuch":
                continue
            if traceback is not None and job.get("repair") and attempt < 40:
                at = culprit(traceback, root, job["files"])
                if at and repair(job, *at):
                    again = True
                    write(job, root)
        if not again:
            return runs
    return runs


def isolated(job, root, known):
    """The runs and the files of a job, in a process of its own with little memory."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            runs = repaired(job, root, known)
            with os.fdopen(writing, "w") as out:
                json.dump({"runs": runs, "files": job["files"]}, out)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    try:
        return json.loads(text)
    except ValueError:
        return {"runs": [{"error": "TooMuch"} for _ in job["environments"]], "files": job["files"]}


def main():
    signal.signal(signal.SIGALRM, stop)
    for name in ("environ", "dotenv", "yaml", "toml", "django_heroku",
                 "django_on_heroku", "split_settings.tools", "configurations", "configurations.values", "pydantic_settings",
                 "pydantic.networks", "pydantic.v1"):  # decouple keeps the file it found
        try:
            importlib.import_module(name)
        except ImportError:
            pass
    known = set(sys.modules)
    kept, stdout = dict(os.environ), sys.stdout
    sys.stdout = sys.stderr
    base = os.path.realpath(tempfile.mkdtemp())
    try:
        for number, line in enumerate(sys.stdin):
            job = json.loads(line)
            root = os.path.join(base, "p%d" % number)
            os.makedirs(root)
            print(json.dumps({"root": root, **isolated(job, root, known)}), file=stdout, flush=True)
            shutil.rmtree(root)
    finally:
        os.environ.update(kept)
        shutil.rmtree(base, ignore_errors=True)


main()
