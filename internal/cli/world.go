package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/parser/dotenv"
	"github.com/djvet/djvet/parser/text"
)

// maxEnvFile is the largest env file that is read, in bytes.
const maxEnvFile = 1 << 20

// worldFlags say in which world the settings are judged.
type worldFlags struct {
	settings patterns
	django   minors
	env      texts
	envFiles texts
	exact    bool
	asDjango bool
}

func (f *worldFlags) add(set *pflag.FlagSet) {
	set.Var(&f.settings, "settings", "judge only this settings `MODULE`, as production (repeatable)")
	f.addVersion(set)
	f.addEnvironment(set)
}

func (f *worldFlags) addVersion(set *pflag.FlagSet) {
	set.Var(&f.django, "django-version", "the Django that it runs on, such as 5.2 or 4.2,5.2")
}

func (f *worldFlags) addEnvironment(set *pflag.FlagSet) {
	set.Var(&f.env, "env", "assume this environment variable: `NAME=VALUE` (repeatable)")
	set.Var(&f.envFiles, "env-file", "assume the variables in this env `FILE`, even an ignored one (repeatable)")
	set.BoolVar(&f.exact, "exact-env", false, "assume that no other environment variables are set")
}

// addWorld adds what the flags say to the engine's options.
func (r *run) addWorld(options *engine.Options, flags *worldFlags) error {
	if flags.asDjango && len(flags.settings) != 1 {
		return usagef("--as-django judges one settings module: name it with --settings MODULE")
	}
	variables, err := r.variables(flags)
	if err != nil {
		return err
	}
	options.Settings, options.AsDjango = flags.settings, flags.asDjango
	options.Django = django.NewMinors(flags.django...)
	switch {
	case flags.asDjango:
		// Django sets it itself when it is told by --settings.
		variables["DJANGO_SETTINGS_MODULE"] = flags.settings[0]
		options.World = eval.ExactWorld(variables)
	case flags.exact:
		options.World = eval.ExactWorld(variables)
	case len(variables) > 0:
		options.World = eval.World{Name: "the given environment", Variables: variables}
	}
	return nil
}

// variables are those of the env files, in their order, and then those given
// one by one.
func (r *run) variables(flags *worldFlags) (map[string]string, error) {
	given := map[string]string{}
	for _, assignment := range flags.env {
		name, value, found := strings.Cut(assignment, "=")
		if !found || name == "" {
			// Whatever it is may be a secret, so it is not repeated.
			return nil, usagef("--env: expected NAME=VALUE, such as --env DJANGO_DEBUG=0")
		}
		given[name] = value
	}
	variables := map[string]string{}
	for _, name := range flags.envFiles {
		if err := r.readEnvFile(name, variables, given); err != nil {
			return nil, err
		}
	}
	maps.Copy(variables, given)
	return variables, nil
}

// readEnvFile adds the variables of a file. ${NAME} in it stands for one that
// is given or stands before.
func (r *run) readEnvFile(name string, variables, given map[string]string) error {
	data, err := readLimited(r.absolute(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return usagef("--env-file: %s: %w", name, errAbsent)
	case err != nil:
		return usagef("--env-file: %s cannot be read: %w", name, reason(err))
	}
	file := text.NewFile(name, data)
	entries, damages := dotenv.Parse(file)
	if len(damages) > 0 {
		line, _ := file.Position(damages[0].Span.Start)
		return usagef("--env-file: %s:%d: %s", name, line, damages[0].Message)
	}
	for _, entry := range entries {
		if entry.HasValue {
			variables[entry.Name] = dotenv.Expand(entry.Value, func(name string) (string, bool) {
				if value, found := given[name]; found {
					return value, true
				}
				value, found := variables[name]
				return value, found
			})
		}
	}
	return nil
}

var errTooLarge = errors.New("it is larger than 1 MiB, which no env file is")

// readLimited reads a file that may also be a pipe, as shells make for <(…).
func readLimited(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err //nolint:wrapcheck // the caller says it
	}
	defer func() { _ = file.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(file, maxEnvFile+1))
	if err == nil && len(data) > maxEnvFile {
		return nil, errTooLarge
	}
	return data, err //nolint:wrapcheck // the caller says it
}

// minors is the value of a flag that takes Django versions.
type minors []django.Minor

// String implements pflag.Value.
func (m *minors) String() string { return strings.Join(django.Minors(*m).Strings(), ",") }

// Type implements pflag.Value: it stands in the help.
func (m *minors) Type() string { return "VERSIONS" }

// Set implements pflag.Value.
func (m *minors) Set(value string) error {
	for version := range strings.SplitSeq(value, ",") {
		version = strings.TrimSpace(version)
		minor, err := django.ParseMinor(version)
		if err != nil || !django.Known().Contains(minor) {
			return fmt.Errorf("%q is not one of %s", version, strings.Join(django.Known().Strings(), ", ")) //nolint:err113 // for people
		}
		*m = append(*m, minor)
	}
	return nil
}
