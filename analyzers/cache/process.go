package cache

import (
	"strconv"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// perProcess reports a default cache that each process has for itself, where the
// repository starts several and uses the cache.
func perProcess(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return check.Item(m.Setting("CACHES").In(world).Alternatives, "default", "BACKEND")
		}, check.IsText(backends+"locmem.LocMemCache", backends+"dummy.DummyCache"))
		if !j.Bad {
			continue
		}
		launch, workers := severalWorkers(p, m)
		if launch == "" || !p.Project.Mentions("django.core.cache", "cache_page", "django.views.decorators.cache", "{% cache") {
			continue
		}
		f := p.At(m, "CACHES", j.Value, "MIDDLEWARE")
		f.Confidence = j.Confidence
		f.Message = "the default cache is one for each process, and " + launch + " starts " + workers + ": what one of them caches, or clears, the others do not see"
		if j.Value.Value == eval.Value(eval.Str(backends+"dummy.DummyCache")) {
			f.Message = "the default cache keeps nothing: it is for development"
		}
		p.Report(f)
	}
}

// severalWorkers is a production launch of the module that starts more than one
// process, with their number.
func severalWorkers(p *check.Pass, m *project.SettingsModule) (launch, workers string) {
	for _, l := range p.Project.Launches {
		if l.Role != deploy.Production || !p.Project.Starts(l, m) {
			continue
		}
		for _, command := range l.Commands {
			if n := workersOf(command); n > 1 {
				return command.Path, strconv.Itoa(n)
			}
		}
	}
	return "", ""
}

// workersOf is the number of processes that a server is told to start, 0 if it is
// told none.
func workersOf(command deploy.Command) int {
	flags := map[string][]string{
		"gunicorn": {"-w", "--workers"}, "uvicorn": {"--workers"}, "uwsgi": {"-p", "--processes", "--workers"},
		"hypercorn": {"-w", "--workers"}, "granian": {"--workers"}, "mod_wsgi-express": {"--processes"},
	}[command.Program]
	for i, argument := range command.Arguments {
		for _, flag := range flags {
			value, found := strings.CutPrefix(argument, flag+"=")
			if argument == flag && i+1 < len(command.Arguments) {
				value, found = command.Arguments[i+1], true
			} else if len(flag) == 2 && len(argument) > 2 && strings.HasPrefix(argument, flag) {
				value, found = argument[2:], true
			}
			if n, err := strconv.Atoi(value); found && err == nil {
				return n
			}
		}
	}
	return 0
}
