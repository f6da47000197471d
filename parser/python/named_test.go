package python_test

import (
	"context"
	"strings"
	"testing"

	"github.com/djvet/djvet/parser/python"
)

// The name of a variable that a reader is given is no value of the setting.
func TestNamedStrings(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		`SECRET_KEY = "a"`:                                   "SECRET_KEY=a",
		`SECRET_KEY = env("DJANGO_SECRET_KEY")`:              "",
		`SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY")`:   "",
		`SECRET_KEY = env("DJANGO_SECRET_KEY", default="a")`: "DJANGO_SECRET_KEY=a",
		`SECRET_KEY = decode("ABC_DEF")`:                     "SECRET_KEY=ABC_DEF",
		`SECRET_KEY = get_key("abc_def")`:                    "SECRET_KEY=abc_def",
		`D = {"PASSWORD": f("x"), "USER": "u"}`:              "PASSWORD=x USER=u",
	} {
		parsed, err := python.Parse(context.Background(), []byte(source), python.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range python.NamedStrings(parsed) {
			got = append(got, s.Name+"="+s.Value.Value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", source, strings.Join(got, " "), want)
		}
	}
}
