package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/report"
	"github.com/djvet/djvet/rules"
)

var update = flag.Bool("update", false, "write the golden files anew; read them before you commit them")

func catalogue(t testing.TB) *rules.Catalogue {
	t.Helper()
	loaded, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

// asText and asJSON print a report.
func asText(t testing.TB, r *engine.Report, options report.TextOptions) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.Text(&out, r, options); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func asJSON(t testing.TB, r *engine.Report) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.JSON(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestTextGolden(t *testing.T) {
	r := fixture(t)
	golden(t, "report.txt", asText(t, r, report.TextOptions{Catalogue: catalogue(t)}))
	golden(t, "narrow.txt", asText(t, r, report.TextOptions{Width: 44}))
	golden(t, "color.txt", strings.ReplaceAll(asText(t, r, report.TextOptions{Color: true}), "\x1b", "<ESC>"))
}

func TestJSONGolden(t *testing.T) {
	golden(t, "report.json", asJSON(t, fixture(t)))
}
