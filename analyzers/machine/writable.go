package machine

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// notWritable reports the files of SQLite, of LOGGING and of uploads that the
// server's account cannot use as Django will. What a mode does not tell (an
// access control list) is passed over.
func notWritable(p *check.Pass) {
	if p.Host == nil {
		return
	}
	for _, m := range p.Judged() {
		w := writable{p, m}
		for _, alias := range check.Entries(p.Setting(m, "DATABASES").Alternatives) {
			w.judge("DATABASES", alias.Key, func(world eval.World) eval.Alternatives { return w.database(world, alias.Key) })
		}
		for _, handler := range check.Entries(check.Item(p.Setting(m, "LOGGING").Alternatives, "handlers")) {
			w.judge("LOGGING", handler.Key, func(world eval.World) eval.Alternatives { return w.log(world, handler.Key) })
		}
		if p.Project.Mentions(uploads...) {
			w.judge("MEDIA_ROOT", "", w.media)
		}
	}
}

// uploads are words that the code of a project has if it stores any: its own
// fields and calls, and packages that bring them.
var uploads = []string{
	"FileField", "ImageField", "default_storage", "upload_to", "ckeditor", "filer", "imagekit", "mezzanine", "summernote", "tinymce", "wagtail",
}

type writable struct {
	pass   *check.Pass
	module *project.SettingsModule
}

// judge reports a setting by what is wrong with the path in it: a text, or False
// if nothing is.
func (w writable) judge(setting, detail string, ask check.Question) {
	j := check.JudgeIn(w.module, ask, func(v eval.Value) check.Verdict {
		_, wrong := v.(eval.Str)
		return check.When(wrong)
	})
	if !j.Bad {
		return
	}
	wrong, _ := j.Value.Value.(eval.Str)
	f := w.pass.At(w.module, setting, j.Value)
	f.Confidence, f.Detail = j.Confidence, detail
	f.Message = string(wrong)
	if j.ByDefault() {
		f.Message += ", unless " + j.Decider()
	}
	if why := w.pass.Host.Why; why.Path != "" {
		f.Trace = append(f.Trace, finding.Step{Path: why.Path, Span: why.Span, Message: "the server's account is said in"})
	}
	w.pass.Report(f)
}

// answer makes an alternative of what is wrong with a path.
func (w writable) answer(of eval.Alternative, wrong func(path string) string) eval.Alternative {
	path, known := w.pass.Host.Path(of.Value)
	if !known {
		of.Value = &eval.Unknown{Reason: "it is no path that is known"}
		return of
	}
	of.Value = eval.Bool(false)
	if message := wrong(path); message != "" {
		of.Value = eval.Str(message)
	}
	return of
}

// where makes the alternatives in which a condition holds, and False for the
// others.
func where(values eval.Alternatives, condition check.Truths) eval.Alternatives {
	var found eval.Alternatives
	for _, value := range values {
		for _, truth := range condition {
			guard, together := value.Guard.And(truth.Guard)
			if !together {
				continue
			}
			joined := eval.Alternative{Guard: guard, Value: value.Value, Origin: value.Origin}
			if truth.Value != eval.Value(eval.Bool(true)) {
				joined.Value = truth.Value
			}
			found = append(found, joined)
		}
	}
	return found
}

func (w writable) answers(values eval.Alternatives, wrong func(path string) string) eval.Alternatives {
	var found eval.Alternatives
	for _, value := range values {
		found = append(found, w.answer(value, wrong))
	}
	return found
}

func (w writable) database(world eval.World, alias string) eval.Alternatives {
	databases := w.module.Setting("DATABASES").In(world).Alternatives
	sqlite := check.Ask(check.Item(databases, alias, "ENGINE"),
		check.IsText("django.db.backends.sqlite3", "django.contrib.gis.db.backends.spatialite"))
	return where(w.answers(check.Item(databases, alias, "NAME"), w.databaseFile), sqlite)
}

func (w writable) log(world eval.World, handler string) eval.Alternatives {
	logging := w.module.Setting("LOGGING").In(world).Alternatives
	configured := check.Ask(w.module.Setting("LOGGING_CONFIG").In(world).Alternatives, check.IsText("logging.config.dictConfig"))
	toFile := check.Ask(check.Item(logging, "handlers", handler, "class"), check.IsText(
		"logging.FileHandler", "logging.handlers.WatchedFileHandler",
		"logging.handlers.RotatingFileHandler", "logging.handlers.TimedRotatingFileHandler",
	))
	delayed := check.Ask(check.Item(logging, "handlers", handler, "delay"), func(v eval.Value) check.Verdict {
		if _, unset := v.(eval.Unbound); unset {
			return check.Good
		}
		return check.Truthy(v)
	})
	names := check.Item(logging, "handlers", handler, "filename")
	var files eval.Alternatives
	for _, late := range delayed {
		so := refusesToStart
		if late.Value == eval.Value(eval.Bool(true)) {
			so = "what is logged is lost"
		}
		known := check.Truths{{Guard: late.Guard, Value: eval.Bool(true)}}
		if _, ok := late.Value.(eval.Bool); !ok {
			known[0].Value = late.Value
		}
		files = append(files, where(w.answers(names, func(name string) string { return w.logFile(name, so) }), known)...)
	}
	return where(files, check.And(configured, toFile))
}

func (w writable) media(world eval.World) eval.Alternatives {
	root := w.module.Setting("MEDIA_ROOT").In(world).Alternatives
	return where(w.answers(root, w.mediaDirectory), check.UploadsLocally(w.module, world))
}
