package eval

// exceptionNames are the exception classes among Python's builtins. Source: the
// exception hierarchy in Python's library reference.
var exceptionNames = []string{
	"BaseException", "Exception", "SystemExit", "KeyboardInterrupt", "GeneratorExit", "ArithmeticError",
	"AssertionError", "AttributeError", "BufferError", "EOFError", "FileExistsError", "FileNotFoundError",
	"FloatingPointError", "IOError", "EnvironmentError", "ImportError", "IndentationError", "IndexError",
	"InterruptedError", "IsADirectoryError", "KeyError", "LookupError", "MemoryError", "ModuleNotFoundError",
	"NameError", "NotADirectoryError", "NotImplementedError", "OSError", "OverflowError", "PermissionError",
	"ProcessLookupError", "RecursionError", "ReferenceError", "RuntimeError", "StopAsyncIteration",
	"StopIteration", "SyntaxError", "SystemError", "TabError", "TimeoutError", "TypeError",
	"UnboundLocalError", "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeError",
	"UnicodeTranslateError", "ValueError", "ZeroDivisionError", "BlockingIOError", "BrokenPipeError",
	"ChildProcessError", "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError",
	"ConnectionResetError", "BaseExceptionGroup", "ExceptionGroup", "EncodingWarning", "Warning",
	"BytesWarning", "DeprecationWarning", "FutureWarning", "ImportWarning", "PendingDeprecationWarning",
	"ResourceWarning", "RuntimeWarning", "SyntaxWarning", "UnicodeWarning", "UserWarning",
	"PythonFinalizationError", "WindowsError",
}

// isBuiltinName knows the builtins that are not followed, so that using one is
// not taken for a mistake. Those of Python 2 are among them: the source may be
// written for it.
func isBuiltinName(name string) bool {
	switch name {
	case "abs", "aiter", "anext", "ascii", "bin", "breakpoint", "bytearray", "bytes", "chr", "classmethod",
		"compile", "complex", "delattr", "dir", "divmod", "format", "hash", "help", "hex", "id", "input",
		"issubclass", "iter", "memoryview", "next", "oct", "ord", "pow", "property", "slice",
		"staticmethod", "super", "NotImplemented", "Ellipsis", "__debug__", "__import__", "__loader__",
		"__build_class__", "__path__", "__annotations__", "__cached__", "__dict__", "__class__",
		"copyright", "credits", "license", "exit", "quit", "_",
		"basestring", "unicode", "long", "xrange", "raw_input", "reduce", "reload", "unichr", "file", "cmp",
		"apply", "buffer", "coerce", "intern":
		return true
	}
	return false
}
