"""Runs `manage.py check --deploy` on projects, each in a process of its own.

Reads one project a line as JSON: {"files": {path: text}, "settings": module,
"environment": {name: value}}. Prints a line for each: {"ids": [...]}, the ids
of all messages that are not silenced, or {"error": "Class: message"} if Django
ends with an exception; "stage" then says whether that was before the checks
began ("load") or in one of them ("check").

The process is forked from one that has imported what of Django needs no
settings, so that a project costs a tenth of a second. With --plain it is a new
interpreter that runs the manage.py of the project, which is what the other way
is compared with.
"""

import importlib
import inspect
import io
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
import traceback
import warnings

# Who a message is about is named by its str(), which may have spaces.
MESSAGE = re.compile(r"^(?:\S+|<.*>): \(([a-z0-9_]+\.[A-Z][0-9]{3})\) ", re.MULTILINE)
IDENTIFIED = re.compile(r"^System check identified ", re.MULTILINE)

# What projects load anyway, and what asks for no settings when it is imported.
PRELOADED = """
    django.core.management.commands.check django.core.management.base
    django.core.checks django.core.cache.backends.filebased
    django.core.cache.backends.locmem django.core.files.storage
    django.core.handlers.base django.core.mail django.core.paginator
    django.core.serializers.json django.core.signing django.core.validators
    django.db.backends.dummy.base django.db.backends.sqlite3.base django.db.migrations.autodetector
    django.db.models django.db.models.sql.compiler django.forms django.http django.middleware.common
    django.middleware.csrf django.middleware.security django.template.backends.django
    django.template.context_processors django.template.loaders.cached
    django.template.loaders.app_directories django.template.loaders.filesystem django.urls
    django.utils.module_loading django.utils.translation.trans_real django.views.csrf
    django.views.debug django.views.generic django.views.i18n
    django.contrib.admin django.contrib.auth django.contrib.auth.hashers
    django.contrib.auth.password_validation django.contrib.contenttypes
    django.contrib.messages django.contrib.messages.storage.fallback
    django.contrib.sessions.backends.db django.contrib.sites
    django.contrib.staticfiles django.contrib.staticfiles.finders
    logging.handlers json pathlib email.message sqlite3 asyncio socketserver
""".split()


def make_up_for_old_python():
    """What Django 6 wants of Python 3.12 and its checks do not depend on."""
    if sys.version_info >= (3, 12):
        return
    warn = warnings.warn
    inspect.markcoroutinefunction = lambda function: function
    warnings.warn = lambda *given, skip_file_prefixes=(), **named: warn(*given, **named)


def preload():
    for name in PRELOADED:
        try:
            importlib.import_module(name)
        except Exception:  # it asks for settings in this version, or is not there
            sys.modules.pop(name, None)
    from django.conf import settings

    assert not settings.configured


# Apps of others that projects name: without models they take no part in what is
# checked.
OTHERS = ("corsheaders", "rest_framework")


def write(root, files):
    for name, text in files.items():
        path = os.path.join(root, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def told(output):
    """The ids in what the command printed; None if it did not come to the end."""
    if not IDENTIFIED.search(output):
        return None
    return sorted(set(MESSAGE.findall(output)))


def last_line(error):
    return " ".join(f"{type(error).__name__}: {error}".split())


def check_here(root, project):
    """Runs the command in this process, which ends afterwards."""
    os.chdir(root)
    os.environ.clear()
    os.environ.update(project["environment"])
    os.environ["DJANGO_SETTINGS_MODULE"] = project["settings"]
    sys.path[:0] = [root, OTHERS_PATH]
    sys.argv = ["manage.py", "check", "--deploy", "--settings", project["settings"]]

    from django.core import checks
    from django.core.cache.backends.filebased import FileBasedCache
    from django.core.management import base, execute_from_command_line

    # Looking at the place of a cache creates it, be it /var/cache.
    FileBasedCache._createdir = lambda self: None
    stage = ["load"]
    run_checks = checks.run_checks

    def began(*args, **kwargs):
        stage[0] = "check"
        return run_checks(*args, **kwargs)

    checks.run_checks = base.checks.run_checks = began
    output = io.StringIO()
    sys.stdout = sys.stderr = output
    answer = {}
    try:
        execute_from_command_line(sys.argv)
    except SystemExit:
        pass
    except BaseException as error:
        answer = {"error": last_line(error).replace(root, "ROOT"), "stage": stage[0]}
        if os.environ.get("PARITY_TRACEBACK"):
            answer["traceback"] = traceback.format_exc()
    if not answer:
        ids = told(output.getvalue())
        answer = {"ids": ids} if ids is not None else {"error": output.getvalue(), "stage": "command"}
    return answer


def check_forked(root, project):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            answer = json.dumps(check_here(root, project)).encode()
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(answer)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return json.loads(answer) if answer else {"error": "the process ended", "stage": "process"}


def manage():
    """Runs manage.py as the interpreter would, were it newer."""
    make_up_for_old_python()
    sys.argv = sys.argv[sys.argv.index("manage.py"):]
    sys.path[0] = os.getcwd()
    runpy.run_path("manage.py", run_name="__main__")


def check_plain(root, project):
    old = [] if sys.version_info >= (3, 12) else [os.path.abspath(__file__), "--manage"]
    result = subprocess.run(
        [sys.executable, *old, "manage.py", "check", "--deploy", "--settings", project["settings"]],
        cwd=root, env={**project["environment"], "PYTHONPATH": OTHERS_PATH}, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )
    ids = told(result.stdout + result.stderr)
    if ids is not None:
        return {"ids": ids}
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    return {"error": lines[-1].replace(root, "ROOT") if lines else "nothing was printed", "stage": "plain"}


def main():
    if "--manage" in sys.argv:
        return manage()
    plain = "--plain" in sys.argv
    if not plain:
        make_up_for_old_python()
        preload()
    above = os.path.realpath(tempfile.mkdtemp())
    try:
        global OTHERS_PATH
        OTHERS_PATH = os.path.join(above, "others")
        write(OTHERS_PATH, {f"{name}/__init__.py": "" for name in OTHERS})
        for i, line in enumerate(sys.stdin):
            root = os.path.join(above, f"project{i}")
            project = json.loads(line)
            write(root, project["files"])
            answer = (check_plain if plain else check_forked)(root, project)
            shutil.rmtree(root, ignore_errors=True)
            print(json.dumps(answer), flush=True)
    finally:
        shutil.rmtree(above, ignore_errors=True)


main()
