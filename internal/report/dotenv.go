package report

import (
	"bufio"
	"encoding/json"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/djvet/djvet/internal/engine"
)

// Dotenv prints an env file to start from. Uncommented are the variables that
// have to be set, with no value, and those that fall back to one text, with
// that: so the file changes nothing until somebody fills it in. No secret is in
// it, not even a default. The error is that of w.
func Dotenv(w io.Writer, report *engine.Report, project engine.ProjectEnvironment) error {
	p := &dotenvPrinter{environmentPrinter{settingsPrinter{lines{out: bufio.NewWriter(w), report: report, style: newStyle(false)}}}}
	modules := make([]string, 0, len(project.Modules))
	for _, module := range project.Modules {
		modules = append(modules, module.Module)
	}
	p.comment("The environment variables of " + strings.Join(modules, ", ") + ", as djvet env --dotenv found them.")
	p.section("required", project, func(v engine.EnvironmentVariable) bool { return v.Need == engine.NeedRequired })
	p.section("perhaps required", project, func(v engine.EnvironmentVariable) bool { return v.Need == engine.NeedPerhaps })
	p.section("optional", project, func(v engine.EnvironmentVariable) bool { return v.Need == engine.NeedOptional && !onlySet(v) })
	return p.flush()
}

type dotenvPrinter struct{ environmentPrinter }

func (p *dotenvPrinter) comment(text string) { p.line("# " + p.safe(text)) }

func (p *dotenvPrinter) section(title string, project engine.ProjectEnvironment, holds func(engine.EnvironmentVariable) bool) {
	printed := false
	for _, v := range project.Variables {
		if !holds(v) {
			continue
		}
		if !printed {
			printed = true
			p.line("")
			p.comment("---- " + title + " ----")
		}
		p.line("")
		p.variable(v, len(project.Modules) > 1)
	}
}

func (p *dotenvPrinter) variable(v engine.EnvironmentVariable, several bool) {
	if facts := p.facts(v); facts != "" {
		p.comment(facts)
	}
	for _, decided := range v.Decides {
		words := "decides " + strings.Join(few(decided.Settings), ", ")
		if several {
			words += " in " + decided.Module
		}
		p.comment(words)
	}
	if len(v.Reads) > 0 {
		p.comment("read at " + strings.Join(few(p.readPlaces(v)), ", "))
	}
	p.line(p.assignment(v))
}

// nameOfVariable is what every reader of env files and every shell takes for a
// name.
var nameOfVariable = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// assignment is the line that sets a variable, or a comment with one.
func (p *dotenvPrinter) assignment(v engine.EnvironmentVariable) string {
	if !nameOfVariable.MatchString(v.Name) {
		return "# " + p.safe(v.Name) + " cannot be set in an env file."
	}
	if v.Need == engine.NeedRequired {
		return v.Name + "="
	}
	text, isText := p.fallback(v)
	quoted, ok := quotedValue(text)
	switch {
	case !ok || text == "":
		return "#" + v.Name + "="
	case isText:
		return v.Name + "=" + quoted
	}
	return "#" + v.Name + "=" + quoted
}

// fallback is what all reads of a variable fall back to, written as people write
// it in an env file, and whether it is just that text: of True, the text is not
// the same to every reader. It is "" if there is no such thing, or it is secret.
func (p *dotenvPrinter) fallback(v engine.EnvironmentVariable) (text string, isText bool) {
	if v.Secret || len(v.Defaults) != 1 {
		return "", false
	}
	for _, read := range v.Reads {
		if read.Default.Empty() {
			return "", false
		}
	}
	var value any
	if err := json.Unmarshal(v.Defaults[0].JSON, &value); err != nil {
		return "", false
	}
	text, isText = value.(string)
	if !isText {
		text = fallbackText(value)
	}
	if p.report.Redactor.Redact(text) != text {
		return "", false
	}
	return text, isText
}

// fallbackText writes a value that is no text; "" for what has no usual form.
func fallbackText(value any) string {
	switch v := value.(type) {
	case bool:
		if v {
			return "True"
		}
		return "False"
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		parts := make([]string, 0, len(v))
		for _, part := range v {
			text, isText := part.(string)
			if !isText || strings.Contains(text, ",") {
				return ""
			}
			parts = append(parts, text)
		}
		return strings.Join(parts, ",")
	}
	return ""
}

// plainValue needs no quotes for any reader of env files.
var plainValue = regexp.MustCompile(`^[A-Za-z0-9_./:@%+,=-]*$`)

// quotedValue writes a value so that readers of env files give it back. It
// reports false for one that they would not: a dollar sign is expanded within
// any quotes.
func quotedValue(text string) (string, bool) {
	switch {
	case plainValue.MatchString(text):
		return text, true
	case strings.Contains(text, "$") || strings.ContainsFunc(text, func(r rune) bool { return visibleRune(r) != r }):
		return "", false
	case !strings.ContainsAny(text, `'\`):
		return "'" + text + "'", true
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`, true
}
