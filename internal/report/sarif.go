package report

import (
	"fmt"
	"io"
	"net/url"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/parser/text"
	"github.com/djvet/djvet/rules"
)

const (
	// home is where the program is documented.
	home = "https://github.com/djvet/djvet"
	// sourceRoot stands for the root of the git repository, which whoever
	// reads the log knows.
	sourceRoot = "%SRCROOT%"
	// fingerprintKey is the fingerprint by which code scanning follows an
	// alert from one run to the next.
	fingerprintKey = "primaryLocationLineHash"
	// utf16Columns is how SARIF calls columns in UTF-16 code units.
	utf16Columns = "utf16CodeUnits"
)

// SARIF prints the report as a SARIF 2.1.0 log for code scanning: one run that
// describes all rules of the catalogue. Addresses are relative to the root of
// the git repository, columns are UTF-16 code units. It holds no source text.
// The error is that of w.
func SARIF(w io.Writer, report *engine.Report, catalogue *rules.Catalogue) error {
	if err := newSARIF(report, catalogue).PrettyWrite(w); err != nil {
		return fmt.Errorf("print the report as SARIF: %w", err)
	}
	return nil
}

func newSARIF(report *engine.Report, catalogue *rules.Catalogue) *sarif.Report {
	run := sarif.NewRunWithInformationURI("djvet", home)
	if report.Tool.Version != "" {
		run.Tool.Driver.WithVersion(report.Tool.Version)
	}
	indexes := make(map[string]int)
	for i, rule := range catalogue.Rules() {
		indexes[rule.ID] = i
		run.Tool.Driver.AddRule(sarifRule(rule))
	}
	run.WithColumnKind(utf16Columns)
	run.WithNewlineSequences([]string{"\r\n", "\n", "\r"}) // as Python counts lines
	run.WithOriginalUriBaseIds(map[string]sarif.ArtifactLocation{
		sourceRoot: *sarif.NewArtifactLocation().WithDescription(sarif.NewTextMessage("The root of the git repository.")),
	})
	for _, found := range report.Findings {
		result := sarifResult(report, found)
		if index, known := indexes[found.Rule]; known {
			result.WithRuleIndex(index)
		}
		run.AddResult(result)
	}
	run.AddInvocation(sarifInvocation(report))
	return sarif.NewReport().AddRun(run)
}

func sarifResult(report *engine.Report, found finding.Finding) *sarif.Result {
	result := sarif.NewRuleResult(found.Rule).
		WithLevel(found.Severity.String()).
		WithMessage(sarifMessage(report, found.Message)).
		WithLocations([]*sarif.Location{sarifLocation(report, found.Path, found.Span)}).
		WithPartialFingerprints(map[string]string{fingerprintKey: found.Fingerprint})
	properties := sarif.NewPropertyBag()
	properties.Add("confidence", found.Confidence.String())
	if found.Setting != "" {
		properties.Add("setting", found.Setting)
	}
	if len(found.Modules) > 0 {
		properties.Add("modules", found.Modules)
	}
	if len(found.Django) > 0 {
		properties.Add("django", found.Django)
	}
	result.WithProperties(properties)
	if len(found.Trace) > 0 {
		result.AddCodeFlow(sarifFlow(report, found))
	}
	return result
}

// sarifFlow tells the trace, and ends at the finding itself.
func sarifFlow(report *engine.Report, found finding.Finding) *sarif.CodeFlow {
	flow := sarif.NewThreadFlow()
	add := func(path string, span text.Span, message string) {
		location := sarifLocation(report, path, span).WithMessage(sarifMessage(report, message))
		flow.AddLocation(sarif.NewThreadFlowLocation().WithLocation(location))
	}
	for _, step := range found.Trace {
		// The message reads with the place behind it.
		where := fmt.Sprintf(" %s:%d", repositoryPath(report, step.Path), placeOf(report, step.Path, step.Span).line)
		add(step.Path, step.Span, step.Message+where)
	}
	if last := found.Trace[len(found.Trace)-1]; last.Path != found.Path || last.Span != found.Span {
		add(found.Path, found.Span, found.Message)
	}
	return sarif.NewCodeFlow().WithThreadFlows([]*sarif.ThreadFlow{flow})
}

// sarifInvocation tells of the incidents. The run counts as successful only
// without any.
func sarifInvocation(report *engine.Report) *sarif.Invocation {
	invocation := sarif.NewInvocation().WithExecutionSuccessful(len(report.Incidents) == 0)
	for _, incident := range report.Incidents {
		notification := sarif.NewNotification().
			WithLevel("error").
			WithMessage(sarifMessage(report, incident.Message))
		if incident.Path != "" {
			physical := sarif.NewPhysicalLocation().WithArtifactLocation(sarifArtifact(report, incident.Path))
			notification.AddLocation(sarif.NewLocationWithPhysicalLocation(physical))
		}
		invocation.AddToolExecutionNotification(notification)
	}
	return invocation
}

func sarifLocation(report *engine.Report, path string, span text.Span) *sarif.Location {
	physical := sarif.NewPhysicalLocation().WithArtifactLocation(sarifArtifact(report, path))
	if file, known := report.Sources[path]; known {
		physical.WithRegion(sarifRegion(file, span))
	}
	return sarif.NewLocationWithPhysicalLocation(physical)
}

// sarifRegion is the part of a span on its first line: code scanning shows an
// alert between two lines and marks nothing of a region over many.
func sarifRegion(file *text.File, span text.Span) *sarif.Region {
	line, column := file.UTF16(span.Start)
	end := min(max(span.Start, span.End), max(span.Start, file.LineSpan(line).End))
	_, endColumn := file.UTF16(end)
	return sarif.NewRegion().WithStartLine(line).WithStartColumn(column).WithEndLine(line).WithEndColumn(max(column, endColumn))
}

// sarifArtifact is the address of a file of the repository.
func sarifArtifact(report *engine.Report, path string) *sarif.ArtifactLocation {
	address := &url.URL{Path: repositoryPath(report, path)}
	return sarif.NewArtifactLocation().WithURI(address.String()).WithURIBaseID(sourceRoot)
}

func repositoryPath(report *engine.Report, path string) string {
	if report.RepositoryPath == nil {
		return path
	}
	return report.RepositoryPath(path)
}

func sarifMessage(report *engine.Report, message string) *sarif.Message {
	return sarif.NewTextMessage(report.Redactor.Redact(message))
}
