package project

import (
	"bytes"
	"context"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/workspace"
)

// readStarter evaluates a file that may start Django, and says whether it does:
// it selects a settings module, or uses Django's handlers or commands.
func readStarter(ctx context.Context, files *workspace.Workspace, path string) (*Starter, bool) {
	source, err := files.Source(path)
	if err != nil || !startsDjango(source.Data) {
		return nil, false
	}
	s := &Starter{Path: path, Kind: workspace.StarterOf(path), Roots: files.SourceRoots(path)}
	input := eval.Input{Files: files, Roots: s.Roots, Path: path, Main: s.Kind == workspace.Manage}
	for _, root := range s.Roots {
		if name, ok := workspace.ModuleName(root, path); ok {
			s.Module = name
			break
		}
	}
	input.Module = s.Module
	if input.Module == "" {
		input.Module = "__main__"
	}
	s.Result, _ = eval.Evaluate(ctx, input)
	for _, write := range s.Result.Environment[deploy.SettingsVariable] {
		for _, alternative := range write.Value {
			if name, ok := alternative.Value.(eval.Str); ok && write.File.Path == path {
				s.Names = append(s.Names, SettingsName{
					Name: string(name), Default: write.Default, Guard: alternative.Guard, File: write.File, Span: write.Span,
				})
			}
		}
	}
	return s, true
}

// startsDjango is a cheap look at the text, so that the many other files called
// main.py or application.py are not evaluated.
func startsDjango(data []byte) bool {
	for _, mark := range []string{
		"DJANGO_SETTING", "get_wsgi_app", "get_asgi_app", "execute_from_command_line", "django.core.wsgi",
		"django.core.asgi", "django.core.handlers", "django.setup", "django.conf",
	} {
		if bytes.Contains(data, []byte(mark)) {
			return true
		}
	}
	return false
}

// moduleOf is the settings module that a name of a starter leads to.
func (p *Project) moduleOf(name string) *SettingsModule {
	for _, m := range p.Settings {
		if m.answersTo(name) {
			return m
		}
	}
	return nil
}

// Starts reports whether a launch leads to the settings module: it names it,
// or it names none and loads a starter that does.
func (p *Project) Starts(launch deploy.Launch, m *SettingsModule) bool {
	target := p.target(launch)
	if target != nil {
		for _, n := range target.Names {
			if !n.Default { // an assignment wins over the environment
				return m.answersTo(n.Name)
			}
		}
	}
	if launch.Settings != nil {
		return m.answersTo(launch.Settings.Value)
	}
	if v, ok := launch.Environment()[deploy.SettingsVariable]; ok && !v.Known {
		return false
	}
	if target == nil {
		return false
	}
	for _, n := range target.Names {
		if m.answersTo(n.Name) {
			return true
		}
	}
	return false
}

// target is the starter that a launch loads, nil if it is not known.
func (p *Project) target(launch deploy.Launch) *Starter {
	if launch.Target == nil {
		if strings.HasPrefix(launch.Program, "manage.py") || launch.Program == "runserver" {
			return p.starter(func(s *Starter) bool { return s.Kind == workspace.Manage })
		}
		return nil
	}
	value := launch.Target.Value
	if module, _, found := strings.Cut(value, ":"); found || !strings.ContainsAny(value, "/\\") {
		if s := p.starter(func(s *Starter) bool { return s.Module == module }); s != nil {
			return s
		}
	}
	// a file: the one whose path is the longest suffix
	value = strings.ReplaceAll(value, "\\", "/")
	return p.starter(func(s *Starter) bool { return value == s.Path || strings.HasSuffix(value, "/"+s.Path) })
}

func (p *Project) starter(is func(*Starter) bool) *Starter {
	for _, s := range p.Starters {
		if is(s) {
			return s
		}
	}
	return nil
}
