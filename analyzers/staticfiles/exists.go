package staticfiles

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/project"
)

// dirNotFound is staticfiles.W004, for directories of the repository that nothing
// in it seems to make.
func dirNotFound(p *check.Pass) {
	for _, m := range p.Started() {
		root, _ := only(p, m, "STATIC_ROOT")
		for _, entry := range entriesOf(p, m) {
			if !installed(p, m) || entry.dir == root.dir || !missing(p, m, entry.dir) {
				continue
			}
			f := p.At(m, dirs, entry.value)
			f.Detail = entry.dir.Name()
			f.Message = "the STATICFILES_DIRS entry " + entry.dir.Name() + " is not in the repository: nothing is collected from it, and Django warns at every command"
			f.Django = p.Present(p.Rule.Django...)
			p.Report(f)
		}
	}
}

// uploadDirNotFound is files.E001.
func uploadDirNotFound(p *check.Pass) {
	const setting = "FILE_UPLOAD_TEMP_DIR"
	for _, m := range p.Started() {
		value, ok := only(p, m, setting)
		if !ok || !missing(p, m, value.dir) {
			continue
		}
		f := p.At(m, setting, value.value)
		f.Message = "FILE_UPLOAD_TEMP_DIR is a directory that is not in the repository, " + value.dir.Name() + ": large uploads fail, and Django's checks refuse to go on"
		f.Django = p.Present(p.Rule.Django...)
		p.Report(f)
	}
}

// missing reports whether a directory should be in the repository and is not: it
// is not ignored, not where a build puts its output, and nothing that builds or
// starts the project names it.
func missing(p *check.Pass, m *project.SettingsModule, dir check.Directory) bool {
	name, inRepository := dir.InRepository()
	files := p.Project.Files
	if !inRepository || name == "" || files.IsDir(name) || files.Opaque(name) || files.Tree().Ignored(name, true) || built(name) {
		return false
	}
	for _, used := range m.Evaluate(m.World()).Files {
		source, err := files.Source(used)
		if err != nil || bytes.Contains(source.Data, []byte("mkdir")) || bytes.Contains(source.Data, []byte("makedirs")) {
			return false
		}
	}
	return !namedByBuild(p, path.Base(name))
}

// built reports whether a path looks like the output of a tool.
func built(name string) bool {
	return slices.ContainsFunc(strings.Split(strings.ToLower(name), "/"), func(part string) bool {
		switch part {
		case "dist", "build", "out", "output", "public", "node_modules", "bower_components", "components", "bundles", "bundle", "webpack_bundles", "compiled", "generated", "vendor", "tmp":
			return true
		}
		return strings.HasPrefix(part, ".")
	})
}

// buildFiles bounds a search through the files that build and start a project.
const buildFiles = 500

// namedByBuild reports whether a file that builds or starts the project has a name
// in it.
func namedByBuild(p *check.Pass, name string) bool {
	found := p.Project.Files.Files(func(file string) bool {
		switch path.Ext(file) {
		case ".sh", ".yml", ".yaml", ".toml", ".js", ".mjs", ".cjs", ".ts", ".mk", ".cfg", ".gitmodules":
			return !strings.Contains(file, "/static/")
		}
		base := path.Base(file)
		return strings.HasPrefix(base, "Dockerfile") || base == "Makefile" || base == "Procfile" || base == "package.json" || base == "justfile"
	})
	for i, file := range found {
		if i == buildFiles {
			return true
		}
		data := p.Project.Files.Code(file)
		if data == nil || bytes.Contains(data, []byte(name)) {
			return true
		}
	}
	return false
}
