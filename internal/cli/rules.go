package cli

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/djvet/djvet/rules"
)

const rulesHelp = `Rules lists the rules by topic, with how grave what they find is at its gravest.
"djvet explain RULE" tells all of one rule. A RULE here may also be a topic, a
glob, or django for what Django's own checks find too.`

const rulesExamples = `  djvet rules
  djvet rules secrets 'debug-*'
  djvet rules --format json`

// rulesCommand lists the rules.
func (r *run) rulesCommand() *cobra.Command {
	format, color := newChoice(formatText, formatText, formatJSON), newColorChoice()
	command := &cobra.Command{
		Use: "rules [RULE…]", Short: "List the rules", Long: rulesHelp, Example: rulesExamples,
		ValidArgsFunction: completeRules,
		RunE: func(_ *cobra.Command, patterns []string) error {
			catalogue, err := rules.Load()
			if err != nil {
				return err
			}
			listed := catalogue.Rules()
			if len(patterns) > 0 {
				selection, err := catalogue.Select(patterns)
				if err != nil {
					return usagef("%w", err)
				}
				listed = selected(listed, selection)
			}
			if format.value == formatJSON {
				return printRulesJSON(r.Stdout, listed)
			}
			return printRules(r.Stdout, listed, newPainter(r.colored(color, "")))
		},
	}
	command.Flags().Var(format, "format", "how to print the list")
	command.Flags().Var(color, "color", "paint the list")
	completeWords(command, "format", format.valid)
	completeWords(command, "color", color.valid)
	return command
}

func selected(all []rules.Rule, selection rules.Selection) []rules.Rule {
	var kept []rules.Rule
	for _, rule := range all {
		if selection.Has(rule.ID) {
			kept = append(kept, rule)
		}
	}
	return kept
}

// severityWidth is that of the longest severity.
const severityWidth = len(rules.Warning)

// printRules prints a table for each topic.
func printRules(w io.Writer, listed []rules.Rule, paint painter) error {
	out := bufio.NewWriter(w)
	width := 0
	for _, rule := range listed {
		width = max(width, len(rule.ID))
	}
	topic := ""
	for _, rule := range listed {
		if rule.Topic != topic {
			if topic != "" {
				_, _ = out.WriteString("\n")
			}
			topic = rule.Topic
			_, _ = out.WriteString(paint.strong(topic) + "\n")
		}
		severity := string(rule.Severity) + strings.Repeat(" ", severityWidth-len(rule.Severity))
		remark := ""
		if rule.Pedantic {
			remark = paint.faint(" (pedantic)")
		}
		_, _ = out.WriteString("  " + rule.ID + strings.Repeat(" ", width-len(rule.ID)) + "  " +
			paint.severity(rule.Severity, severity) + "  " + rule.Title + remark + "\n")
	}
	return out.Flush() //nolint:wrapcheck // of the output; it keeps the first error of the writes too
}

// The types below are the JSON list of rules, key by key and in its order.
type (
	jsonRules struct {
		Version int        `json:"version"`
		Rules   []jsonRule `json:"rules"`
	}
	jsonRule struct {
		ID         string           `json:"id"`
		Topic      string           `json:"topic"`
		Title      string           `json:"title"`
		Summary    string           `json:"summary"`
		Fix        string           `json:"fix"`
		Severity   rules.Severity   `json:"severity"`
		Confidence rules.Confidence `json:"confidence"`
		Pedantic   bool             `json:"pedantic"`
		Where      string           `json:"where"`
		Django     []string         `json:"django"`
		Since      string           `json:"since"`
		Until      string           `json:"until"`
		Security   bool             `json:"security"`
		CWE        []int            `json:"cwe"`
		Tags       []string         `json:"tags"`
	}
)

func printRulesJSON(w io.Writer, listed []rules.Rule) error {
	document := jsonRules{Version: 1, Rules: make([]jsonRule, 0, len(listed))}
	for _, rule := range listed {
		doc := rule.Doc()
		document.Rules = append(document.Rules, jsonRule{
			ID: rule.ID, Topic: rule.Topic, Title: rule.Title, Summary: doc.Summary(), Fix: doc.Advice(),
			Severity: rule.Severity, Confidence: rule.Confidence, Pedantic: rule.Pedantic, Where: rule.Where,
			Django: notNil(rule.Django), Since: rule.Since, Until: rule.Until, Security: rule.Security,
			CWE: notNil(rule.CWE), Tags: notNil(rule.Tags),
		})
	}
	return printJSON(w, document)
}

// printJSON prints a document as the reports are printed.
func printJSON(w io.Writer, document any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)    // people read it, and nobody puts it into a page unescaped
	return encoder.Encode(document) //nolint:wrapcheck // of the output
}

// notNil makes an empty list of a missing one, for JSON.
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// completeRules makes the shells complete ids and topics of rules.
func completeRules(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	catalogue, err := rules.Load()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var words []string
	for _, rule := range catalogue.Rules() {
		words = append(words, rule.ID+"\t"+rule.Title)
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
