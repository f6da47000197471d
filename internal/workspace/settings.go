package workspace

import (
	"path"
	"slices"
)

// SettingsFile is a file that looks like a settings module.
type SettingsFile struct {
	Path string
	// Why is what it was recognised by, such as "sets INSTALLED_APPS and
	// DATABASES".
	Why string
}

// SettingsFiles gives the files that have the name and the look of Django
// settings, sorted by path, examples among them (see IsExample). There may be
// more: a starter can name a module of any name, which is then settings too.
func (w *Workspace) SettingsFiles() []SettingsFile {
	var found []SettingsFile
	for _, name := range w.candidates().settings {
		file, err := w.Source(name)
		if err != nil {
			continue
		}
		if ok, why := LooksLikeDjangoSettings(file.Data); ok {
			found = append(found, SettingsFile{Path: name, Why: why})
		}
	}
	return found
}

// Starters gives the files that may start Django, sorted by path.
func (w *Workspace) Starters() []string {
	return slices.Clone(w.candidates().starters)
}

// candidatePaths are the files whose paths make them candidates, sorted.
type candidatePaths struct {
	settings, starters []string
}

// findCandidates goes over all names once for all kinds.
func (w *Workspace) findCandidates() candidatePaths {
	var found candidatePaths
	add := func(to *[]string, name string) {
		if !w.ignored(name) {
			*to = append(*to, name)
		}
	}
	for dir, known := range w.names.dirs {
		for _, base := range known.files {
			if neverCandidate(base) {
				continue
			}
			name := joinTree(dir, base)
			if IsSettingsName(name) {
				add(&found.settings, name)
			}
			if StarterOf(name) != NoStarter {
				add(&found.starters, name)
			}
		}
	}
	slices.Sort(found.settings)
	slices.Sort(found.starters)
	return found
}

// neverCandidate tells most files of a large repository, by what ends their
// names, before anything is made of their paths.
func neverCandidate(base string) bool {
	switch path.Ext(base) {
	case ".html", ".js", ".mjs", ".ts", ".tsx", ".jsx", ".vue", ".css", ".scss", ".sass", ".less", ".map",
		".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".webp", ".woff", ".woff2", ".ttf", ".eot", ".pdf",
		".po", ".mo", ".md", ".rst", ".csv", ".pyc", ".ipynb":
		return true
	}
	return false
}
