package logging

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// fileNotFound reports handlers that write to a directory of the repository which
// is not there. Elsewhere on the server nothing is known of directories.
func fileNotFound(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, "LOGGING"), func(v eval.Value) check.Verdict {
			return check.When(len(lost(p, v)) > 0)
		})
		if !j.Bad || j.ByDefault() || !configures(p, m) {
			continue
		}
		for _, file := range lost(p, j.Value.Value) {
			if makes(p, m, file.dir) {
				continue
			}
			f := p.At(m, "LOGGING", j.Value)
			f.Detail = file.handler
			dir, _ := check.InTree(file.dir).InRepository()
			f.Message = "the handler " + file.handler + " writes to " + dir + "/, which is not in the repository and nothing creates: "
			if file.later {
				f.Message += "each attempt to log fails"
			} else {
				f.Message += "Django does not start in a fresh checkout"
			}
			p.Report(f)
			break // one is enough to understand
		}
	}
}

// lostFile is a log file whose directory is not there.
type lostFile struct {
	handler string
	dir     string // relative to the tree's root
	later   bool   // it is opened when something is logged
}

func lost(p *check.Pass, v eval.Value) []lostFile {
	c, ok := configOf(v)
	if !ok {
		return nil
	}
	var files []lostFile
	for _, handler := range c.section("handlers") {
		class, _ := text(handler.Mapping, "class")
		filename, _ := handler.Get("filename").Single()
		file, known := p.Directory(filename)
		if !known || !writesFile(class) {
			continue
		}
		dir, inside := file.Parent().InRepository()
		if !inside || dir == "" || p.Project.Files.IsDir(dir) || p.Project.Files.Opaque(dir) {
			continue
		}
		delay, _ := handler.Get("delay").Single()
		files = append(files, lostFile{handler.name, dir, delay == eval.Value(eval.Bool(true))})
	}
	return files
}

// makes reports whether something in the repository may make a directory: a call
// in the settings or what starts them, or a file of the deployment that speaks
// of it.
func makes(p *check.Pass, m *project.SettingsModule, dir string) bool {
	files := p.Project.Files
	python := slices.Clone(m.Evaluate(m.World()).Files)
	for _, starter := range p.Project.Starters {
		python = append(python, starter.Path)
	}
	for _, name := range python {
		if data := files.Code(name); data == nil || creating.Match(data) {
			return true
		}
	}
	word, err := regexp.Compile(`(^|[^\w.-])` + regexp.QuoteMeta(path.Base(dir)) + `($|[^\w.-])`)
	if err != nil { // the name is no UTF-8, which a text of Python's need not be
		return true
	}
	for _, name := range files.Files(deploys) {
		data := files.Code(name)
		if !bytes.Contains(data, []byte(path.Base(dir))) {
			continue
		}
		for line := range bytes.Lines(data) {
			if word.Match(line) && (!isText(name) || creating.Match(line)) {
				return true
			}
		}
	}
	return false
}

// creating are the calls and commands that make directories, in Python and in
// shells.
var creating = regexp.MustCompile(`mkdir|makedirs|install -d`)

// deploys reports whether a file may say what is done when a project is deployed.
func deploys(name string) bool {
	base := strings.ToLower(path.Base(name))
	switch path.Ext(base) {
	case ".sh", ".yml", ".yaml", ".toml", ".service", ".conf", ".ini", ".cfg", ".bat", ".ps1", ".mk", ".j2", ".config":
		return true
	}
	return strings.Contains(base, "dockerfile") || base == "makefile" || base == "procfile" || base == "justfile" ||
		base == "fabfile.py" || base == "tasks.py" || base == ".dockerignore" || isText(name)
}

// isText reports whether a file is written for people: only its commands count.
func isText(name string) bool {
	extension := strings.ToLower(path.Ext(name))
	return extension == ".md" || extension == ".rst" || extension == ".txt"
}
