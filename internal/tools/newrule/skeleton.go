package main

import (
	"bytes"
	"embed"
	"fmt"
	"go/format"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/template"
)

//go:embed skeleton
var skeletons embed.FS

// changesFor makes the new text of every file that the rule adds or changes.
func changesFor(root string, r rule) (map[string][]byte, error) {
	document, err := fill("rule.md.tmpl", r)
	if err != nil {
		return nil, err
	}
	source, err := fill("rule.go.tmpl", r)
	if err != nil {
		return nil, err
	}
	changes := map[string][]byte{r.document(): document, r.source(): source}
	file, text, err := rulesOf(root, r.folder())
	if err != nil {
		return nil, err
	}
	if file == "" { // the first rule of its topic
		file = path.Join(r.folder(), r.Topic+".go")
		if text, err = fill("topic.go.tmpl", r); err != nil {
			return nil, err
		}
		all, err := read(root, "analyzers/all.go")
		if err != nil {
			return nil, err
		}
		if changes["analyzers/all.go"], err = addTopic(all, r.Topic); err != nil {
			return nil, fmt.Errorf("analyzers/all.go: %w", err)
		}
	}
	if changes[file], err = addRule(text, r); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return changes, nil
}

// rulesOf is the file of a topic's folder that lists its rules; "" if there is
// none.
func rulesOf(root, folder string) (string, []byte, error) {
	names, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(folder), "*.go"))
	if err != nil {
		return "", nil, fmt.Errorf("list %s: %w", folder, err)
	}
	for _, name := range names {
		file := path.Join(folder, filepath.Base(name))
		text, err := read(root, file)
		if err != nil {
			return "", nil, err
		}
		if bytes.Contains(text, []byte("\nfunc Rules() ")) {
			return file, text, nil
		}
	}
	return "", nil, nil
}

func read(root, file string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return text, nil
}

// fill makes a file from a skeleton.
func fill(name string, r rule) ([]byte, error) {
	quoted := func(ids []string) string {
		var b strings.Builder
		for i, id := range ids {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "%q", id)
		}
		return b.String()
	}
	parsed, err := template.New(name).Funcs(template.FuncMap{"quoted": quoted}).ParseFS(skeletons, "skeleton/"+name)
	if err != nil {
		return nil, fmt.Errorf("skeleton %s: %w", name, err)
	}
	var text bytes.Buffer
	if err := parsed.Execute(&text, r); err != nil {
		return nil, fmt.Errorf("skeleton %s: %w", name, err)
	}
	if path.Ext(strings.TrimSuffix(name, ".tmpl")) != ".go" {
		return text.Bytes(), nil
	}
	formatted, err := format.Source(text.Bytes())
	if err != nil {
		return nil, fmt.Errorf("skeleton %s: %w", name, err)
	}
	return formatted, nil
}
