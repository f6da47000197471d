package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/rules"
)

// TextOptions say how the text output looks.
type TextOptions struct {
	// Color paints with the terminal's sixteen colours.
	Color bool
	// Width is the number of columns to fill; 0 means 80, and less than 40
	// counts as 40.
	Width int
	// Catalogue gives the line of help below the first finding of each rule.
	// Nil means no help.
	Catalogue *rules.Catalogue
}

const (
	defaultWidth = 80
	leastWidth   = 40
)

// Text prints the report for people: the findings grouped by file, each with
// its source line, then the incidents and a summary. The error is that of w.
func Text(w io.Writer, report *engine.Report, options TextOptions) error {
	if options.Width == 0 {
		options.Width = defaultWidth
	}
	out := bufio.NewWriter(w)
	printer := &textPrinter{
		out: out, report: report, style: newStyle(options.Color),
		width: max(options.Width, leastWidth), catalogue: options.Catalogue,
		explained: make(map[string]bool),
	}
	printer.print()
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print the report: %w", err)
	}
	return nil
}

// textPrinter prints one report. Its writer keeps the first error until Flush.
type textPrinter struct {
	out       *bufio.Writer
	report    *engine.Report
	style     style
	width     int // in columns
	catalogue *rules.Catalogue
	explained map[string]bool // the rules whose help has been printed
	margin    string          // as wide as the line numbers of the file at hand
}

func (p *textPrinter) print() {
	rest := p.report.Findings
	for len(rest) > 0 {
		size := 1
		for size < len(rest) && rest[size].Path == rest[0].Path {
			size++
		}
		p.file(rest[:size])
		rest = rest[size:]
	}
	for _, incident := range p.report.Incidents {
		p.incident(incident)
	}
	for _, line := range wrap(summary(p.report), p.width) {
		p.line(p.style.strong(line))
	}
	if len(p.report.Findings) > 0 {
		for _, line := range wrap("to read more about a rule: djvet explain "+p.report.Findings[0].Rule, p.width) {
			p.line(p.style.faint(line))
		}
	}
}

// file prints the findings of one file.
func (p *textPrinter) file(findings []finding.Finding) {
	last := 1
	for _, found := range findings {
		last = max(last, placeOf(p.report, found.Path, found.Span).line)
	}
	p.margin = strings.Repeat(" ", len(strconv.Itoa(last)))
	p.line(p.style.strong(clean(shownPath(p.report, findings[0].Path))))
	p.line("")
	for _, found := range findings {
		p.finding(found)
		p.line("")
	}
}

func (p *textPrinter) finding(found finding.Finding) {
	p.title(found.Severity, found.Rule, found.Message)
	where := placeOf(p.report, found.Path, found.Span)
	location := fmt.Sprintf("%s:%d:%d", clean(shownPath(p.report, found.Path)), where.line, where.column)
	p.line(p.margin + p.style.faint("--> ") + location)
	p.source(found)
	if trace := p.trace(found); trace != "" {
		p.remark(trace)
	}
	if !p.saysNothing(found) {
		p.remark("in " + clean(strings.Join(found.Modules, ", ")))
	}
	if advice := p.advice(found.Rule); advice != "" {
		p.remark("help: " + advice)
	}
}

// title prints what was found, wrapped, with the later lines indented.
func (p *textPrinter) title(severity finding.Severity, rule, message string) {
	head := fmt.Sprintf("%s[%s]:", severity, rule)
	lines := wrap(head+" "+clean(p.report.Redactor.Redact(message)), p.width-2)
	for i, line := range lines {
		if i > 0 {
			p.line("  " + line)
			continue
		}
		p.line(p.style.level(severity, head) + strings.TrimPrefix(line, head))
	}
}

// source prints the first line of the place and marks what of it is meant.
func (p *textPrinter) source(found finding.Finding) {
	file, known := p.report.Sources[found.Path]
	if !known {
		return
	}
	number, column := file.Position(found.Span.Start)
	lastNumber, _ := file.Position(max(found.Span.Start, found.Span.End))
	bounds := file.LineSpan(number)
	end := min(max(found.Span.End, found.Span.Start), bounds.End)

	line := p.report.Redactor.RedactLine(file, number)
	from, to := line.Span(column-1, max(int(end)-int(bounds.Start), column-1))
	source, carets := frame(line.Text, from, to, p.width-len(p.margin)-3)
	if lastNumber > number {
		carets += fmt.Sprintf(" to line %d", lastNumber)
	}
	label := strconv.Itoa(number)
	bar := p.style.faint("|")
	p.line(p.margin + " " + bar)
	p.line(strings.TrimRight(p.style.faint(p.margin[len(label):]+label)+" "+bar+" "+source, " "))
	p.line(p.margin + " " + bar + " " + p.style.level(found.Severity, carets))
}

// remark prints what belongs to the finding above, wrapped.
func (p *textPrinter) remark(text string) {
	for i, line := range wrap(text, p.width-len(p.margin)-3) {
		sign := p.style.faint("=")
		if i > 0 {
			sign = " "
		}
		p.line(p.margin + " " + sign + " " + line)
	}
}

// trace tells how the value came about, unless that is the finding itself.
func (p *textPrinter) trace(found finding.Finding) string {
	here := placeOf(p.report, found.Path, found.Span)
	if len(found.Trace) == 1 && found.Trace[0].Path == found.Path &&
		placeOf(p.report, found.Path, found.Trace[0].Span).line == here.line {
		return ""
	}
	steps := make([]string, 0, len(found.Trace))
	for _, step := range found.Trace {
		where := fmt.Sprintf("%s:%d", clean(shownPath(p.report, step.Path)), placeOf(p.report, step.Path, step.Span).line)
		steps = append(steps, clean(p.report.Redactor.Redact(step.Message))+" "+where)
	}
	return strings.Join(steps, " → ")
}

// saysNothing reports whether the modules of a finding need no mention: there
// are none, or there is one and its project judges no other.
func (p *textPrinter) saysNothing(found finding.Finding) bool {
	if len(found.Modules) != 1 {
		return len(found.Modules) == 0
	}
	for _, project := range p.report.Projects {
		if project.Root == found.Project {
			names := judgedModules(project)
			return len(names) == 1 && names[0] == found.Modules[0]
		}
	}
	return false
}

// advice is how to mend what a rule reports, once for each rule.
func (p *textPrinter) advice(id string) string {
	if p.catalogue == nil || p.explained[id] {
		return ""
	}
	p.explained[id] = true
	rule, found := p.catalogue.Lookup(id)
	if !found {
		return ""
	}
	return rule.Doc().Advice()
}

func (p *textPrinter) incident(incident engine.Incident) {
	const head = "incident:"
	for i, line := range wrap(head+" "+clean(p.report.Redactor.Redact(incident.Message)), p.width-2) {
		if i == 0 {
			line = p.style.level(finding.Warning, head) + strings.TrimPrefix(line, head)
		} else {
			line = "  " + line
		}
		p.line(line)
	}
	where := incident.Path
	if where == "" {
		where = incident.Project
	}
	if where != "" {
		p.line("  " + p.style.faint("--> ") + clean(shownPath(p.report, where)))
	}
	p.line("")
}

// line writes a line; an error stays in the writer.
func (p *textPrinter) line(text string) {
	p.out.WriteString(text)
	p.out.WriteByte('\n')
}
