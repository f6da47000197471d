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
	for _, p := range placesOf(r.deployment, root, isApachePlace) {
		if file := fileAt(r.workspace, p.container, path.Clean(name)); r.trees[file] != nil {
			return []string{file}
		}
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

// isApachePlace names the directories in which distributions and the official
// images look for configurations.
func isApachePlace(target string) bool {
	for _, directory := range []string{"/etc/apache2/", "/etc/httpd/", "/usr/local/apache2/", "/opt/bitnami/apache/", "/opt/bitnami/apache2/"} {
		if strings.HasPrefix(target, directory) {
			return true
		}
	}
	return false
}

// role is that of the file, but a file that has one for production beside it
// and is used by nothing for production is for development.
func (r *apacheReader) role(name string, places []placed) (deploy.Role, deploy.Evidence) {
	role, why := roleOf(name, places)
	if role != deploy.Production || len(places) > 0 || deploy.SaysProduction(path.Base(name)) {
		return role, why
	}
	for _, other := range r.names {
		if path.Dir(other) == path.Dir(name) && deploy.SaysProduction(path.Base(other)) {
			return deploy.Development, deploy.Evidence{Text: "a file for production lies beside it", Path: other}
		}
	}
	return role, why
}
