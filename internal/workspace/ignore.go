package workspace

import (
	"path"
	"strings"
	"sync"
)

// ignoreVerdict is what the ignore rules say of a path.
type ignoreVerdict uint8

const (
	notIgnored ignoreVerdict = iota
	// ignoredByName: a pattern matches, but there is no git directory that
	// would tell whether the file is tracked.
	ignoredByName
	// ignoredByGit: a pattern matches and the file is not tracked.
	ignoredByGit
)

// ignoreSource gives what the ignore rules are made of. Directories are "" or
// slash paths.
type ignoreSource interface {
	// ignoreFile is the content of the .gitignore in a directory, or empty.
	ignoreFile(dir string) []byte
	// repository is the git directory of a directory, or nil.
	repository(dir string) *repository
}

// ignoreRules answers as `git check-ignore` does, without the rules of the user
// (core.excludesFile): they are not the repository's. Files of rules are read
// when a path below them is first asked for.
type ignoreRules struct {
	source ignoreSource
	mutex  sync.Mutex
	dirs   map[string]*ignoreDir
}

// ignoreDir is a directory on the way to a path that was asked for.
type ignoreDir struct {
	patterns []ignorePattern
	// parent is nil at the root of the tree and at that of a repository: the
	// rules of one repository do not reach into another.
	parent *ignoreDir
	// repository is nil outside of any.
	repository *repository
	// repositoryRoot is where the repository is in the tree.
	repositoryRoot string
	path           string
	// ignored says that the directory's own name, or one above it, is. git then
	// ignores all below, whatever later patterns include again.
	ignored bool
}

func newIgnoreRules(source ignoreSource) *ignoreRules {
	return &ignoreRules{source: source, dirs: map[string]*ignoreDir{}}
}

func (r *ignoreRules) match(name string, dir bool) ignoreVerdict {
	if name == "" {
		return notIgnored
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	parent, base := r.dir(parentOf(name)), path.Base(name)
	if !parent.ignored && !parent.matches(name, base, dir) {
		return notIgnored
	}
	if parent.repository == nil {
		return ignoredByName
	}
	if parent.repository.tracks(relative(name, parent.repositoryRoot), dir) {
		return notIgnored
	}
	return ignoredByGit
}

// dir gives what is known of a directory, reading its rules at the first time.
// The mutex is held.
func (r *ignoreRules) dir(name string) *ignoreDir {
	if found, ok := r.dirs[name]; ok {
		return found
	}
	d := &ignoreDir{path: name}
	if name != "" {
		parent := r.dir(parentOf(name))
		d.parent = parent
		d.repository, d.repositoryRoot = parent.repository, parent.repositoryRoot
		d.ignored = parent.ignored || parent.matches(name, path.Base(name), true)
	}
	if own := r.source.repository(name); own != nil {
		// A submodule is tracked by the repository around it, as one entry.
		if d.ignored && d.repository != nil && d.repository.tracks(relative(name, d.repositoryRoot), true) {
			d.ignored = false
		}
		d.repository, d.repositoryRoot, d.parent = own, name, nil
		d.patterns = own.exclude
	}
	// Those of the directory come later, so they win over info/exclude.
	d.patterns = append(d.patterns[:len(d.patterns):len(d.patterns)], parseIgnoreFile(r.source.ignoreFile(name))...)
	r.dirs[name] = d
	return d
}

// matches gives the verdict of the last pattern that matches, from the nearest
// directory outwards.
func (d *ignoreDir) matches(name, base string, dir bool) bool {
	for ; d != nil; d = d.parent {
		if len(d.patterns) == 0 {
			continue
		}
		below := relative(name, d.path)
		for i := len(d.patterns) - 1; i >= 0; i-- {
			if d.patterns[i].matches(below, base, dir) {
				return !d.patterns[i].include
			}
		}
	}
	return false
}

// relative is name, which lies below dir, as seen from it.
func relative(name, dir string) string {
	if dir == "" {
		return name
	}
	return strings.TrimPrefix(name[len(dir):], "/")
}

// parentOf is the directory of a path, "" for the root.
func parentOf(name string) string {
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		return name[:i]
	}
	return ""
}
