package project

import (
	"bytes"
	"path"
	"strings"
	"sync"
)

// searchFiles is how many files of the project's code are searched.
const searchFiles = 3_000

// code are the files of the project's own code, found when the first rule
// searches them.
type code struct {
	once  sync.Once
	files []string
}

// Mentions reports whether the project's own code (its Python files that are
// neither settings nor tests nor migrations) contains one of the texts. It
// reads many files, so rules ask last.
func (p *Project) Mentions(texts ...string) bool {
	p.code.once.Do(p.findCode)
	for _, name := range p.code.files {
		if p.ctx.Err() != nil {
			return false
		}
		data := p.Files.Code(name)
		for _, text := range texts {
			if bytes.Contains(data, []byte(text)) {
				return true
			}
		}
	}
	return false
}

func (p *Project) findCode() {
	settings := map[string]bool{}
	for _, m := range p.Settings {
		settings[m.Path] = true
	}
	names := p.Files.Files(func(name string) bool {
		return below(name, p.Root) && path.Ext(name) == ".py" && !settings[name] && !aside(name)
	})
	p.code.files = names[:min(len(names), searchFiles)]
}

// aside reports whether a file is not part of what runs in production.
func aside(name string) bool {
	base := path.Base(name)
	return strings.Contains(name, "/migrations/") || strings.Contains(name, "tests/") ||
		strings.HasPrefix(base, "test_") || base == "tests.py" || base == "conftest.py"
}
