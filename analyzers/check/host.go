package check

import (
	"path"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/host"
)

// Host is the machine that the project runs on, for rules about its files.
type Host struct {
	host.Machine
	// As is the account that the server runs as, and Why the place that says so;
	// without a path, whoever called djvet does.
	As  host.Account
	Why deploy.Reference
}

// Path is where a file lies on the machine. It is false for what is not known,
// and for a relative path: in which directory the server runs is another
// question.
func (h *Host) Path(v eval.Value) (string, bool) {
	if name, ok := eval.Rooted(v); ok {
		return path.Join(h.Root, name), true
	}
	if named, ok := v.(*eval.Path); ok {
		v = named.Name
	}
	s, ok := v.(eval.Str)
	if !ok || !strings.HasPrefix(string(s), "/") {
		return "", false
	}
	return path.Clean(string(s)), true
}

// Look follows a path as the server would.
func (h *Host) Look(name string) host.View { return host.Look(h.System, h.As, name) }
