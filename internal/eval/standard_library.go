package eval

import (
	"slices"
	"strings"
)

// standardModules are the modules that every Python from 3.10 to 3.13 has on
// Linux, whatever it was built with (sys.stdlib_module_names).
var standardModules = words("__future__ abc argparse array ast asyncio atexit base64 bdb binascii bisect builtins cProfile " +
	"calendar cmath cmd code codecs codeop collections colorsys compileall concurrent configparser " +
	"contextlib contextvars copy copyreg csv dataclasses datetime decimal difflib dis doctest email " +
	"encodings enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc " +
	"genericpath getopt getpass gettext glob grp gzip hashlib heapq hmac html http imaplib importlib " +
	"inspect io ipaddress itertools json keyword linecache locale logging mailbox marshal math mimetypes " +
	"mmap modulefinder multiprocessing netrc ntpath numbers opcode operator optparse os pathlib pdb " +
	"pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd " +
	"py_compile pyclbr pydoc pyexpat queue quopri random re reprlib resource rlcompleter runpy sched " +
	"secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sre_compile " +
	"sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable sys " +
	"sysconfig syslog tabnanny tarfile tempfile termios textwrap threading time timeit token tokenize " +
	"trace traceback tracemalloc tty types typing unicodedata unittest urllib uuid warnings wave weakref " +
	"webbrowser wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo")

// standardLibrary reports whether a module is Python's own, so that importing
// it does not fail.
func standardLibrary(name string) bool {
	_, found := slices.BinarySearch(standardModules, firstPart(name))
	return found
}

func words(text string) []string { return strings.Fields(text) }
