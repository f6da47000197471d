package procfile

import (
	"testing"

	"github.com/djvet/djvet/parser/text"
)

func TestParse(t *testing.T) {
	file := text.NewFile("Procfile", []byte("\ufeffrelease: python manage.py migrate\r\n# web: no\n\nweb:gunicorn a.wsgi -b :$PORT  \nnot a process\nempty:\nfirst beat: x\n"))
	processes := Parse(file)
	want := []struct{ name, command string }{
		{"release", "python manage.py migrate"},
		{"web", "gunicorn a.wsgi -b :$PORT"},
	}
	if len(processes) != len(want) {
		t.Fatalf("got %d processes, want %d: %+v", len(processes), len(want), processes)
	}
	for i, process := range processes {
		if process.Name != want[i].name || process.Command.Text != want[i].command {
			t.Errorf("process %d is %q: %q", i, process.Name, process.Command.Text)
		}
		if got := file.Slice(process.Command.Whole()); got != want[i].command {
			t.Errorf("command %q stands at %q", want[i].command, got)
		}
		if got := file.Slice(process.NameSpan); got != want[i].name {
			t.Errorf("name %q stands at %q", want[i].name, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("web: gunicorn a\n\ufeffb:c\r\n")
	f.Fuzz(func(t *testing.T, data string) {
		file := text.NewFile("Procfile", []byte(data))
		for _, process := range Parse(file) {
			if got := file.Slice(process.Command.Whole()); got != process.Command.Text {
				t.Fatalf("command %q stands at %q", process.Command.Text, got)
			}
		}
	})
}
