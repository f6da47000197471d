// Command newrule makes the skeleton of a rule: its Markdown file, its function
// and its entry in the rules of its topic.
//
//	go run ./internal/tools/newrule -topic https -setting SECURE_HSTS_SECONDS hsts-disabled
//
// It runs anywhere in the repository, changes nothing if the rule cannot be
// made, and says what to do next.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the whole command. Its statuses are 0, 1 for a rule that cannot be
// made, and 2 for wrong usage.
func run(args []string, stdout, stderr io.Writer) int {
	var r rule
	flags := flag.NewFlagSet("newrule", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: newrule [flags] ID\n\nThe id is the rule's final name, such as hsts-disabled.\n\nThe flags:")
		flags.PrintDefaults()
	}
	flags.StringVar(&r.Topic, "topic", "", "`topic` of the rule (default: that of the rules whose ids begin alike)")
	flags.StringVar(&r.Title, "title", "", "what is wrong, in at most 60 characters")
	flags.StringVar(&r.Severity, "severity", "warning", "error, warning or note")
	flags.StringVar(&r.Where, "where", "prod", "what is judged: prod, any or file")
	flags.StringVar(&r.Setting, "setting", "", "`setting` that the rule is about")
	flags.BoolVar(&r.Pedantic, "pedantic", false, "report it on request only")
	flags.Func("django", "`id` of a system check that the rule reproduces; may be repeated", func(id string) error {
		r.Django = append(r.Django, id)
		return nil
	})
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case flags.NArg() != 1:
		flags.Usage()
		return 2
	}
	r.ID = flags.Arg(0)
	root, err := moduleRoot(".")
	if err == nil {
		err = create(root, &r)
	}
	if err != nil {
		fmt.Fprintf(stderr, "newrule: %v\n", err)
		return 1
	}
	fmt.Fprint(stdout, next(r))
	return 0
}

// moduleRoot is the directory of djvet's go.mod, at or above a directory.
func moduleRoot(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find the repository: %w", err)
	}
	for {
		data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(data), "module "+modulePath+"\n") {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("this is not in djvet's repository: run it there")
		}
		dir = parent
	}
}

// next says what to do with the skeleton.
func next(r rule) string {
	return fmt.Sprintf(`Made the skeleton of %[1]s. Next:

  1. %[2]s: replace every … by words, and write a bad and a good example
     of a project of your own. They are the rule's first tests.
  2. %[3]s: write the rule.
  3. go test ./rules ./analyzers -run 'Rule|Example'
     It fails until both are done, and says what is missing.
  4. go run ./internal/tools/docs
     It writes the rule's page in docs/rules.

CONTRIBUTING.md walks through a rule from beginning to end.
`, r.ID, r.document(), r.source())
}
