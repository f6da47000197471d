package staticfiles

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// noSlash is urls.E006. Before Django 1.11 the settings raised ImproperlyConfigured
// instead.
func noSlash(p *check.Pass) {
	for _, m := range p.Started() {
		for _, name := range []string{"STATIC_URL", "MEDIA_URL"} {
			j := check.Judge(p.Setting(m, name), endsWithout)
			if !j.Bad {
				continue
			}
			f := p.At(m, name, j.Value)
			f.Confidence = j.Confidence
			f.Message = name + " does not end with a slash: the names of files would be glued to it, and Django's checks refuse to go on"
			if j.ByDefault() {
				f.Message += ", unless " + j.Decider()
			}
			f.Django = p.Present(p.Rule.Django...)
			p.Report(f)
		}
	}
}

// endsWithout is the verdict on a URL, of which only the end need be known.
func endsWithout(v eval.Value) check.Verdict {
	var end string
	switch v := v.(type) {
	case eval.Str:
		if v == "" {
			return check.Good
		}
		end = string(v)
	case *eval.Text:
		if len(v.Parts) == 0 || v.Parts[len(v.Parts)-1].Known == "" {
			return check.Unclear
		}
		end = v.Parts[len(v.Parts)-1].Known
	case eval.None:
		return check.Good
	default:
		return check.Unclear
	}
	return check.When(!strings.HasSuffix(end, "/"))
}

// clash reports that uploads and static files get into each other's way.
func clash(p *check.Pass) {
	for _, m := range p.Started() {
		clashes(p, m, "MEDIA_ROOT", "STATIC_ROOT", sameDirectory(p), 0,
			"MEDIA_ROOT is STATIC_ROOT: collectstatic overwrites uploads of the same name, --clear deletes all of them, and Django refuses to serve them")
		clashes(p, m, "MEDIA_URL", "STATIC_URL", sameURL, 0,
			"MEDIA_URL is STATIC_URL: nothing can tell uploads from static files, and Django raises ImproperlyConfigured wherever a static file is named")
		clashes(p, m, "MEDIA_URL", "STATIC_URL", insideURL, finding.Warning,
			"MEDIA_URL lies inside STATIC_URL: whatever serves static files is asked for uploads as well, and runserver refuses to start")
	}
}

func clashes(p *check.Pass, m *project.SettingsModule, media, static string, verdict func(media, static eval.Alternative) check.Verdict, severity finding.Severity, message string) {
	j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
		return check.Both(m.Setting(media).In(world).Alternatives, m.Setting(static).In(world).Alternatives, verdict)
	}, check.IsTrue)
	if !j.Bad {
		return
	}
	f := p.At(m, media, j.Value, static)
	f.Confidence, f.Severity, f.Message = j.Confidence, severity, message
	if j.ByDefault() {
		f.Message += ", unless " + j.Decider()
	}
	p.Report(f)
}

func sameDirectory(p *check.Pass) func(media, static eval.Alternative) check.Verdict {
	return func(media, static eval.Alternative) check.Verdict {
		a, known := p.Directory(media.Value)
		b, alsoKnown := p.Directory(static.Value)
		if !known || !alsoKnown {
			return check.Unclear
		}
		return check.When(a == b)
	}
}

func sameURL(media, static eval.Alternative) check.Verdict {
	a, isText := media.Value.(eval.Str)
	b, alsoText := static.Value.(eval.Str)
	if !isText || !alsoText {
		return check.Unclear
	}
	return check.When(a != "" && a == b)
}

// insideURL asks as Django does in staticfiles.utils.check_settings, for what has a
// path of its own: everything lies inside "/".
func insideURL(media, static eval.Alternative) check.Verdict {
	a, isText := media.Value.(eval.Str)
	b, alsoText := static.Value.(eval.Str)
	if !isText || !alsoText {
		return check.Unclear
	}
	return check.When(b != "" && b != "/" && a != b && strings.HasPrefix(string(a), string(b)))
}
