package workspace

import (
	"regexp"
	"strings"

	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/requirements"
	"github.com/djvet/djvet/parser/text"
)

// setupConfig reads install_requires and extras_require of a setup.cfg.
func (r *claimReader) setupConfig(file *text.File) {
	section, key := "", ""
	for number := 1; number <= file.Lines(); number++ {
		line := file.Line(number)
		trimmed := strings.TrimSpace(line)
		value := trimmed
		switch {
		case trimmed == "" || trimmed[0] == '#' || trimmed[0] == ';':
			continue
		case trimmed[0] == '[':
			section, key = strings.Trim(trimmed, "[] \t"), ""
			continue
		case line[0] != ' ' && line[0] != '\t': // else it continues the value
			name, after, _ := strings.Cut(trimmed, "=")
			key, value = strings.TrimSpace(name), strings.TrimSpace(after)
		}
		required := section == "options" && key == "install_requires"
		if !required && section != "options.extras_require" {
			continue
		}
		value, _, _ = strings.Cut(value, " #") // as setuptools does
		found, err := requirements.ParseRequirement(value)
		if err != nil {
			continue
		}
		start := file.LineSpan(number).Start + uint32(strings.Index(line, value))
		span := text.Span{Start: start + found.Span.Start, End: start + found.Span.End}
		r.requirement(file, found, span, !required)
	}
}

// setupScript reads the strings of install_requires and extras_require in a
// setup.py: as an argument, as a key, or as a variable that is named like one.
// It does not evaluate; what a requirements file says is read there.
func (r *claimReader) setupScript(file *text.File) {
	module, _, err := r.workspace.Python(r.ctx, file.Path)
	if err != nil {
		return
	}
	for _, statement := range module.Body {
		switch statement := statement.(type) {
		case *python.Assign:
			for _, target := range statement.Targets {
				if name, ok := target.(*python.Name); ok {
					r.setupValue(file, name.ID, statement.Value)
				}
			}
		case *python.ExprStmt:
			call, ok := statement.Value.(*python.Call)
			if !ok {
				continue
			}
			for _, argument := range call.Args {
				r.setupValue(file, argument.Keyword, argument.Value)
			}
		}
	}
}

func (r *claimReader) setupValue(file *text.File, name string, value python.Expr) {
	switch name = strings.ToLower(name); {
	case strings.Contains(name, "extras"), strings.Contains(name, "tests_require"), strings.Contains(name, "dev"):
		r.requirementStrings(file, value, true)
	case strings.Contains(name, "require"), strings.Contains(name, "dependencies"):
		r.requirementStrings(file, value, false)
	}
}

// requirementStrings reads all string literals in a list, or in a dictionary
// of lists. A string of several lines is a list too.
func (r *claimReader) requirementStrings(file *text.File, value python.Expr, secondary bool) {
	switch value := value.(type) {
	case *python.List:
		for _, element := range value.Elements {
			r.requirementStrings(file, element, secondary)
		}
	case *python.Tuple:
		for _, element := range value.Elements {
			r.requirementStrings(file, element, secondary)
		}
	case *python.Dict:
		for _, item := range value.Items {
			r.requirementStrings(file, item.Value, secondary)
		}
	case *python.Binary:
		r.requirementStrings(file, value.Left, secondary)
		r.requirementStrings(file, value.Right, secondary)
	case *python.Str:
		for line := range strings.SplitSeq(value.Value, "\n") {
			if found, err := requirements.ParseRequirement(line); err == nil {
				r.requirement(file, found, value.Range(), secondary)
			}
		}
	}
}

// condaLine is an item of a list that names Django, with conda's clause or,
// under "pip:", with pip's.
var condaLine = regexp.MustCompile(`(?mi)^[ \t]*-[ \t]*["']?((?:[a-z-]+::)?django(?:\[[^\]]*\])?[ \t]*([=<>!~][^"'#\r\n]*|[ \t]\d[^"'#\r\n]*)?)["']?[ \t]*(?:#.*)?\r?$`)

// conda reads an environment file. "=4.2" is any 4.2, and may be followed by
// "=" and a build.
func (r *claimReader) conda(file *text.File) {
	for _, found := range condaLine.FindAllSubmatchIndex(file.Data, -1) {
		if found[4] < 0 {
			continue
		}
		clause := strings.TrimSpace(string(file.Data[found[4]:found[5]]))
		if version, ok := strings.CutPrefix(clause, "="); ok && !strings.HasPrefix(version, "=") {
			version, _, _ = strings.Cut(version, "=")
			clause = "==" + strings.TrimSuffix(strings.TrimSpace(version), ".*") + ".*"
		} else if clause[0] >= '0' && clause[0] <= '9' {
			clause = "==" + clause
		}
		parsed, err := requirements.ParseRequirement("django" + clause)
		if err != nil {
			continue
		}
		minors, how := minorsFor(parsed.Specifiers)
		r.claim(file, text.Span{Start: uint32(found[2]), End: uint32(found[3])}, minors, how, false)
	}
}
