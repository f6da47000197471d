package deploy

import (
	"path"
	"regexp"
	"strings"

	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
	"github.com/djvet/djvet/parser/yaml"
)

// isWorkflow reports whether a file is a workflow of GitHub Actions.
func isWorkflow(name string) bool {
	directory := path.Dir(name)
	return (directory == ".github/workflows" || strings.HasSuffix(directory, "/.github/workflows")) &&
		(strings.HasSuffix(name, ".yml") || strings.HasSuffix(name, ".yaml"))
}

// expression is what GitHub puts a value for before the shell sees the line.
var expression = regexp.MustCompile(`\$\{\{[^}\n]*\}\}`)

// workflow makes a launch of every script that a workflow runs on a server, by
// an action for ssh: what it starts there, and in which directory. What the
// workflow runs itself, on GitHub's machines, deploys nothing. A workflow that is
// damaged is GitHub's to judge.
func (r *reader) workflow(file *text.File) {
	documents, err := yaml.Parse(file)
	if err != nil || len(documents) == 0 {
		return
	}
	jobs := documents[0].Get("jobs")
	if jobs == nil {
		return
	}
	for _, job := range jobs.Pairs {
		steps := job.Value.Get("steps")
		if steps == nil {
			continue
		}
		for _, step := range steps.Items {
			script := step.At("with", "script")
			if script == nil || script.Kind != yaml.Scalar || !strings.Contains(step.Get("uses").Text(), "ssh-action") {
				continue
			}
			r.remoteScript(file, job.Key, script)
		}
	}
}

func (r *reader) remoteScript(file *text.File, job, script *yaml.Node) {
	// An expression becomes a variable that nobody sets.
	source := script.Source().Masked(expression, func(length int) string { return "$" + strings.Repeat("_", length-1) })
	parsed, err := shell.Parse(source)
	if err != nil && len(parsed.Commands) == 0 {
		return
	}
	base := Launch{Kind: "GitHub workflow", Path: file.Path, Span: job.Span, Service: job.Value}
	base.with(workflowRole(file.Path, job))
	read := touched{}
	p := &process{run: &run{evaluation: r.evaluation}, path: file.Path, files: hostFiles{r.workspace, "", read}}
	// The server's own environment is there too, and may choose the settings.
	p.variables = []Variable{{Name: SettingsVariable, How: "the server's environment", Path: file.Path, Span: job.Span}}
	p.script(parsed.Commands)
	r.touch(read, base.Role)
	r.add(base, p.run.started, p, false)
}

// workflowRole tells for whom a job is, by its name and the file's. The folder
// says nothing: all workflows lie in it.
func workflowRole(name string, job *yaml.Node) (Role, Evidence) {
	for _, said := range []string{path.Base(name), job.Value} {
		if role, word := roleByName(said); role == Development {
			return role, evidence(name, job.Span, "the workflow or its job has the word %q", word)
		}
	}
	return Production, evidence(name, job.Span, "the workflow runs it on a server")
}
