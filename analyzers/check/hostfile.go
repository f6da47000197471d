package check

import (
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// HostFileKind says what Django does with a file of the machine.
type HostFileKind uint8

// The kinds of files.
const (
	// DatabaseFile is opened by SQLite for each request that needs it.
	DatabaseFile HostFileKind = iota
	// LogFile is opened when Django starts, LateLogFile when something is logged.
	LogFile
	LateLogFile
	// MediaDirectory is where uploads are stored.
	MediaDirectory
)

// Name is what people call it.
func (k HostFileKind) Name() string {
	switch k {
	case DatabaseFile:
		return "the database file"
	case MediaDirectory:
		return "the directory for uploads"
	default:
		return "the log file"
	}
}

// HostFile is a file or directory of the machine that a setting names.
type HostFile struct {
	Kind HostFileKind
	// Setting names it; Detail is the alias of a database or the name of a
	// handler.
	Setting, Detail string
	// Path asks where it lies: a text, False where there is no such file,
	// Unknown.
	Path Question
}

// uploads are words that the code of a project has if it stores any: its own
// fields and calls, and packages that bring them.
var uploads = []string{
	"FileField", "ImageField", "default_storage", "upload_to", "ckeditor", "filer", "imagekit", "mezzanine", "summernote", "tinymce", "wagtail",
}

// HostFiles are the files that the settings let the server write. There are none
// if nothing is to be said of the machine.
func (p *Pass) HostFiles(m *project.SettingsModule) []HostFile {
	if p.Host == nil {
		return nil
	}
	var files []HostFile
	for _, entry := range Entries(p.Setting(m, "DATABASES").Alternatives) {
		files = append(files, HostFile{DatabaseFile, "DATABASES", entry.Key, func(world eval.World) eval.Alternatives {
			return p.databasePath(m, world, entry.Key)
		}})
	}
	for _, entry := range Entries(Item(p.Setting(m, "LOGGING").Alternatives, "handlers")) {
		for _, kind := range []HostFileKind{LogFile, LateLogFile} {
			files = append(files, HostFile{kind, "LOGGING", entry.Key, func(world eval.World) eval.Alternatives {
				return p.logPath(m, world, entry.Key, kind == LateLogFile)
			}})
		}
	}
	if p.Project.Mentions(uploads...) {
		files = append(files, HostFile{MediaDirectory, "MEDIA_ROOT", "", func(world eval.World) eval.Alternatives {
			return where(p.Host.paths(m.Setting("MEDIA_ROOT").In(world).Alternatives), UploadsLocally(m, world))
		}})
	}
	return files
}

func (p *Pass) databasePath(m *project.SettingsModule, world eval.World, alias string) eval.Alternatives {
	databases := m.Setting("DATABASES").In(world).Alternatives
	sqlite := Ask(Item(databases, alias, "ENGINE"), IsText("django.db.backends.sqlite3", "django.contrib.gis.db.backends.spatialite"))
	return where(p.Host.paths(Item(databases, alias, "NAME")), sqlite)
}

func (p *Pass) logPath(m *project.SettingsModule, world eval.World, handler string, late bool) eval.Alternatives {
	logging := m.Setting("LOGGING").In(world).Alternatives
	configured := Ask(m.Setting("LOGGING_CONFIG").In(world).Alternatives, IsText("logging.config.dictConfig"))
	written := Ask(Item(logging, "handlers", handler, "class"), IsText(
		"logging.FileHandler", "logging.handlers.WatchedFileHandler",
		"logging.handlers.RotatingFileHandler", "logging.handlers.TimedRotatingFileHandler",
	))
	delayed := Ask(Item(logging, "handlers", handler, "delay"), func(v eval.Value) Verdict {
		if _, unset := v.(eval.Unbound); unset {
			return Good
		}
		return Truthy(v)
	})
	if !late {
		delayed = Not(delayed)
	}
	return where(p.Host.paths(Item(logging, "handlers", handler, "filename")), And(configured, written, delayed))
}

// paths makes texts of paths: where they lie on the machine.
func (h *Host) paths(values eval.Alternatives) eval.Alternatives {
	found := make(eval.Alternatives, len(values))
	for i, value := range values {
		found[i] = value
		if path, known := h.Path(value.Value); known {
			found[i].Value = eval.Str(path)
		} else {
			found[i].Value = &eval.Unknown{Reason: "it is no path that is known"}
		}
	}
	return found
}

// where keeps the values for which a condition holds; the others are False, or
// Unknown.
func where(values eval.Alternatives, condition Truths) eval.Alternatives {
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

// JudgeFile judges a file of the machine by what is wrong with its path, ""
// for nothing. The message says it.
func (p *Pass) JudgeFile(m *project.SettingsModule, file HostFile, wrong func(path string) string) (j Judgement, message string) {
	j = JudgeIn(m, file.Path, func(v eval.Value) Verdict {
		path, is := v.(eval.Str)
		return When(is && wrong(string(path)) != "")
	})
	if !j.Bad {
		return j, ""
	}
	path, _ := j.Value.Value.(eval.Str)
	message = wrong(string(path))
	if j.ByDefault() {
		message += ", unless " + j.Decider()
	}
	return j, message
}
