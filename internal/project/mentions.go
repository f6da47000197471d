package project

import (
	"bytes"
	"path"
	"strings"
	"sync"
)

// The bounds of a search through the project's code.
const (
	searchFiles = 3_000
	searchBytes = 256 << 10 // of one file
	searchTotal = 64 << 20
)

// code is the text of the project's own code, read when the first rule searches
// it and kept for the others.
type code struct {
	once  sync.Once
	files [][]byte
}

// Mentions reports whether the project's own code (its Python files that are
// neither settings nor tests nor migrations) contains one of the texts. It
// reads many files, so rules ask last.
func (p *Project) Mentions(texts ...string) bool {
	p.code.once.Do(p.readCode)
	for _, data := range p.code.files {
		for _, text := range texts {
			if bytes.Contains(data, []byte(text)) {
				return true
			}
		}
	}
	return false
}

func (p *Project) readCode() {
	settings := map[string]bool{}
	for _, m := range p.Settings {
		settings[m.Path] = true
	}
	names := p.Files.Files(func(name string) bool {
		return below(name, p.Root) && path.Ext(name) == ".py" && !settings[name] && !aside(name)
	})
	total := 0
	for i, name := range names {
		if i == searchFiles || total > searchTotal || p.ctx.Err() != nil {
			return
		}
		if data, err := p.Files.Tree().ReadFile(name, searchBytes); err == nil {
			p.code.files = append(p.code.files, data)
			total += len(data)
		}
	}
}

// aside reports whether a file is not part of what runs in production.
func aside(name string) bool {
	base := path.Base(name)
	return strings.Contains(name, "/migrations/") || strings.Contains(name, "tests/") ||
		strings.HasPrefix(base, "test_") || base == "tests.py" || base == "conftest.py"
}
