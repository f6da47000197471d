package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/rules"
)

// notice stands at the top of every page, where readers of the page do not see
// it and whoever edits it does.
const notice = "<!-- Written by `go run ./internal/tools/docs` from rules/%s. Edit that. -->\n\n"

// pages are all pages, by the name of their file.
func pages(catalogue *rules.Catalogue) map[string]string {
	all := map[string]string{
		"README.md": topicIndex(catalogue.Rules()),
		"django.md": djangoIndex(catalogue.Rules()),
	}
	for _, rule := range catalogue.Rules() {
		all[rule.ID+".md"] = page(rule)
	}
	return all
}

// page is the page of one rule: its front matter as a table, then what its file
// says.
func page(rule rules.Rule) string {
	var text strings.Builder
	fmt.Fprintf(&text, notice, rule.ID+".md")
	fmt.Fprintf(&text, "# %s\n\n", rule.Title)
	fmt.Fprintf(&text, "| `%s` | |\n|---|---|\n", rule.ID)
	for _, row := range rows(rule) {
		fmt.Fprintf(&text, "| %s | %s |\n", row.name, row.value)
	}
	text.WriteString("\n")
	text.WriteString(nameFiles(rule.Doc().Markdown))
	return text.String()
}

type row struct{ name, value string }

// rows are what the front matter says, for people.
func rows(rule rules.Rule) []row {
	reported := "by default"
	if rule.Pedantic {
		reported = "with `--pedantic`, or if it is selected by name"
	}
	table := []row{
		{"Topic", fmt.Sprintf("[%s](README.md#%s)", rule.Topic, rule.Topic)},
		{"Severity", string(rule.Severity)},
		{"Confidence", string(rule.Confidence)},
		{"Reported", reported},
		{"Judges", where(rule.Where)},
	}
	if ids := djangoIDs(rule); len(ids) > 0 {
		table = append(table, row{"Django's checks", strings.Join(ids, "<br>")})
	}
	if versions := bounds(rule); versions != "" {
		table = append(table, row{"Django", versions})
	}
	if len(rule.CWE) > 0 {
		table = append(table, row{"Weaknesses", strings.Join(weaknesses(rule.CWE), ", ")})
	}
	if len(rule.Supersedes) > 0 {
		table = append(table, row{"Stands for", strings.Join(links(rule.Supersedes), ", ") + ", where both say the same of one value"})
	}
	return table
}

// where says what a rule judges.
func where(kind string) string {
	switch kind {
	case "prod":
		return "settings modules in production"
	case "any":
		return "every settings module that something starts"
	case "file":
		return "the files that are named below"
	}
	return strings.ReplaceAll(kind, ",", ", ")
}

// djangoIDs are the system checks that a rule reproduces, each with the
// versions of Django that have it.
func djangoIDs(rule rules.Rule) []string {
	ids := make([]string, 0, len(rule.Django))
	for _, id := range rule.Django {
		item := "`" + id + "`"
		if minors, known := django.CheckMinors(id); known {
			item += " (" + versions(minors) + ")"
		}
		ids = append(ids, item)
	}
	return ids
}

// versions says a set of minors in words. The oldest and newest that are known
// are no bounds.
func versions(minors django.Minors) string {
	var runs []string
	known := django.Known()
	for i := 0; i < len(known); i++ {
		if !minors.Contains(known[i]) {
			continue
		}
		first := i
		for i+1 < len(known) && minors.Contains(known[i+1]) {
			i++
		}
		runs = append(runs, span(known, first, i))
	}
	return strings.Join(runs, ", ")
}

func span(known django.Minors, first, last int) string {
	from, to := known[first].String(), known[last].String()
	switch {
	case first == 0 && last == len(known)-1:
		return "in all versions"
	case last == len(known)-1:
		return "since " + from
	case first == 0:
		return "up to " + to
	case first == last:
		return from
	}
	return from + " to " + to
}

// bounds says which versions the rule is about, "" if all.
func bounds(rule rules.Rule) string {
	switch {
	case rule.Since != "" && rule.Until != "":
		return rule.Since + " to " + rule.Until
	case rule.Since != "":
		return "since " + rule.Since
	case rule.Until != "":
		return "up to " + rule.Until
	}
	return ""
}

func weaknesses(numbers []int) []string {
	named := make([]string, 0, len(numbers))
	for _, n := range numbers {
		named = append(named, fmt.Sprintf("[CWE-%d](https://cwe.mitre.org/data/definitions/%d.html)", n, n))
	}
	return named
}

func links(ids []string) []string {
	linked := make([]string, 0, len(ids))
	for _, id := range ids {
		linked = append(linked, link(id))
	}
	return linked
}

func link(id string) string { return fmt.Sprintf("[%s](%s.md)", id, id) }

// nameFiles puts the name of its file above each block that has one: what shows
// Markdown shows no more of a block's info string than the language.
func nameFiles(markdown string) string {
	var text strings.Builder
	inBlock := false
	for line := range strings.Lines(markdown) {
		info, isFence := strings.CutPrefix(line, "```")
		if isFence && !inBlock {
			if _, path, found := strings.Cut(strings.TrimSpace(info), " "); found {
				fmt.Fprintf(&text, "`%s`\n\n", path)
			}
		}
		inBlock = inBlock != isFence
		text.WriteString(line)
	}
	return text.String()
}

// topicIndex lists the rules by topic, in the catalogue's order.
func topicIndex(all []rules.Rule) string {
	var text strings.Builder
	fmt.Fprintf(&text, notice, "")
	fmt.Fprintf(&text, "# The rules of djvet\n\n%d rules, by topic. [By the ids of Django's own checks](django.md).\n", len(all))
	text.WriteString("\nA *pedantic* rule is reported with `--pedantic` only. `djvet explain RULE` prints a rule's page.\n")
	topic := ""
	for _, rule := range all {
		if rule.Topic != topic {
			topic = rule.Topic
			fmt.Fprintf(&text, "\n## %s\n\n| rule | severity | what is wrong | Django |\n|---|---|---|---|\n", topic)
		}
		severity := string(rule.Severity)
		if rule.Pedantic {
			severity += ", pedantic"
		}
		fmt.Fprintf(&text, "| %s | %s | %s | %s |\n", link(rule.ID), severity, rule.Title, strings.Join(rule.Django, " "))
	}
	return text.String()
}

// djangoIndex lists the ids of Django's checks with the rules that find the
// same.
func djangoIndex(all []rules.Rule) string {
	by := map[string][]string{}
	for _, rule := range all {
		for _, id := range rule.Django {
			by[id] = append(by[id], rule.ID)
		}
	}
	ids := make([]string, 0, len(by))
	for id := range by {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var text strings.Builder
	fmt.Fprintf(&text, notice, "")
	text.WriteString("# Rules by the ids of Django's checks\n\n")
	text.WriteString("What `manage.py check --deploy` says, and the rule of djvet that says it. `djvet check --as-django --settings MODULE` gives these ids. [By topic](README.md).\n\n")
	text.WriteString("| Django's check | in Django | rule |\n|---|---|---|\n")
	for _, id := range ids {
		minors, _ := django.CheckMinors(id)
		fmt.Fprintf(&text, "| `%s` | %s | %s |\n", id, versions(minors), strings.Join(links(by[id]), ", "))
	}
	return text.String()
}
