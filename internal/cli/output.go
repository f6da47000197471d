package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2/maybe"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/report"
	"github.com/djvet/djvet/rules"
)

// print writes the report in the format that was asked for.
func (r *run) print(result *engine.Report, catalogue *rules.Catalogue, flags *checkFlags) error {
	return r.write(flags.output, func(w io.Writer) error {
		switch flags.format.value {
		case formatJSON:
			return report.JSON(w, result)
		case formatSARIF:
			return report.SARIF(w, result, catalogue)
		}
		options := report.TextOptions{Color: r.colored(flags.color, flags.output), Catalogue: catalogue, Width: r.width(flags.output)}
		return report.Text(w, result, options)
	})
}

// write gives put the standard output, or the file of that name: a regular
// one is replaced at once and as a whole, so that it is never half written.
func (r *run) write(name string, put func(io.Writer) error) error {
	if name == "" || name == stdinPath {
		return put(r.Stdout)
	}
	var whole bytes.Buffer
	if err := put(&whole); err != nil {
		return err
	}
	target := r.absolute(name)
	if err := writeFile(target, whole.Bytes()); err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, reason(err))
	}
	return nil
}

const outputMode = 0o644

func writeFile(target string, data []byte) error {
	// A link stays one: what it leads to is replaced.
	if end, err := filepath.EvalSymlinks(target); err == nil {
		target = end
	}
	info, err := os.Stat(target)
	if err == nil && !info.Mode().IsRegular() { // a device or a pipe is not to be replaced by a file
		return os.WriteFile(target, data, outputMode) //nolint:wrapcheck // the caller says it
	}
	mode := os.FileMode(outputMode)
	if err == nil {
		mode = info.Mode().Perm()
	}
	return maybe.WriteFile(target, data, mode) //nolint:wrapcheck // the caller says it
}

// canWrite reports early, before any work, that a file cannot be written.
func (r *run) canWrite(name string) error {
	if name == "" || name == stdinPath {
		return nil
	}
	target := r.absolute(name)
	if info, err := os.Stat(target); err == nil && info.IsDir() {
		return usagef("--output: %s is a directory; name a file", name)
	}
	if info, err := os.Stat(filepath.Dir(target)); err != nil || !info.IsDir() {
		return usagef("--output: %s: there is no directory %s", name, r.shown(filepath.Dir(target)))
	}
	return nil
}
