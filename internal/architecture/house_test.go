package architecture

import (
	"fmt"
	"slices"
	"strings"
)

const (
	modulePath = "github.com/djvet/djvet"
	treeSitter = "github.com/smacker/go-tree-sitter"
	// maxLines is how long a file may be before it holds more than one concept.
	maxLines = 450
)

// layers are the folders of the house: each may import those above it and those
// beside it, never one below. A folder stands for what lies in it, unless that
// is named itself.
func layers() [][]string {
	return [][]string{
		{"parser"},
		{"internal/django"},
		{"rules"},
		{"internal/workspace"},
		{"internal/eval"},
		{"internal/deploy"},
		{"internal/project"},
		{"internal/finding", "internal/config", "internal/host"},
		{"analyzers/check"},
		{"analyzers/*"}, // a folder for each topic
		{"analyzers"},   // all.go, the list of them
		{"internal/driver"},
		{"internal/engine"},
		{"internal/report", "internal/fix"},
		{"internal/cli", "internal/lsp", "internal/sweep"},
		{"cmd"},
		{"internal/tools", "internal/architecture", "internal/e2e"},
	}
}

// source is what the test knows of one Go file.
type source struct {
	path    string // relative to the root of the module
	imports []string
	// identifiers are the names that it declares or uses.
	identifiers []string
	lines       int
	documented  bool // has a package comment
}

func (s source) dir() string {
	if i := strings.LastIndexByte(s.path, '/'); i >= 0 {
		return s.path[:i]
	}
	return ""
}

func (s source) test() bool { return strings.HasSuffix(s.path, "_test.go") }

// place is the layer that a folder belongs to, and the folder that stands for
// it there; false if it has none.
func place(dir string) (layer int, folder string, ok bool) {
	for at := dir; at != ""; at = parent(at) {
		for i, folders := range layers() {
			if slices.Contains(folders, at) {
				return i, at, true
			}
			if at != "analyzers" && parent(at) == "analyzers" && slices.Contains(folders, "analyzers/*") && at != "analyzers/check" {
				return i, at, true
			}
		}
	}
	return 0, "", false
}

func parent(dir string) string {
	if i := strings.LastIndexByte(dir, '/'); i >= 0 {
		return dir[:i]
	}
	return ""
}

// faults says what breaks the rules of the house.
func faults(sources []source) []string {
	var found []string
	documented := map[string]bool{}
	for _, s := range sources {
		documented[s.dir()] = documented[s.dir()] || s.documented
	}
	for _, s := range sources {
		if s.lines > maxLines && !strings.HasSuffix(s.path, "_gen.go") {
			found = append(found, fmt.Sprintf("%s has %d lines, more than %d: is it one concept?", s.path, s.lines, maxLines))
		}
		if !s.test() && !documented[s.dir()] {
			found = append(found, fmt.Sprintf("%s: the package has no package comment", s.path))
			documented[s.dir()] = true // said once
		}
		if s.test() {
			continue // a test may use what it likes: the compiler forbids circles
		}
		found = append(found, importFaults(s)...)
		found = append(found, knowledgeFaults(s)...)
	}
	return found
}

// importFaults checks the direction of the imports of a file.
func importFaults(s source) []string {
	layer, folder, ok := place(s.dir())
	if !ok {
		return []string{fmt.Sprintf("%s: the folder has no place in the house: add it to layers and to docs/architecture.md", s.path)}
	}
	var found []string
	for _, path := range s.imports {
		ours, isOurs := strings.CutPrefix(path, modulePath+"/")
		if !isOurs {
			continue
		}
		imported, other, known := place(ours)
		switch {
		case !known:
			found = append(found, fmt.Sprintf("%s imports %s, which has no place in the house", s.path, ours))
		case imported > layer:
			found = append(found, fmt.Sprintf("%s imports %s, which is below it", s.path, ours))
		case imported == layer && folder != other && strings.HasPrefix(folder, "analyzers/"):
			found = append(found, fmt.Sprintf("%s imports %s: topics do not know each other", s.path, ours))
		case layer == imported && strings.HasPrefix(folder, "internal/tools"):
			found = append(found, fmt.Sprintf("%s imports %s: nothing is built on a tool", s.path, ours))
		case folder == "rules":
			found = append(found, fmt.Sprintf("%s imports %s: the catalogue imports nothing of ours", s.path, ours))
		}
	}
	return found
}

// knowledgeFaults checks who knows of tree-sitter and of Django.
func knowledgeFaults(s source) []string {
	var found []string
	inParser := strings.HasPrefix(s.path, "parser/")
	for _, path := range s.imports {
		if !inParser && (path == treeSitter || strings.HasPrefix(path, treeSitter+"/")) {
			found = append(found, fmt.Sprintf("%s imports %s, which only parser/ knows", s.path, path))
		}
	}
	for _, name := range s.identifiers {
		if inParser && strings.Contains(strings.ToLower(name), "django") {
			found = append(found, fmt.Sprintf("%s uses the name %s: the parsers know nothing of Django", s.path, name))
		}
	}
	return found
}
