package report

import (
	"fmt"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/djvet/djvet/rules"
)

// ruleAddress is where a rule is documented, for its id.
const ruleAddress = "https://github.com/djvet/djvet/blob/main/docs/rules/%s.md"

// mostTags is how many tags code scanning shows for a rule.
const mostTags = 10

// sarifRule describes a rule for code scanning.
func sarifRule(rule rules.Rule) *sarif.ReportingDescriptor {
	doc := rule.Doc()
	help := rules.Plain(doc.Reports + "\n\n" + doc.Why + "\n\n" + doc.Fix)
	return sarif.NewRule(rule.ID).
		WithName(rule.Name()).
		WithShortDescription(multiformat(rule.Title, "")).
		WithFullDescription(multiformat(doc.Summary(), "")).
		WithHelp(multiformat(help, doc.Markdown)).
		WithHelpURI(fmt.Sprintf(ruleAddress, rule.ID)).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(string(rule.Severity))).
		WithProperties(sarifProperties(rule))
}

// sarifProperties are what code scanning reads of a rule beyond the standard.
func sarifProperties(rule rules.Rule) *sarif.PropertyBag {
	properties := sarif.NewPropertyBag()
	properties.Add("precision", string(rule.Confidence))
	problem := map[rules.Severity]string{rules.Error: "error", rules.Warning: "warning", rules.Note: "recommendation"}
	properties.Add("problem.severity", problem[rule.Severity])
	tags := []string{}
	if rule.Security {
		// Code scanning reads a number as high from 7.0, medium from 4.0, else low.
		number := map[rules.Severity]string{rules.Error: "8.0", rules.Warning: "5.5", rules.Note: "3.0"}
		properties.Add("security-severity", number[rule.Severity])
		tags = append(tags, "security")
	}
	for _, weakness := range rule.CWE {
		tags = append(tags, fmt.Sprintf("external/cwe/cwe-%d", weakness))
	}
	tags = append(tags, "django", rule.Topic)
	for _, tag := range rule.Tags {
		if tag != rule.Topic {
			tags = append(tags, tag)
		}
	}
	return properties.WithTags(tags[:min(len(tags), mostTags)])
}

func multiformat(text, markdown string) *sarif.MultiformatMessageString {
	message := sarif.NewMultiformatMessageString().WithText(text)
	if markdown != "" {
		message.WithMarkdown(markdown)
	}
	return message
}
