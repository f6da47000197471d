package values

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/python"
)

// missingComma reports entries of lists that are made of several string literals
// side by side, each of which is an entry by itself. A long entry that is written
// in parts has a part that is none (it ends in a dot), or stands in parentheses.
func missingComma(p *check.Pass) {
	for _, m := range p.Loadable() {
		for _, t := range typedSettings(p, m) {
			if t.kind != django.KindList {
				continue
			}
			elements, _ := check.Elements(t.values)
			for _, e := range elements {
				pieces, bracketed := joinedLiterals(p, e)
				if len(pieces) < 2 || !areEntries(t.subject, pieces, bracketed) || isModule(p, m, e.Value) {
					continue
				}
				f := p.At(m, t.subject, e)
				f.Message = "a comma is missing in " + t.subject + `: Python makes one entry of "` + strings.Join(pieces, `" and "`) + `"`
				if slices.Contains(listsOfPairs(), t.subject) {
					f.Message = "a comma is missing in " + t.subject + ": Python makes one string of the two in the brackets"
				}
				p.Report(f)
			}
		}
	}
}

// joinedLiterals are the literals that stand side by side where an entry is
// written, and whether they have brackets of their own. Values do not tell it,
// so this is one of the few places that look at the text.
func joinedLiterals(p *check.Pass, entry eval.Alternative) (pieces []string, bracketed bool) {
	value, isText := entry.Value.(eval.Str)
	origin := entry.Origin
	if !isText || origin.Kind != eval.Written || !origin.Known() {
		return nil, false
	}
	written := origin.File.Slice(origin.Span)
	if strings.Count(written, `"`)+strings.Count(written, "'") < 4 {
		return nil, false
	}
	whole, ok := literal(p, written)
	if !ok || whole.Value != string(value) {
		return nil, false
	}
	for _, span := range whole.Pieces {
		span.Start, span.End = span.Start-1, span.End-1 // the bracket that literal adds
		piece, ok := literal(p, written[span.Start:span.End])
		if !ok {
			return nil, false
		}
		pieces = append(pieces, piece.Value)
	}
	data := string(origin.File.Data)
	before, after := strings.TrimRight(data[:origin.Span.Start], " \t\r\n"), strings.TrimLeft(data[origin.Span.End:], " \t\r\n")
	return pieces, strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")")
}

// literal reads a text that is nothing but string literals.
func literal(p *check.Pass, written string) (*python.Str, bool) {
	module, err := python.Parse(p.Project.Context(), []byte("("+written+")"), python.Limits{})
	if err != nil || len(module.Errors) > 0 || len(module.Body) != 1 {
		return nil, false
	}
	statement, ok := module.Body[0].(*python.ExprStmt)
	if !ok {
		return nil, false
	}
	s, ok := statement.Value.(*python.Str)
	return s, ok && !s.Bytes
}

// isModule reports whether an entry that seems to be two can be imported.
func isModule(p *check.Pass, m *project.SettingsModule, v eval.Value) bool {
	s, _ := v.(eval.Str)
	_, ok := p.Project.Files.Resolve(m.Roots, string(s))
	return ok
}

var (
	dottedPath = regexp.MustCompile(`^[A-Za-z]\w*(\.[A-Za-z_]\w*)+$`)
	appName    = regexp.MustCompile(`^[A-Za-z]\w*(\.[A-Za-z_]\w*)*$`)
	hostName   = regexp.MustCompile(`^(\*|localhost|\.?[\w-]+(\.[\w-]+)*\.[A-Za-z][\w-]*)(:\d+)?$`)
	webOrigin  = regexp.MustCompile(`^[a-z]+://[^\s/]*[^\s/.]$`)
	headerName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$`)
	checkID    = regexp.MustCompile(`^\w+\.[CEWID]\d{3}$`)
	localeCode = regexp.MustCompile(`^[a-z]{2,3}([-_@][A-Za-z0-9]+)*$`)
	address    = regexp.MustCompile(`^[^\s@]+@[^\s@]+\.[A-Za-z]+$`)
)

// areEntries reports whether each of the literals is an entry of a list. Those
// in brackets of their own were joined on purpose, unless the brackets were to
// be a tuple: ("en" "English").
func areEntries(subject string, pieces []string, bracketed bool) bool {
	switch subject {
	case "LANGUAGES":
		return bracketed && len(pieces) == 2 && localeCode.MatchString(pieces[0])
	case "ADMINS", "MANAGERS":
		return bracketed && len(pieces) == 2 && address.MatchString(pieces[1]) || !bracketed && all(pieces, address.MatchString)
	}
	if bracketed {
		return false
	}
	for i, piece := range pieces {
		if i > 0 && strings.HasPrefix(piece, "_") || i < len(pieces)-1 && strings.HasSuffix(piece, "_") {
			return false
		}
	}
	test := entryTest(subject, pieces)
	return test != nil && all(pieces, test)
}

// entryTest tells what an entry of a list looks like; nil if that is not known
// well enough.
func entryTest(subject string, pieces []string) func(string) bool {
	switch subject {
	case "INSTALLED_APPS":
		return appName.MatchString
	case allowedHosts:
		return isHost
	case "INTERNAL_IPS":
		return isAddress
	case "CORS_ALLOWED_ORIGINS", "CORS_ORIGIN_WHITELIST", "CSRF_TRUSTED_ORIGINS":
		if !webOrigin.MatchString(pieces[0]) { // as they were written before Django 4.0
			return isHost
		}
		return webOrigin.MatchString
	case "CORS_ALLOW_HEADERS", "CORS_ALLOW_METHODS", "CORS_EXPOSE_HEADERS":
		return headerName.MatchString
	case "SILENCED_SYSTEM_CHECKS":
		return checkID.MatchString
	}
	if slices.Contains(importedLists(), subject) || settingOf(subject) == "REST_FRAMEWORK" {
		return dottedPath.MatchString
	}
	return nil
}

func isHost(s string) bool { return hostName.MatchString(s) || isAddress(s) }

func isAddress(s string) bool {
	_, err := netip.ParseAddr(strings.Trim(s, "[]"))
	return err == nil
}

func all(pieces []string, test func(string) bool) bool {
	return !slices.ContainsFunc(pieces, func(s string) bool { return !test(s) })
}
