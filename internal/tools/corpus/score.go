package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
)

// rulesOf maps the topics of the lists to the rules that are to find them. A
// topic that is not here is none of the rules that exist.
var rulesOf = map[string][]string{
	"ALLOWED_HOSTS *":                             {"allowed-hosts-wildcard"},
	"ALLOWED_HOSTS env default *":                 {"allowed-hosts-wildcard"},
	"DEBUG True in only settings":                 {"debug-enabled"},
	"DEBUG inherited True in prod":                {"debug-enabled"},
	"DEBUG on when env missing":                   {"debug-env-default-true"},
	"SECRET_KEY literal in only settings":         {"secret-key-hardcoded"},
	"SECRET_KEY literal in prod module":           {"secret-key-hardcoded"},
	"SECRET_KEY literal reaches prod":             {"secret-key-hardcoded"},
	"SECRET_KEY env read with committed fallback": {"secret-key-env-default"},
	"DJANGO_SETTINGS_MODULE unresolved":           {"settings-module-unresolved"},
	"STATIC_ROOT in STATICFILES_DIRS":             {"static-root-in-dirs", "static-dirs-overlap"},
	"misspelt setting name":                       {"setting-misspelled"},
	"LOGGING misspelt key":                        {"setting-misspelled"},
	"undefined name":                              {"undefined-name"},
	"python 2 only syntax":                        {"syntax-error"},
	"removed setting (dead)":                      {"setting-removed"},
	"removed setting (storage ignored)":           {"setting-removed"},
	"DB password literal":                         {"credential-hardcoded"},
	"EMAIL_HOST_PASSWORD literal":                 {"credential-hardcoded"},
	"DB password committed fallback":              {"credential-env-default"},
	"SECRET_KEY random per process":               {"secret-key-per-process"},
	"middleware order":                            {"middleware-order"},
	"middleware duplicate":                        {"middleware-duplicate"},
	"CsrfViewMiddleware missing":                  {"csrf-middleware-missing"},
	"sqlite3 in prod":                             {"database-sqlite"},
	"env string not cast":                         {"env-string-as-number"},
	"env string as bool":                          {"env-string-as-bool"},
	"EMAIL_PORT is a string":                      {"setting-wrong-type"},
	"STATIC_ROOT relative path":                   {"static-path-relative"},
	"STATICFILES_DIRS comma instead of join":      {"static-dirs-exposes-project"},
	"STATICFILES_DIRS holds a URL":                {"static-dirs-url"},
	"HSTS too short":                              {"hsts-too-short"},
	"LOGGING file dir missing":                    {"logging-file-not-found"},
	"CORS allow all in prod":                      {"cors-allow-all"},
	"CORS allow all + credentials":                {"cors-allow-all"},
	"CORS allow all default":                      {"cors-allow-all"},
	"setting assigned twice":                      {"setting-overwritten"},
	"missing comma: str not tuple":                {"one-string-tuple", "setting-wrong-type"},
	"X_FRAME_OPTIONS invalid":                     {"frame-options-weak"},
	"ALLOWED_HOSTS entry with port":               {"allowed-hosts-entry-invalid"},
	"ALLOWED_HOSTS [None]":                        {"allowed-hosts-entry-invalid"},

	"DJANGO_SETTINGS_MODULE is a namespace package": {"settings-module-namespace"},
	"asgi settings module empty":                    {"settings-module-namespace"},
	"settings.py shadowed by settings/ package":     {"settings-module-shadowed"},
	"wsgi/asgi defaults to dev settings":            {"settings-module-development"},
	"deployed with local settings":                  {"settings-module-development"},
	"celery app mismatch":                           {"celery-app-unresolved"},
	"gunicorn target mismatch":                      {"server-app-unresolved"},
	"uwsgi module mismatch":                         {"server-app-unresolved"},
	"uwsgi socket relative path":                    {"upstream-mismatch"},
	"nginx/gunicorn socket mismatch":                {"upstream-mismatch"},
	"nginx/uwsgi socket mismatch":                   {"upstream-mismatch"},
	"service port mismatch":                         {"upstream-mismatch"},
	"placeholder path":                              {"server-chdir-wrong", "static-alias-mismatch", "nginx-syntax"},
	"nginx location outside server block":           {"nginx-syntax"},
	"nginx alias without STATIC_ROOT":               {"static-alias-mismatch"},
	"nginx alias ≠ MEDIA_ROOT":                      {"static-alias-mismatch"},
	"apache Alias without STATIC_ROOT":              {"static-alias-mismatch"},
	"apache Alias slash mismatch":                   {"static-alias-mismatch"},
	"apache WSGIScriptAlias path":                   {"apache-wsgi-script-unresolved"},
	"runserver in production":                       {"runserver-in-production"},
}

// score counts what was found of the known bugs, and what was said of known
// non-bugs.
type score struct {
	bugs, nonbugs map[string][]row // by repository
	checked       map[string]bool
	// found, elsewhere and missed are by topic. A bug is found elsewhere if the
	// rule reports the module of its file at another place, such as where the
	// value comes from.
	found, elsewhere, missed map[string][]row
	wrong                    []string
	findings                 map[string]int // by rule
}

func newScore(bugs, nonbugs []row) *score {
	s := &score{
		bugs: map[string][]row{}, nonbugs: map[string][]row{}, checked: map[string]bool{},
		found: map[string][]row{}, elsewhere: map[string][]row{}, missed: map[string][]row{}, findings: map[string]int{},
	}
	for _, r := range bugs {
		s.bugs[r.repo] = append(s.bugs[r.repo], r)
	}
	for _, r := range nonbugs {
		s.nonbugs[r.repo] = append(s.nonbugs[r.repo], r)
	}
	return s
}

func (s *score) add(repo string, report engine.Report) {
	for _, f := range report.Findings {
		s.findings[f.Rule]++
	}
	for _, r := range s.bugs[repo] {
		wanted, covered := rulesOf[r.topic]
		if !covered {
			continue
		}
		switch {
		case reported(report, r, wanted):
			s.found[r.topic] = append(s.found[r.topic], r)
		case reportedElsewhere(report, r, wanted):
			s.elsewhere[r.topic] = append(s.elsewhere[r.topic], r)
		default:
			s.missed[r.topic] = append(s.missed[r.topic], r)
		}
	}
	for _, r := range s.nonbugs[repo] {
		for _, f := range report.Findings {
			if f.Path == r.path && strconv.Itoa(lineOf(report, f)) == r.line {
				s.wrong = append(s.wrong, fmt.Sprintf("%s %s:%s %s: %s", repo, r.path, r.line, f.Rule, r.why))
			}
		}
	}
}

// reported reports whether one of the rules found the bug: at its line, or
// elsewhere with a trace through its file, or for a module whose file it is.
func reported(report engine.Report, r row, wanted []string) bool {
	return slices.ContainsFunc(report.Findings, func(f finding.Finding) bool {
		return slices.Contains(wanted, f.Rule) && f.Path == r.path && strconv.Itoa(lineOf(report, f)) == r.line
	})
}

func reportedElsewhere(report engine.Report, r row, wanted []string) bool {
	for _, f := range report.Findings {
		if !slices.Contains(wanted, f.Rule) {
			continue
		}
		for _, p := range report.Projects {
			for _, m := range p.Settings {
				if m.Path == r.path && slices.Contains(f.Modules, m.Module) {
					return true
				}
			}
		}
	}
	return false
}

func (s *score) print() {
	fmt.Println("known bugs found, found elsewhere, missed:")
	var all [3]int
	for _, topic := range slices.Sorted(maps.Keys(rulesOf)) {
		counts := [3]int{len(s.found[topic]), len(s.elsewhere[topic]), len(s.missed[topic])}
		fmt.Printf("  %-45s %3d %3d %3d\n", topic, counts[0], counts[1], counts[2])
		for i, n := range counts {
			all[i] += n
		}
		for _, r := range s.elsewhere[topic] {
			fmt.Printf("      elsewhere %s %s:%s\n", r.repo, r.path, r.line)
		}
		for _, r := range s.missed[topic] {
			fmt.Printf("      missed %s %s:%s\n", r.repo, r.path, r.line)
		}
	}
	fmt.Printf("  %-45s %3d %3d %3d\n", "all", all[0], all[1], all[2])
	fmt.Printf("known non-bugs reported: %d\n  %s\n", len(s.wrong), strings.Join(s.wrong, "\n  "))
	fmt.Println("findings by rule:")
	for _, rule := range slices.Sorted(maps.Keys(s.findings)) {
		fmt.Printf("  %-30s %4d\n", rule, s.findings[rule])
	}
}
