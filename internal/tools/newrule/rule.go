package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/djvet/djvet/rules"
)

const modulePath = "github.com/djvet/djvet"

// rule is what the skeleton is made from.
type rule struct {
	ID, Topic, Title, Severity, Where, Setting string

	Pedantic bool
	Django   []string
}

// document and the others are paths relative to the root of the module.
func (r rule) document() string { return path.Join("rules", r.ID+".md") }
func (r rule) folder() string   { return path.Join("analyzers", r.Topic) }

// source has no "_" in its name: Go takes some words after one for a system.
func (r rule) source() string {
	return path.Join(r.folder(), strings.ReplaceAll(r.ID, "-", "")+".go")
}

// Function is the name of the rule's function: the id in camelCase.
func (r rule) Function() string {
	name := rules.Rule{ID: r.ID}.Name()
	return strings.ToLower(name[:1]) + name[1:]
}

var kebabCase = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)

// create makes the skeleton. Everything is made in memory first, so that an
// error leaves the repository as it was.
func create(root string, r *rule) error {
	if err := r.complete(root); err != nil {
		return err
	}
	changes, err := changesFor(root, *r)
	if err != nil {
		return err
	}
	for file, text := range changes {
		name := filepath.Join(root, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("make the folder of %s: %w", file, err)
		}
		if err := os.WriteFile(name, text, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", file, err)
		}
	}
	return nil
}

// complete checks what was asked for and fills in the topic.
func (r *rule) complete(root string) error {
	if !kebabCase.MatchString(r.ID) {
		return fmt.Errorf("%q is no id: write two words or more in lower case, joined by hyphens, such as hsts-disabled", r.ID)
	}
	topics, err := existing(root)
	if err != nil {
		return err
	}
	if topic, ok := topics[r.ID]; ok {
		return fmt.Errorf("there is a rule %s already, in the topic %s", r.ID, topic)
	}
	if r.Topic == "" {
		r.Topic = likelyTopic(r.ID, topics)
	}
	switch {
	case r.Topic == "":
		return fmt.Errorf("no rule begins like %s: give its topic with -topic, one of %s", r.ID, list(writable()))
	case !slices.Contains(writable(), r.Topic):
		return fmt.Errorf("%q is no topic for a rule: it is one of %s", r.Topic, list(writable()))
	case !slices.Contains([]string{"error", "warning", "note"}, r.Severity):
		return fmt.Errorf("%q is no severity: it is error, warning or note", r.Severity)
	case !slices.Contains([]string{"prod", "any", "file"}, r.Where):
		return fmt.Errorf("%q is nothing that is judged: it is prod, any or file", r.Where)
	case utf8.RuneCountInString(r.Title) > 60 || strings.HasSuffix(r.Title, "."):
		return errors.New("the title has at most 60 characters and no final stop")
	}
	return nil
}

// writable are the topics that have a folder in analyzers: all but the one of
// what the driver itself reports.
func writable() []string {
	return slices.DeleteFunc(rules.Topics(), func(topic string) bool { return topic == "driver" })
}

func list(names []string) string { return strings.Join(names, ", ") }

// existing maps the ids of the rules that the repository has to their topics.
// It reads the files, not the catalogue that is built into this program.
func existing(root string) (map[string]string, error) {
	files, err := fs.Glob(os.DirFS(filepath.Join(root, "rules")), "*.md")
	if err != nil {
		return nil, fmt.Errorf("list the rules: %w", err)
	}
	topic := regexp.MustCompile(`(?m)^topic = "(.*)"$`)
	topics := make(map[string]string, len(files))
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(root, "rules", file))
		if err != nil {
			return nil, fmt.Errorf("read the rule: %w", err)
		}
		topics[strings.TrimSuffix(file, ".md")] = ""
		if match := topic.FindSubmatch(text); match != nil {
			topics[strings.TrimSuffix(file, ".md")] = string(match[1])
		}
	}
	return topics, nil
}

// likelyTopic is the topic whose name the id begins with, or else that of all
// rules that share the most words at the beginning; "" if there is no such one.
func likelyTopic(id string, topics map[string]string) string {
	for prefix := id; ; {
		i := strings.LastIndexByte(prefix, '-')
		if i < 0 {
			return ""
		}
		prefix = prefix[:i]
		if slices.Contains(writable(), prefix) {
			return prefix
		}
		found := ""
		for other, topic := range topics {
			if !strings.HasPrefix(other, prefix+"-") {
				continue
			}
			if found != "" && found != topic {
				return ""
			}
			found = topic
		}
		if found != "" {
			return found
		}
	}
}
