package deploy

import "testing"

func TestSecret(t *testing.T) {
	for _, c := range []struct {
		name, value string
		want        bool
	}{
		{"SECRET_KEY", "x", true},
		{"DJANGO_SECRET", "x", true},
		{"AWS_SECRET_ACCESS_KEY", "x", true},
		{"STRIPE_APIKEY", "x", true},
		{"POSTGRES_PASSWORD", "", true},
		{"DB_PASS", "x", true},
		{"SENTRY_DSN", "x", true},
		{"GITHUB_TOKEN", "x", true},
		{"DATABASE_URL", "postgres://user:pw@db/name", true},
		{"BROKERS", "redis://one:1, redis://:pw@two", true},
		{"DATABASE_URL", "postgres://user@db:5432/name", false},
		{"DATABASE_URL", "sqlite:///db.sqlite3", false},
		{"SITE", "https://example.com/@me", false},
		{"API_KEYS", "x,y", true},
		{"KEYBOARD", "qwerty", false},
		{"PASSENGERS", "3", false},
		{"DEBUG", "True", false},
	} {
		if got := (Variable{Name: c.name, Value: c.value}).Secret(); got != c.want {
			t.Errorf("Variable{%s=%s}.Secret() = %v, want %v", c.name, c.value, got, c.want)
		}
	}
}

func TestEnvironmentLaterWins(t *testing.T) {
	launch := Launch{Variables: []Variable{
		{Name: "A", Value: "1", Known: true},
		{Name: "B", Value: "1", Known: true},
		{Name: "A", Value: "2", Known: true},
		{Name: "B", Unset: true},
		{Name: "C", Value: "1", Known: true},
		{Name: "C"},
	}}
	environment := launch.Environment()
	if got := environment["A"].Value; got != "2" {
		t.Errorf("A = %q, want the later value", got)
	}
	if _, found := environment["B"]; found {
		t.Error("B is there although it was unset")
	}
	if c, found := environment["C"]; !found || c.Known {
		t.Errorf("C = %+v, want it there and unknown", c)
	}
}
