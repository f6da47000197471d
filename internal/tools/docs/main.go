// Command docs writes the pages of the rules, docs/rules, from the catalogue:
//
//	go run ./internal/tools/docs
//
// It runs anywhere in the repository. A page that no rule has any more is
// removed. A test fails if what is committed is not what this would write.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/djvet/djvet/rules"
)

const (
	modulePath = "github.com/djvet/djvet"
	// folder is where the pages lie, below the root of the repository.
	folder = "docs/rules"
)

func main() {
	if err := run("."); err != nil {
		fmt.Fprintf(os.Stderr, "docs: %v\n", err)
		os.Exit(1)
	}
}

// run writes the pages of the repository that a directory lies in.
func run(dir string) error {
	root, err := moduleRoot(dir)
	if err != nil {
		return err
	}
	catalogue, err := rules.Load()
	if err != nil {
		return fmt.Errorf("read the catalogue: %w", err)
	}
	return write(filepath.Join(root, filepath.FromSlash(folder)), pages(catalogue))
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

// write makes a directory hold exactly the pages, by name. What stands there
// already as it should be is left alone.
func write(dir string, pages map[string]string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	present, err := read(dir)
	if err != nil {
		return err
	}
	for name := range present {
		if _, wanted := pages[name]; !wanted {
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				return fmt.Errorf("remove the page of a rule that is gone: %w", err)
			}
		}
	}
	for name, page := range pages {
		if present[name] == page {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(page), 0o644); err != nil {
			return fmt.Errorf("write a page: %w", err)
		}
	}
	return nil
}

// read is the text of each page in a directory, by name.
func read(dir string) (map[string]string, error) {
	names, err := fs.Glob(os.DirFS(dir), "*.md")
	if err != nil {
		return nil, fmt.Errorf("list the pages: %w", err)
	}
	pages := make(map[string]string, len(names))
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, fmt.Errorf("read a page: %w", err)
		}
		pages[name] = string(data)
	}
	return pages, nil
}
