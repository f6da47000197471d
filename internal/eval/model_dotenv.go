package eval

import (
	"maps"
	pathpkg "path"
	"regexp"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// readEnvFile is load_dotenv(path): a tracked file sets what the environment
// does not, or, with override, everything.
func (it *interpreter) readEnvFile(path Alternatives, override bool, parse func(*text.File) map[string]Value) {
	for _, alternative := range path {
		it.inside(it.pc.within(alternative.Guard), func() { it.readOneEnvFile(alternative.Value, override, parse) })
	}
}

func (it *interpreter) readOneEnvFile(path Value, override bool, parse func(*text.File) map[string]Value) {
	if name, rooted := Rooted(path); rooted {
		if !it.files.IsFile(name) {
			return
		}
		if source, err := it.files.Source(name); err == nil {
			it.loadVariables(parse(source), override)
		}
		return
	}
	if _, ok := foundOutside(path); ok {
		return // the world says what it supplies
	}
	if p, ok := pathOf(path).(*Path); ok {
		path = p.Name
	}
	s, isText := path.(Str)
	if isText && strings.HasPrefix(string(s), "/") {
		return // a file of the machine: the world says what it supplies
	}
	if isText && it.outsideName(string(s)) {
		return
	}
	it.fileOfVariables = unknown("a file that is not known sets variables")
}

// outsideName reports whether a relative path, which lies below the directory
// that the server runs in, is that of a file which the repository does not have.
func (it *interpreter) outsideName(path string) bool {
	name, inside := cleanBelow("/" + path)
	return inside && name != "" && !strings.HasPrefix(path, "/") && len(it.files.ByName(pathpkg.Base(name))) == 0
}

// loadVariables sets what a file of variables sets.
func (it *interpreter) loadVariables(variables map[string]Value, override bool) {
	for _, name := range slices.Sorted(maps.Keys(variables)) {
		if b := it.environment[name]; b != nil || override {
			n := &python.Name{Span: python.Span{Span: it.span}}
			it.writeVariable(name, one(variables[name]), !override, n)
		}
	}
	it.dotenv = append(it.dotenv, dotenvFile{variables: variables, worlds: it.pc})
}

// The patterns are those of django-environ's read_env, which knows neither
// inline comments nor expansion.
var (
	environLine   = regexp.MustCompile(`\A(?:export )?([A-Za-z_0-9]+)=(.*)\z`)
	environEscape = regexp.MustCompile(`\\(.)`)
	// environControl is an escape of a control character.
	environControl = regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*\\[rnt]`)
)

// environVariables are those of a file as django-environ reads it.
func environVariables(source *text.File) map[string]Value {
	variables := map[string]Value{}
	for _, line := range strings.Split(strings.ReplaceAll(string(source.Data), "\r\n", "\n"), "\n") {
		m := environLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		value := m[2]
		if trimmed := strings.Trim(value, pythonSpace); strings.Contains(value, "#") || trimmed != value && strings.HasPrefix(trimmed, "'") {
			variables[m[1]] = unknown("releases of django-environ disagree about a comment in " + source.Path)
			continue
		}
		if inner, ok := between(value, `'`); ok {
			value = inner
		}
		if inner, ok := between(value, `"`); ok {
			if environControl.MatchString(inner) { // which 0.4.5 takes otherwise
				variables[m[1]] = unknown("releases of django-environ disagree about an escape in " + source.Path)
				continue
			}
			value = environEscape.ReplaceAllString(inner, "$1")
		}
		variables[m[1]] = Str(value)
	}
	return variables
}

func between(value, quote string) (inner string, ok bool) {
	if len(value) < 2 || !strings.HasPrefix(value, quote) || !strings.HasSuffix(value, quote) {
		return "", false
	}
	return value[1 : len(value)-1], true
}

// readEnv is django-environ's Env.read_env: the file that is named, or .env
// beside the calling module.
func (it *interpreter) readEnv(c *call) {
	path := c.arg(0, "env_file")
	if path == nil || isNone(path) {
		path = one(joinTwo(dirname(rooted("/"+it.scope.module.Path)), Str(".env")))
	}
	overwrite, known := truthOf(c.arg(1, "overwrite"))
	if len(c.positional) > 1 || c.open || c.keywords["parse_comments"] != nil || !known {
		it.fileOfVariables = unknown("how a file sets variables is not known")
	}
	it.readEnvFile(path, overwrite, environVariables)
	for _, name := range c.keywordNames() {
		switch name {
		case "env_file", "overwrite", "parse_comments", "encoding":
		default:
			it.writeVariable(name, c.keywords[name], !overwrite, c.node)
		}
	}
}

// truthOf is the truth of an argument that is false if it is not given.
func truthOf(a Alternatives) (truth, known bool) {
	if a == nil {
		return false, true
	}
	v, ok := a.Single()
	truth, known = knownTruth(v)
	return truth, ok && known
}

// nearestFile finds the first of some files from the directory of the calling
// module upwards.
func (it *interpreter) nearestFile(names ...string) (string, bool) {
	return it.nearestFrom(dirname(rooted("/"+it.scope.module.Path)), names...)
}

// nearestFrom finds the first of some files from a directory upwards.
func (it *interpreter) nearestFrom(dir Value, names ...string) (string, bool) {
	for ; ; dir = dirname(dir) {
		below, ok := Rooted(dir)
		if !ok {
			return "", false
		}
		for _, name := range names {
			if at := join(below, name); it.files.IsFile(at) {
				return at, true
			}
		}
	}
}
