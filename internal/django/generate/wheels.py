"""Released packages, fetched with pip and read as archives. Nothing of them is imported or run."""

import ast
import glob
import os
import re
import subprocess
import sys
import warnings
import zipfile

# Old sources hold escapes that a newer Python warns of.
warnings.filterwarnings("ignore", category=SyntaxWarning)
warnings.filterwarnings("ignore", category=DeprecationWarning)


def download(name, version, folder):
    """The path of a release's wheel, fetched unless the folder has it. Wheels only: to fetch a source package pip
    runs its setup code. The Python version is stated so that it does not depend on the one running."""
    found = local(name, version, folder)
    if not found:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
            + ["--python-version", "3.14", "--dest", folder, "%s==%s" % (name, version)],
            check=True,
        )
        found = local(name, version, folder)
    if not found:
        raise SystemExit("no wheel of %s %s" % (name, version))
    return found


def local(name, version, folder):
    wanted = re.sub(r"[-_.]+", "_", name).lower()
    for path in sorted(glob.glob(os.path.join(folder, "*.whl"))):
        parts = os.path.basename(path).split("-")
        if re.sub(r"[-_.]+", "_", parts[0]).lower() == wanted and parts[1] == version:
            return path
    return None


def newest(name, series, folder):
    """The newest version of a series such as 5.2, or of all if it is "", as pip resolves it."""
    spec = "%s==%s.*" % (name, series) if series else name
    report = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"]
        + ["--python-version", "3.14", "--dest", folder, spec],
        check=True, capture_output=True, text=True,
    ).stdout
    found = re.findall(r"%s-([0-9.]+)-py" % re.escape(name), report, re.IGNORECASE)
    if not found:
        raise SystemExit("pip found no release for " + spec)
    return found[-1]


class Wheel:
    """One released package."""

    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)

    def names(self):
        return sorted(self.archive.namelist())

    def modules(self):
        """(path, dotted module name, is a package) of each Python file."""
        for path in self.names():
            if path.endswith(".py"):
                dotted = path[:-3].replace("/", ".")
                package = dotted.endswith(".__init__")
                yield path, dotted[: -len(".__init__")] if package else dotted, package

    def source(self, path):
        return self.archive.read(path).decode("utf-8", "replace")

    def tree(self, path):
        """The parsed file. Not kept: the trees of all releases would fill the memory."""
        return ast.parse(self.source(path))

    def pythons(self):
        """The Python versions that the package's classifiers name."""
        path = next(name for name in self.names() if name.endswith(".dist-info/METADATA"))
        found = re.findall(r"^Classifier: Programming Language :: Python :: (\d+\.\d+)\s*$",
                           self.source(path), re.MULTILINE)
        return sorted(set(found), key=lambda v: tuple(map(int, v.split("."))))
