package django

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/settings.txt
var settingsText string

var settings = table(settingsText)

// Kind is the type of value that a setting takes.
type Kind string

// The kinds. A setting that takes a list takes a tuple too unless Django says otherwise.
const (
	KindBool   Kind = "bool"
	KindInt    Kind = "int"
	KindStr    Kind = "str"
	KindDotted Kind = "dotted" // the dotted path of a module, class or function
	KindPath   Kind = "path"   // a path of the file system, str or pathlib.Path
	KindList   Kind = "list"   // a list or tuple
	KindTuple  Kind = "tuple"  // a tuple, or a list of that length
	KindDict   Kind = "dict"
	KindOther  Kind = "other" // several types, such as 'Lax' or False
)

// Setting is a setting of Django's own, present or past.
type Setting struct {
	Name     string
	Kind     Kind
	Nullable bool // None is a value that Django takes
	Global   bool // django/conf/global_settings.py gives it a default, now or formerly (SITE_ID has none there)

	// Added is the first minor that has it; zero if that is older than the oldest known minor.
	Added Minor
	// Deprecated is the first minor that warns of it or whose documentation calls it deprecated; zero if none does.
	Deprecated Minor
	// Removed is the first minor that ignores it; zero if none is known. It may be a release to come: the one that the
	// deprecation warning names. It may also be older than the oldest known minor.
	Removed Minor
	// ReplacedBy names the setting, the dotted path or the package to use instead; "" if there is none.
	ReplacedBy string

	minors   string // runs of the minors that have it
	defaults string // tab-separated runs=literal
}

// Status is what a minor does with a setting.
type Status int

// The states of a setting in a minor.
const (
	StatusFuture     Status = iota // not there yet: ignored
	StatusCurrent                  // honoured
	StatusDeprecated               // honoured, with a warning or a note in the documentation
	StatusRemoved                  // no longer there: ignored
)

// String is the status in one word.
func (s Status) String() string {
	return [...]string{"future", "current", "deprecated", "removed"}[s]
}

// LookupSetting is the Django setting of that name; false if no Django ever had it, as far as is known.
// Settings that were gone before 1.8 are known by name, history and replacement.
func LookupSetting(name string) (Setting, bool) {
	setting, ok := settingsByName()[name]
	return setting, ok
}

// settingsByName is data/settings.txt, decoded at first use: rules look up every name of every settings module, several
// times over.
var settingsByName = sync.OnceValue(func() map[string]Setting {
	byName := make(map[string]Setting, strings.Count(settingsText, "\n"))
	settings.each(func(name, rest string) { byName[name] = parseSetting(name, rest) })
	return byName
})

func parseSetting(name, rest string) Setting {
	f := strings.SplitN(rest, "\t", 8)
	s := Setting{
		Name:       name,
		Kind:       Kind(f[0]),
		Global:     strings.Contains(f[1], "g"),
		Nullable:   strings.Contains(f[1], "n"),
		Added:      optionalMinor(f[2]),
		Deprecated: optionalMinor(f[3]),
		Removed:    optionalMinor(f[4]),
		ReplacedBy: f[5],
		minors:     f[6],
	}
	if len(f) == 8 {
		s.defaults = f[7]
	}
	return s
}

func optionalMinor(s string) Minor {
	if s == "" {
		return Minor{}
	}
	return mustMinor(s)
}

// Status is what a minor does with the setting. It needs no known minor: what is current in the newest known one is taken
// to stay until the release that Removed names.
func (s Setting) Status(m Minor) Status {
	switch {
	case m.Less(s.Added):
		return StatusFuture
	case !s.Removed.IsZero() && !m.Less(s.Removed):
		return StatusRemoved
	case !s.Deprecated.IsZero() && !m.Less(s.Deprecated):
		return StatusDeprecated
	}
	return StatusCurrent
}

// In tells whether a known minor has the setting, deprecated or not.
func (s Setting) In(m Minor) bool { return inRuns(s.minors, m) }

// Minors is the known minors that have the setting.
func (s Setting) Minors() Minors { return minorsOf(s.minors) }

// Default is the value that the setting has in a minor when a project does not set it: that of global_settings or, for a
// setting that is not there, the fallback that Django's code uses wherever it reads it. False if the minor is not
// known, has no such setting, or has no default for it.
func (s Setting) Default(m Minor) (Literal, bool) {
	for entry := range strings.SplitSeq(s.defaults, "\t") {
		runs, text, _ := strings.Cut(entry, "=")
		if inRuns(runs, m) {
			l, err := parseLiteral(text)
			return l, err == nil
		}
	}
	return Literal{}, false
}

// SettingNames is the sorted names of the settings that at least one of the minors has. A minor that is not known is an
// *UnknownMinorError.
func SettingNames(ms Minors) ([]string, error) {
	if err := checkKnown(ms...); err != nil {
		return nil, err
	}
	return settingNames(func(s Setting) bool { return ms.Any(s.In) }), nil
}

// SettingNamesInAll is the sorted names of the settings that all of the minors have. A minor that is not known is an
// *UnknownMinorError.
func SettingNamesInAll(ms Minors) ([]string, error) {
	if err := checkKnown(ms...); err != nil {
		return nil, err
	}
	return settingNames(func(s Setting) bool { return ms.All(s.In) }), nil
}

// AllSettingNames is the sorted names of all settings that Django ever had, as far as is known.
func AllSettingNames() []string {
	return settingNames(func(Setting) bool { return true })
}

func settingNames(keep func(Setting) bool) []string {
	var names []string
	settings.each(func(name, rest string) {
		if keep(parseSetting(name, rest)) {
			names = append(names, name)
		}
	})
	return names
}
