package engine_test

import (
	"context"
	"os"
	"testing"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

// firstRules are the rules that djvet began with.
func firstRules() []string {
	return []string{
		"debug-enabled", "debug-env-default-true", "undefined-name", "setting-misspelled", "settings-load-error",
		"secret-key-hardcoded", "secret-key-env-default", "secret-key-weak", "allowed-hosts-empty", "allowed-hosts-wildcard",
		"static-root-in-dirs", "static-dirs-overlap", "server-email-missing", "default-from-email-missing",
		"settings-module-unresolved", "settings-env-misspelled", "application-missing", "application-factory-wrong",
		"wsgi-application-unresolved", "syntax-error",
	}
}

// BenchmarkRules says how much longer a whole check takes with every rule, the
// pedantic ones too, than with those that djvet began with. Both run in turn on
// the same project, the one of DJVET_CHECKOUT if it is set.
func BenchmarkRules(b *testing.B) {
	directory := os.Getenv("DJVET_CHECKOUT")
	if directory == "" {
		directory = b.TempDir()
		writeSite(b, directory)
	}
	check := func(choice rules.Choice) func() error {
		return func() error {
			tree, err := workspace.OpenDirectory(directory)
			if err != nil {
				return err
			}
			defer func() { _ = tree.Close() }()
			_, err = engine.Check(context.Background(), tree, engine.Options{Rules: choice})
			return err
		}
	}
	var first, all stopwatch
	b.ReportAllocs()
	for b.Loop() {
		first.run(b, check(rules.Choice{Select: firstRules()}))
		all.run(b, check(rules.Choice{Pedantic: true}))
	}
	b.ReportMetric(float64(first.least)/1e6, "ms-first")
	b.ReportMetric(float64(all.least)/float64(first.least), "all/first")
}
