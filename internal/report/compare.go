package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/djvet/djvet/internal/engine"
)

// Compare prints two settings modules side by side for people: only what
// differs, and how much does not. The error is that of w.
func Compare(w io.Writer, report *engine.Report, compared engine.Comparison, options SettingsOptions) error {
	lines := lines{out: bufio.NewWriter(w), report: report, style: newStyle(options.Color)}
	p := &comparePrinter{settingsPrinter: settingsPrinter{lines}, labels: compareLabels(compared.Modules)}
	p.heads(compared)
	p.differences(compared.Differences)
	p.section("cannot be compared", compared.Undecided)
	p.line("")
	p.line(sameWords(compared))
	p.incidents()
	return p.flush()
}

type comparePrinter struct {
	settingsPrinter
	labels [2]string
}

// compareLabels are the shortest names that tell two modules apart.
func compareLabels(modules [2]engine.ModuleSettings) [2]string {
	if modules[0].Module == modules[1].Module {
		return [2]string{oneLine(modules[0].Path), oneLine(modules[1].Path)}
	}
	a, b := strings.Split(modules[0].Module, "."), strings.Split(modules[1].Module, ".")
	for len(a) > 1 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return [2]string{oneLine(strings.Join(a, ".")), oneLine(strings.Join(b, "."))}
}

// label is the name of a side, padded to the longer one.
func (p *comparePrinter) label(side int) string {
	width := max(widthOf(p.labels[0]), widthOf(p.labels[1]))
	return p.labels[side] + ":" + strings.Repeat(" ", width-widthOf(p.labels[side]))
}

func (p *comparePrinter) heads(compared engine.Comparison) {
	for i, module := range compared.Modules {
		p.line(p.label(i) + " " + p.style.strong("settings "+oneLine(module.Module)) + p.at(module.Path, 0))
		p.troubles(module)
		for _, file := range compared.Without[i] {
			p.line("  without what " + p.place(file, 0) + " may change, which is not in the repository")
		}
	}
}

// differences prints what differs, what one side lacks apart from the rest.
func (p *comparePrinter) differences(list []engine.Difference) {
	var both []engine.Difference
	var only [2][]engine.Difference
	for _, d := range list {
		switch {
		case d.Sides[1] == nil:
			only[0] = append(only[0], d)
		case d.Sides[0] == nil:
			only[1] = append(only[1], d)
		default:
			both = append(both, d)
		}
	}
	p.section("different", both)
	for i := range only {
		p.section("not set in "+p.labels[1-i], only[i])
	}
}

func (p *comparePrinter) section(title string, list []engine.Difference) {
	if len(list) == 0 {
		return
	}
	p.line("")
	p.line(p.style.strong(title))
	for _, d := range list {
		p.difference(d)
	}
}

func (p *comparePrinter) difference(d engine.Difference) {
	p.line("  " + p.style.strong(oneLine(d.Name)))
	for i, setting := range d.Sides {
		switch {
		case setting == nil:
			continue // the section says that it is not set
		case len(d.Parts) > 0 || d.Why != "":
			where := p.originOf(setting)
			if where == "" {
				where = setting.Why // Django's default has no place
			}
			p.line("      " + p.label(i) + " " + p.style.faint(where))
		default:
			p.side(i, setting)
		}
	}
	for _, part := range d.Parts {
		p.part(part)
	}
	if d.Why != "" {
		p.line("      " + p.safe(d.Why))
	}
}

// side prints what a module makes of a setting.
func (p *comparePrinter) side(i int, setting *engine.Setting) {
	what := stateWords(setting.State)
	switch {
	case !setting.Value.Empty() && setting.State == engine.StateKnown:
		what = p.short(setting.Value.Text)
	case !setting.Value.Empty():
		what = p.short(setting.Value.Text) + " (" + stateWords(setting.State) + ")"
	case len(setting.Alternatives) == 0 && setting.Why != "":
		what = p.safe(setting.Why)
	}
	if setting.Why == engine.WhyDefault {
		what += p.style.faint(" (" + engine.WhyDefault + ")")
	}
	if origin := p.originOf(setting); origin != "" {
		what += p.style.faint("  (" + origin + ")")
	}
	p.line("      " + p.label(i) + " " + what)
	for n, alternative := range setting.Alternatives {
		if n == mostAlternatives {
			p.line(fmt.Sprintf("          and %d more", len(setting.Alternatives)-n))
			break
		}
		value := p.safe(alternative.Why)
		if !alternative.Value.Empty() {
			value = p.short(alternative.Value.Text)
		}
		p.line("          " + p.short(alternative.When) + ": " + value)
	}
}

// What is printed of a value here, in bytes, and of its alternatives: enough to
// see what differs. djvet settings and JSON have all of it.
const (
	mostCompared     = 240
	mostAlternatives = 4
)

// short is the beginning of a value.
func (p *comparePrinter) short(value string) string {
	text := p.safe(value)
	if len(text) > mostCompared {
		text = strings.ToValidUTF8(text[:mostCompared], "") + "…"
	}
	return text
}

func (p *comparePrinter) originOf(setting *engine.Setting) string {
	where := make([]string, 0, len(setting.Origin))
	for _, place := range setting.Origin {
		where = append(where, p.place(place.Path, place.Line))
	}
	return strings.Join(where, " → ")
}

// part prints where two lists or dicts differ.
func (p *comparePrinter) part(part engine.PartDifference) {
	path := ""
	if part.Path != "" {
		path = p.safe(part.Path) + " "
	}
	switch {
	case part.Order:
		p.line("      " + path + "the same elements in another order")
		return
	case part.Secret:
		p.line("      " + path + "is set in both, to a secret, which is not compared")
		return
	}
	indent := "      "
	if path != "" {
		p.line(indent + strings.TrimSpace(path))
		indent += "    "
	}
	for i, text := range part.Sides {
		switch {
		case text == "" && part.List:
		case part.List:
			p.line(indent + "only in " + p.label(i) + " " + p.short(text))
		case text == "":
			p.line(indent + p.label(i) + " not set")
		default:
			p.line(indent + p.label(i) + " " + p.short(text))
		}
	}
}

// sameWords counts what is the same.
func sameWords(compared engine.Comparison) string {
	words := fmt.Sprintf("%d settings are the same", len(compared.Same))
	if len(compared.Same) == 1 {
		words = "1 setting is the same"
	}
	if compared.Defaults > 0 {
		words += fmt.Sprintf(", %d of them Django's defaults", compared.Defaults)
	}
	return words
}
