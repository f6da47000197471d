package project

import (
	"bytes"
	"path"
	"strings"
)

// The bounds of a search through the project's code.
const (
	searchFiles = 3_000
	searchBytes = 256 << 10
)

// Mentions reports whether the project's own code (its Python files that are
// neither settings nor tests nor migrations) contains one of the texts. It
// reads many files, so rules ask last.
func (p *Project) Mentions(texts ...string) bool {
	settings := map[string]bool{}
	for _, m := range p.Settings {
		settings[m.Path] = true
	}
	names := p.Files.Files(func(name string) bool {
		return below(name, p.Root) && path.Ext(name) == ".py" && !settings[name] && !aside(name)
	})
	for i, name := range names {
		if i == searchFiles || p.ctx.Err() != nil {
			return false
		}
		data, err := p.Files.Tree().ReadFile(name, searchBytes)
		if err != nil {
			continue
		}
		for _, text := range texts {
			if bytes.Contains(data, []byte(text)) {
				return true
			}
		}
	}
	return false
}

// aside reports whether a file is not part of what runs in production.
func aside(name string) bool {
	base := path.Base(name)
	return strings.Contains(name, "/migrations/") || strings.Contains(name, "tests/") ||
		strings.HasPrefix(base, "test_") || base == "tests.py" || base == "conftest.py"
}
