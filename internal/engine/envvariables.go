package engine

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// environmentTeller tells the environment variables of one project.
type environmentTeller struct {
	project   *project.Project
	modules   []*settingsTeller // the judged ones
	redactor  *finding.Redactor
	variables map[string]*EnvironmentVariable
	uses      *variableUses
	// mentions are the names that the repository's code mentions; nil until
	// they are asked for.
	mentions map[string]bool
	// filesRead says whether the project reads env files; nil until asked for.
	filesRead *bool
}

func newEnvironmentTeller(modules []*settingsTeller, report *Report) *environmentTeller {
	return &environmentTeller{
		project: modules[0].project, modules: modules, redactor: report.Redactor,
		variables: map[string]*EnvironmentVariable{}, uses: newVariableUses(report.secrets.spans),
	}
}

func (t *environmentTeller) tell() (ProjectEnvironment, error) {
	told := ProjectEnvironment{Root: rootOf(t.project)}
	for _, m := range t.modules {
		t.uses.ofModule(m.result)
	}
	for _, m := range t.modules {
		module, err := m.tell(false)
		if err != nil {
			return ProjectEnvironment{}, err
		}
		t.decided(module)
		t.result(m, m.module.Name, func(string) bool { return true })
		for _, setting := range module.Settings {
			if setting.State == StateUnknown && len(setting.Env) == 0 && readsPerhaps.MatchString(setting.Why) {
				told.Unknown = append(told.Unknown, setting.Name)
			}
		}
		if why := incomplete(m.result); why != "" {
			told.Incomplete = append(told.Incomplete, IncompleteModule{Module: m.module.Name, Why: why})
		}
		told.Modules = append(told.Modules, module.SettingsModule)
	}
	slices.Sort(told.Unknown)
	told.Unknown = slices.Compact(told.Unknown)
	t.starters()
	for _, v := range t.variables {
		t.finish(v)
		told.Variables = append(told.Variables, *v)
	}
	slices.SortFunc(told.Variables, func(a, b EnvironmentVariable) int {
		return cmp.Or(cmp.Compare(needOrder(a), needOrder(b)), strings.Compare(a.Name, b.Name))
	})
	told.Launches = t.launches()
	return told, nil
}

// incomplete says why not all of a module was read; "" if it was.
func incomplete(r *eval.Result) string {
	switch {
	case r.GaveUp != "":
		return r.GaveUp
	case r.Damaged:
		return "it, or a module that it imports, has a syntax error"
	}
	return ""
}

// readsPerhaps finds reasons that speak of a reader of the environment which is
// not followed, and not of a constant of some package.
var readsPerhaps = regexp.MustCompile(`(?i)(env|config|secret|vault|param).*not followed`)

// needOrder sorts by need; what the code sets and nothing reads comes last.
func needOrder(v EnvironmentVariable) int {
	if len(v.Reads) == 0 && len(v.Decides) == 0 {
		return len(v.Need) + 100
	}
	return slices.Index([]Need{NeedRequired, NeedPerhaps, NeedOptional}, v.Need)
}

func (t *environmentTeller) variable(name string) *EnvironmentVariable {
	if t.variables[name] == nil {
		t.variables[name] = &EnvironmentVariable{Name: name, Need: NeedOptional}
	}
	return t.variables[name]
}

// decided notes which settings the variables decide.
func (t *environmentTeller) decided(module ModuleSettings) {
	settings := map[string][]string{}
	for _, setting := range module.Settings {
		for _, variable := range setting.Env {
			settings[variable.Name] = append(settings[variable.Name], setting.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		v := t.variable(name)
		v.Decides = append(v.Decides, DecidedSettings{Module: module.Module, Settings: settings[name]})
	}
}

// result adds the reads and writes of an evaluation in the files that count.
// who is the module or starter that was evaluated.
func (t *environmentTeller) result(teller *settingsTeller, who string, counts func(path string) bool) {
	result := teller.result
	required := map[string]bool{}
	for _, name := range result.Required() {
		required[name] = true
	}
	fails := map[string]bool{}
	for _, failure := range result.Possible {
		fails[failure.Variable] = failure.Variable != ""
	}
	for _, read := range result.Reads {
		if read.File == nil || !counts(read.File.Path) {
			continue
		}
		v := t.variable(read.Name)
		t.read(teller, v, read)
		switch {
		case required[read.Name], result.Failure != nil && read.Required:
			v.Need = NeedRequired
			if !slices.Contains(v.RequiredBy, who) {
				v.RequiredBy = append(v.RequiredBy, who)
			}
		case v.Need == NeedOptional && (fails[read.Name] || unclearDefault(read) || read.Required && !t.guarded(result, read)):
			v.Need = NeedPerhaps
		}
	}
	for name, writes := range result.Environment {
		for _, write := range writes {
			if write.File != nil && counts(write.File.Path) {
				t.write(teller, t.variable(name), write)
			}
		}
	}
}

// unclearDefault reports whether it is not known what a read falls back to.
func unclearDefault(read eval.EnvironmentRead) bool {
	value, single := read.Default.Single()
	_, unbound := value.(eval.Unbound)
	return !read.Required && single && unbound
}

func (t *environmentTeller) read(teller *settingsTeller, v *EnvironmentVariable, read eval.EnvironmentRead) {
	line, _ := read.File.Position(read.Span.Start)
	one := VariableRead{
		Place: Place{Path: read.File.Path, Line: line}, Required: read.Required, Type: t.uses.typeOf(read),
		Default: t.shown(teller, read.Name, read.Default),
	}
	if !slices.ContainsFunc(v.Reads, func(o VariableRead) bool {
		return o.Place == one.Place && o.Type == one.Type && o.Default.Text == one.Default.Text
	}) {
		v.Reads = append(v.Reads, one)
	}
}

func (t *environmentTeller) write(teller *settingsTeller, v *EnvironmentVariable, write eval.Write) {
	line, _ := write.File.Position(write.Span.Start)
	one := VariableWrite{
		Place: Place{Path: write.File.Path, Line: line}, IfUnset: write.Default, Value: t.shown(teller, v.Name, write.Value),
	}
	if !slices.ContainsFunc(v.Writes, func(o VariableWrite) bool { return o.Place == one.Place && o.Value.Text == one.Value.Text }) {
		v.Writes = append(v.Writes, one)
	}
}

// shown is what a variable falls back to or is set to: empty if that is not one
// value, or not known.
func (t *environmentTeller) shown(teller *settingsTeller, name string, alternatives eval.Alternatives) SettingValue {
	value, single := alternatives.Single()
	if !single {
		return SettingValue{}
	}
	switch v := value.(type) {
	case eval.Unbound, *eval.Unknown, *eval.External:
		return SettingValue{}
	case eval.None: // neither None nor "" is a secret, and what asks for one
		return SettingValue{Text: "None", JSON: []byte("null")}
	case eval.Str:
		if v == "" {
			return SettingValue{Text: "''", JSON: []byte(`""`)}
		}
		if (deploy.Variable{Value: string(v)}).Secret() {
			t.uses.secret[name] = true // a URL with a password
		}
	}
	if t.uses.secret[name] || secretName(name) {
		return maskedValue()
	}
	// Where it was read says nothing: a function reads secrets and others alike.
	return teller.rendered(value)
}

// starters adds what the files that start the project read and set.
func (t *environmentTeller) starters() {
	settings := map[string]bool{}
	for _, m := range t.project.Settings {
		settings[m.Path] = true
	}
	for _, s := range t.project.Starters {
		t.uses.ofReads(s.Result)
		teller := &settingsTeller{project: t.project, redactor: t.redactor, result: s.Result}
		// What it imports of the settings is told of the modules themselves.
		t.result(teller, s.Path, func(path string) bool { return !settings[path] })
	}
}

// finish puts together what the reads of a variable say.
func (t *environmentTeller) finish(v *EnvironmentVariable) {
	byPlace := func(a, b Place) int { return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line)) }
	slices.SortStableFunc(v.Reads, func(a, b VariableRead) int { return byPlace(a.Place, b.Place) })
	slices.SortStableFunc(v.Writes, func(a, b VariableWrite) int { return byPlace(a.Place, b.Place) })
	v.Secret = t.uses.secret[v.Name] || secretName(v.Name)
	for _, read := range v.Reads {
		if read.Type != "" && !slices.Contains(v.Types, read.Type) {
			v.Types = append(v.Types, read.Type)
		}
		if !read.Default.Empty() && !slices.ContainsFunc(v.Defaults, func(o SettingValue) bool { return o.Text == read.Default.Text }) {
			v.Defaults = append(v.Defaults, read.Default)
		}
	}
	if v.Secret {
		return
	}
	for _, text := range t.uses.textsOf(v.Name) {
		v.Texts = append(v.Texts, t.redactor.Redact(text))
	}
}
