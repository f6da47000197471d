package entrypoints

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// variableMisspelled reports variables that are written under a name that is
// almost DJANGO_SETTINGS_MODULE. A name that anything in the repository reads is
// one of its own, and so is one that does not hold the name of a module.
func variableMisspelled(p *check.Pass) {
	readers := map[string]bool{}
	own := func(name string) bool {
		if _, asked := readers[name]; !asked {
			readers[name] = isRead(p, name)
		}
		return readers[name]
	}
	report := func(f finding.Finding, name, value string, known bool) {
		if !misspelt(p.Project, name, value, known) || own(name) {
			return
		}
		f.Setting, f.Detail = name, name
		f.Message = name + " is not what Django reads: the name of the variable is " + deploy.SettingsVariable
		p.Report(f)
	}
	for _, s := range p.Project.Starters {
		for _, name := range slices.Sorted(maps.Keys(s.Result.Environment)) {
			for _, write := range s.Result.Environment[name] {
				value, known := single(write.Value)
				if write.File.Path == s.Path {
					report(finding.Finding{Path: s.Path, Span: write.Span}, name, value, known)
				}
			}
		}
	}
	for _, launch := range p.Project.Launches {
		for _, v := range launch.Variables {
			if !v.Unset {
				report(finding.Finding{Path: v.Path, Span: v.Span}, v.Name, v.Value, v.Known)
			}
		}
	}
}

func single(a eval.Alternatives) (string, bool) {
	v, _ := a.Single()
	text, ok := v.(eval.Str)
	return string(text), ok
}

// misspelt reports whether a variable was meant to be DJANGO_SETTINGS_MODULE. A
// slip of one or two letters is plain; a name in which a word is missing could
// be anything, unless it holds the name of a settings module.
func misspelt(p *project.Project, name, value string, known bool) bool {
	if name == deploy.SettingsVariable || known && !dotted(value) {
		return false
	}
	const slips = 2
	if distance := check.Distance(strings.ToUpper(name), deploy.SettingsVariable); distance <= slips {
		return true
	}
	switch name {
	case "DJANGO_SETTINGS", "DJANGO_SETTING", "SETTINGS_MODULE", "DJANGO_SETTINGS_MOD", "DJANGO_MODULE_SETTINGS",
		"DJANGO_MODULE", "DJANGO_SETTINGS_MODULE_NAME", "DJANGO_SETTINGS_FILE", "DJANGO_SETTINGS_PATH":
		return known && slices.ContainsFunc(p.Settings, func(m *project.SettingsModule) bool { return m.Name == value })
	}
	return false
}

// isRead reports whether any file of the repository uses a variable other than
// by giving it a value. It reads them all, which is why it is asked last.
func isRead(p *check.Pass, name string) bool {
	files := p.Project.Files
	for _, file := range files.Files(mayRead) {
		if uses(files.Code(file), name) {
			return true
		}
	}
	return false
}

// mayRead tells the files in which a variable may be used: code, scripts and
// configuration, not prose.
func mayRead(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".py", ".sh", ".bash", ".yml", ".yaml", ".toml", ".ini", ".cfg", ".conf", ".service", ".j2", ".wsgi", ".mk", "":
		return true
	}
	return false
}

// uses reports whether a text holds the name as a whole word which is neither
// assigned to nor the first argument of setdefault.
func uses(data []byte, name string) bool {
	for rest := data; ; {
		at := bytes.Index(rest, []byte(name))
		if at < 0 {
			return false
		}
		before, after := rest[:at], rest[at+len(name):]
		rest = after
		if !partOfName(before, len(before)-1) && !partOfName(after, 0) && !isGiven(before, after) {
			return true
		}
	}
}

// isGiven reports whether the word between two texts is given a value there:
// NAME=…, NAME: …, ["NAME"] = …, setdefault("NAME", …), ENV NAME value, or is in
// a comment.
func isGiven(before, after []byte) bool {
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	if bytes.ContainsRune(line, '#') {
		return true
	}
	after = bytes.TrimLeft(after, `"'] `)
	given := len(after) > 0 && (after[0] == '=' || after[0] == ':') && !bytes.HasPrefix(after, []byte("=="))
	if bytes.HasSuffix(line, []byte("${")) || bytes.HasSuffix(line, []byte("$")) {
		return false // ${NAME:-default}
	}
	start := bytes.TrimRight(line, `"'( `)
	return given || bytes.HasSuffix(start, []byte("setdefault")) || bytes.HasSuffix(start, []byte("ENV"))
}

func partOfName(data []byte, at int) bool {
	if at < 0 || at >= len(data) {
		return false
	}
	b := data[at]
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}
