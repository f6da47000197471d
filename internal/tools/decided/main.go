// Command decided counts how many settings of production modules djvet can tell
// from source alone, over checkouts of real repositories.
//
//	go run ./internal/tools/decided -checkouts DIR [-why] [-sample 200 -seed 1]
//
// A checkout of owner/name lies in DIR/owner+name. What is counted are pairs of
// a judged settings module and one of the settings that matter (focus.go), where
// the module sets it, or may set it. A setting that it certainly leaves unset is
// no pair, nor is one that only something outside the repository can set (an
// optional local_settings.py may set any). It prints the table of docs/decided.md. With -why it tells what was
// not decided and why; with -sample it prints that many pairs, drawn at random
// with the seed, for somebody to compare with the source.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

func main() {
	checkouts := flag.String("checkouts", "", "the folder with the checkouts")
	only := flag.String("only", "", "only repositories whose name contains this")
	why := flag.Bool("why", false, "tell what is not decided, and why")
	sampled := flag.Int("sample", 0, "print so many pairs, drawn at random")
	seed := flag.Uint64("seed", 1, "the seed of the sample")
	flag.Parse()
	pairs, err := collect(*checkouts, *only)
	if err != nil {
		fmt.Fprintln(os.Stderr, "decided:", err)
		os.Exit(1)
	}
	switch {
	case *sampled > 0:
		printSample(os.Stdout, pairs, *sampled, *seed)
	case *why:
		printReasons(os.Stdout, pairs)
	default:
		printTable(os.Stdout, pairs)
	}
}

// pair is a setting of a production module.
type pair struct {
	repository string
	module     *project.SettingsModule
	setting    string
	value      project.Value
	verdict    verdict
	// reasons are why it is not decided.
	reasons []string
}

// collect reads all repositories.
func collect(checkouts, only string) ([]pair, error) {
	directories, err := os.ReadDir(checkouts)
	if err != nil {
		return nil, fmt.Errorf("reading the checkouts: %w", err)
	}
	var pairs []pair
	for _, d := range directories {
		repository := strings.Replace(d.Name(), "+", "/", 1)
		if !d.IsDir() || repository == d.Name() || !strings.Contains(repository, only) {
			continue
		}
		found, err := pairsOf(repository, filepath.Join(checkouts, d.Name()))
		if err != nil {
			return nil, fmt.Errorf("evaluating %s: %w", repository, err)
		}
		pairs = append(pairs, found...)
	}
	return pairs, nil
}

func pairsOf(repository, directory string) ([]pair, error) {
	tree, err := workspace.OpenDirectory(directory)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tree.Close() }()
	found, err := engine.Discover(context.Background(), tree, engine.Options{})
	if err != nil {
		return nil, err
	}
	var pairs []pair
	for _, p := range found.Projects {
		for _, m := range p.Judged() {
			for _, name := range focus() {
				value := m.Setting(name).In(m.World())
				if leftUnset(value.Alternatives) {
					continue
				}
				one := pair{repository: repository, module: m, setting: name, value: value}
				one.verdict, one.reasons = judge(value.Alternatives)
				pairs = append(pairs, one)
			}
		}
	}
	return pairs, nil
}

// leftUnset reports whether a setting is Django's default, or not there at all,
// whatever the environment is, unless a module outside the repository sets it.
func leftUnset(alternatives eval.Alternatives) bool {
	for _, a := range alternatives {
		_, unbound := a.Value.(eval.Unbound)
		_, external := a.Value.(*eval.External)
		binding := a.Origin.Binding()
		imported := external && (!binding.Known() || binding.Kind == eval.Imported)
		if !unbound && !imported && a.Origin.Kind != eval.ByDefault {
			return false
		}
	}
	return true
}
