package django

import (
	_ "embed"
	"strings"
)

//go:embed data/classes.txt
var classesText string

var lookupClass = table(classesText).indexed()

// unreadBase stands in data/classes.txt for a base class that could not be read from the source.
const unreadBase = "?"

// findClass is the bases of a class of a minor. A class that a package only binds is followed to where it is defined;
// canonical is that place.
func findClass(m Minor, dotted string) (canonical string, bases []string, ok bool) {
	rest, ok := lookupClass(dotted)
	if !ok {
		return "", nil, false
	}
	for entry := range strings.SplitSeq(rest, "\t") {
		runs, text, _ := strings.Cut(entry, "=")
		if !inRuns(runs, m) {
			continue
		}
		if target, isAlias := strings.CutPrefix(text, "@"); isAlias {
			return findClass(m, target) // to a definition: the data has no alias of an alias
		}
		return dotted, strings.Fields(text), true
	}
	return "", nil, false
}

// ClassPath is where a class under django that a dotted path names is defined in a minor, so that the two names of
// one class can be told to be the same: django.core.files.storage.FileSystemStorage is
// django.core.files.storage.filesystem.FileSystemStorage since 4.2. False if no such class is known.
func ClassPath(m Minor, dotted string) (canonical string, ok bool) {
	canonical, _, ok = findClass(m, dotted)
	return canonical, ok
}

// Inherits tells whether a class under django is another one or inherits from it, as issubclass would. It covers the
// classes that settings name (middleware, backends, hashers, validators, storage, loaders, finders, handlers …) and all
// that these inherit from.
//
// It is not known of a class that a minor does not have or that is not covered, such as one of another package: ask
// ClassPath or HasPath which of these it is.
func Inherits(m Minor, dotted, ancestor string) (inherits, known bool) {
	canonical, bases, ok := findClass(m, dotted)
	if !ok {
		return false, false
	}
	if other, _, ok := findClass(m, ancestor); ok {
		ancestor = other
	}
	if canonical == ancestor {
		return true, true
	}
	known = true
	for _, base := range bases {
		if base == unreadBase {
			known = false
			continue
		}
		inherited, sure := Inherits(m, base, ancestor)
		if inherited {
			return true, true
		}
		known = known && sure
	}
	return false, known
}
