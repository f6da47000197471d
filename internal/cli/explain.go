package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/djvet/djvet/rules"
)

const explainHelp = `Explain tells what a rule reports and why, shows bad and good examples, and says
how to fix what it finds.`

// explainCommand tells all of one rule.
func (r *run) explainCommand() *cobra.Command {
	color := newColorChoice()
	command := &cobra.Command{
		Use: "explain RULE", Short: "Tell what a rule reports, why, and how to fix it",
		Long: explainHelp, Example: "  djvet explain debug-enabled",
		ValidArgsFunction: completeRules,
		Args: func(_ *cobra.Command, arguments []string) error {
			if len(arguments) != 1 {
				return usagef("explain takes the id of one rule, as in djvet explain debug-enabled; djvet rules lists them")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, arguments []string) error {
			catalogue, err := rules.Load()
			if err != nil {
				return err
			}
			rule, err := find(catalogue, arguments[0])
			if err != nil {
				return err
			}
			width := r.width("")
			if width == 0 {
				width = explainWidth
			}
			return explain(r.Stdout, rule, newPainter(r.colored(color, "")), min(width, explainWidth))
		},
	}
	command.Flags().Var(color, "color", "paint the text")
	completeWords(command, "color", color.valid)
	return command
}

// explainWidth is the number of columns of a text that is to be read, not
// looked through.
const explainWidth = 80

// find finds a rule, or says what may have been meant.
func find(catalogue *rules.Catalogue, id string) (rules.Rule, error) {
	if rule, found := catalogue.Lookup(id); found {
		return rule, nil
	}
	var ids []string
	for _, rule := range catalogue.Rules() {
		if rule.Topic == id {
			ids = append(ids, rule.ID)
		}
	}
	if len(ids) > 0 {
		return rules.Rule{}, usagef("%q is a topic; its rules are %s", id, strings.Join(ids, ", "))
	}
	if near, found := catalogue.Nearest(id); found {
		return rules.Rule{}, usagef("unknown rule %q, did you mean %q?", id, near)
	}
	return rules.Rule{}, usagef("unknown rule %q; djvet rules lists them", id)
}

func explain(w io.Writer, rule rules.Rule, paint painter, width int) error {
	page := &page{paint: paint, width: width}
	page.line(paint.strong(rule.ID) + ": " + rule.Title)
	page.paragraph(strings.Join(facts(rule), " · "), "")
	page.line("")
	page.markdown(rule.Doc().Markdown)
	_, err := io.WriteString(w, page.text.String())
	return err //nolint:wrapcheck // of the output
}

// facts are what the front matter of a rule says.
func facts(rule rules.Rule) []string {
	list := []string{string(rule.Severity), string(rule.Confidence) + " confidence", "topic " + rule.Topic}
	switch rule.Where {
	case "prod":
		list = append(list, "settings of production")
	case "any":
		list = append(list, "every settings module that something starts")
	}
	if rule.Pedantic {
		list = append(list, "pedantic: reported only on request")
	}
	switch {
	case rule.Since != "" && rule.Until != "":
		list = append(list, "Django "+rule.Since+" to "+rule.Until)
	case rule.Since != "":
		list = append(list, "from Django "+rule.Since+" on")
	case rule.Until != "":
		list = append(list, "up to Django "+rule.Until)
	}
	for _, id := range rule.Django {
		list = append(list, "Django's "+id)
	}
	for _, number := range rule.CWE {
		list = append(list, fmt.Sprintf("CWE-%d", number))
	}
	return list
}
