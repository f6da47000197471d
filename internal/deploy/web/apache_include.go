package web

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/apache"
	"github.com/djvet/djvet/parser/directive"
)

// apacheReader holds the configuration files of Apache that a workspace has.
type apacheReader struct {
	workspace  *workspace.Workspace
	deployment *deploy.Deployment
	// trees are by path; names are their sorted paths.
	trees map[string]*directive.Tree
	names []string
	// damaged are the files that the server refuses.
	damaged  map[string]bool
	problems []deploy.Problem
}

func newApacheReader(ctx context.Context, w *workspace.Workspace, deployment *deploy.Deployment) *apacheReader {
	r := &apacheReader{workspace: w, deployment: deployment, trees: map[string]*directive.Tree{}, damaged: map[string]bool{}}
	for _, name := range w.Files(mayBeApache) {
		if ctx.Err() != nil {
			return r
		}
		file, problem := source(w, name)
		if base := strings.ToLower(path.Base(name)); problem != nil && (strings.Contains(base, "apache") || strings.Contains(base, "httpd")) {
			r.problems = append(r.problems, *problem)
		}
		if file == nil {
			continue
		}
		tree := apache.Parse(file)
		if !isApache(tree) {
			continue
		}
		r.trees[name] = tree
		r.names = append(r.names, name)
		for _, e := range tree.Errors {
			r.damaged[name] = true
			role, _ := deploy.RoleOf(name)
			r.problems = append(r.problems, deploy.Problem{Path: name, Span: e.Span, Message: e.Message, Role: role})
		}
	}
	return r
}

// resolve gives the files that an Include of a configuration names.
func (r *apacheReader) resolve(pattern apacheWord, root, serverRoot string) []string {
	name := slashed(pattern.text)
	if !pattern.known || name == "" {
		return nil
	}
	if !isAbsolute(name) {
		// ServerRoot is the directory of the main file, or the one above it
		// (conf/httpd.conf).
		dir := path.Dir(root)
		for _, base := range []string{dir, path.Dir(dir)} {
			if found := r.matching(path.Join(base, name)); len(found) > 0 {
				return found
			}
		}
		if serverRoot == "" {
			return nil
		}
		name = path.Join(slashed(serverRoot), name)
	}
	for tail := strings.TrimLeft(name, "/"); ; {
		if found := r.matching(tail); len(found) > 0 && !slices.Contains(found, root) {
			return found
		}
		_, rest, more := strings.Cut(tail, "/")
		if tail = rest; !more || !strings.Contains(tail, "/") {
			return nil
		}
	}
}

// matching are the files of a path in which *, ? and [ may stand, or those of a
// directory.
func (r *apacheReader) matching(pattern string) []string {
	var found []string
	for _, name := range r.names {
		if matched, err := path.Match(pattern, name); err == nil && matched || strings.HasPrefix(name, strings.TrimSuffix(pattern, "/")+"/") {
			found = append(found, name)
		}
	}
	return found
}

// slashed is a path with the slashes of Unix.
func slashed(name string) string { return strings.ReplaceAll(name, `\`, "/") }

// isAbsolute reports whether a path begins at a root: / or C:/.
func isAbsolute(name string) bool {
	return strings.HasPrefix(name, "/") || OnWindows(name)
}

// OnWindows reports whether a path begins with the letter of a drive.
func OnWindows(name string) bool {
	return len(name) > 2 && name[1] == ':' && (name[2] == '/' || name[2] == '\\') &&
		('a' <= name[0]|0x20 && name[0]|0x20 <= 'z')
}

// included are the files that others of the repository include.
func (r *apacheReader) included() map[string]bool {
	found := map[string]bool{}
	for _, name := range r.names {
		serverRoot := ""
		directive.Walk(r.trees[name].Directives, func(d *directive.Directive) bool {
			switch {
			case len(d.Words) == 0 || d.Block:
			case strings.EqualFold(d.Name, "ServerRoot"):
				serverRoot = d.Words[0].Text
			case strings.EqualFold(d.Name, "Include") || strings.EqualFold(d.Name, "IncludeOptional"):
				word := apacheWord{text: d.Words[0].Text, known: concrete(d.Words[0].Text)}
				for _, other := range r.resolve(word, name, serverRoot) {
					found[other] = other != name
				}
			}
			return true
		})
	}
	if len(found) == len(r.names) { // they include each other
		return nil
	}
	return found
}

// containerOf is the container that a file is put into, if it is only one.
func (r *apacheReader) containerOf(name string) *deploy.Container {
	var only *deploy.Container
	for _, c := range r.deployment.Containers {
		holds := slices.ContainsFunc(c.Placements, func(p deploy.Placement) bool {
			if p.Source == name {
				return true
			}
			rest, below := strings.CutPrefix(name, p.Source+"/")
			return below && p.Source != "" && isApacheDirectory(path.Join(p.Target, path.Dir(rest)))
		})
		if !holds {
			continue
		}
		if only != nil {
			return nil
		}
		only = c
	}
	return only
}

// isApacheDirectory names the directories in which distributions and the
// official image look for configurations.
func isApacheDirectory(dir string) bool {
	for _, known := range []string{"/etc/apache2", "/etc/httpd", "/usr/local/apache2/conf"} {
		if dir == known || strings.HasPrefix(dir, known+"/") {
			return true
		}
	}
	return false
}
