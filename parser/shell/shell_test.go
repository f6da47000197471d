package shell

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/parser/text"
)

// render writes commands in a form that is easy to compare: words in brackets,
// $NAME for parameters, ? for what is opaque, | before a branch.
func render(commands []Command) string {
	var out strings.Builder
	for _, command := range commands {
		if command.Branch {
			out.WriteString("||")
		}
		for _, assignment := range command.Assignments {
			out.WriteString(assignment.Name + "=")
			if assignment.Value != nil {
				out.WriteString(renderWord(*assignment.Value))
			}
			if assignment.Opaque {
				out.WriteString("?")
			}
			out.WriteString(" ")
		}
		for _, word := range command.Words {
			out.WriteString("[" + renderWord(word) + "]")
		}
		if command.Declares {
			out.WriteString("!")
		}
		if command.Background {
			out.WriteString("&")
		}
		for _, block := range command.Blocks {
			open := "{"
			switch {
			case block.Function != "":
				open = block.Function + "(){"
			case block.Subshell:
				open = "({"
			case block.Subject != nil:
				open = "case:" + block.Patterns[0].Text + "{"
			case block.Branch:
				open = "|{"
			}
			out.WriteString(open + render(block.Commands) + "}")
		}
		out.WriteString(";")
	}
	return out.String()
}

func renderWord(word Word) string {
	var out strings.Builder
	for _, part := range word.Parts {
		switch {
		case part.Opaque:
			out.WriteString("?")
		case part.Parameter != "":
			out.WriteString("$" + part.Parameter + part.Operator)
			if part.Argument != nil {
				out.WriteString(renderWord(*part.Argument))
			}
		default:
			out.WriteString(part.Literal)
		}
	}
	return out.String()
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{`gunicorn mysite.wsgi`, `[gunicorn][mysite.wsgi];`},
		{`A=1 B="x y" cmd 'c d'`, `A=1 B=x y [cmd][c d];`},
		{`A=`, `A= ;`},
		{`cd app && exec gunicorn a:b`, `[cd][app];[exec][gunicorn][a:b];`},
		{`a || b`, `[a];||[b];`},
		{`a && b || c && d`, `[a];[b];||[c];[d];`},
		{`a | b &`, `[a]&;[b]&;`},
		{`export A=$B C`, `A=$B C= [export]!;`},
		{`export $(cat .env)`, `[export][?]!;`},
		{`x ${A:-b$C} ${D%x} $(date) "${E}"`, `[x][$A:-b$C][?][?][$E];`},
		{`a \` + "\n" + `  b\ c "d\$e\f"`, `[a][b c][d$e\f];`},
		{`if a; then b; elif c; then d; else e; fi`, `{[a];}|{[b];}|{[c];}|{[d];}|{[e];};`},
		{`case "$1" in web) a;; *) b;; esac`, `case:web{[a];}case:*{[b];};`},
		{`f() { a; }; f`, `f(){{[a];};};[f];`},
		{`(cd x; a)`, `({[cd][x];[a];};`},
		{`while ! nc db 1; do sleep 1; done; b`, `{[nc][db][1];}|{[sleep][1];};[b];`},
		{`A=(1 2)`, `A=? ;`},
		{`if [[ $A == b ]]; then c; fi`, `{}|{[c];};`},
		{"a <<EOF\nb\nEOF\nc > d", `[a];[c];`},
	} {
		script, err := Parse(At(c.source, 0))
		if err != nil {
			t.Errorf("Parse(%q): %v", c.source, err)
			continue
		}
		if got := render(script.Commands); got != c.want {
			t.Errorf("Parse(%q)\n got %s\nwant %s", c.source, got, c.want)
		}
	}
}

func TestParseDamaged(t *testing.T) {
	script, err := Parse(At("first\nif then (", 100))
	var damage *SyntaxError
	if !errors.As(err, &damage) {
		t.Fatalf("error is %v, want a SyntaxError", err)
	}
	if damage.Offset < len("first") {
		t.Errorf("offset is %d, want one behind the first line", damage.Offset)
	}
	if got := render(script.Commands); got != "[first];" {
		t.Errorf("commands before the damage: %q", got)
	}
}

func TestParseLimits(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         error
	}{
		{"large", strings.Repeat("a ", MaxBytes), ErrTooLarge},
		{"subshells", strings.Repeat("(", 20000), ErrTooDeep},
		{"substitutions", strings.Repeat("$(", 20000), ErrTooDeep},
		{"ifs", strings.Repeat("if ", 20000), ErrTooDeep},
		{"times", strings.Repeat("time ", 12000), ErrTooDeep},
	} {
		if _, err := Parse(At(c.source, 0)); !errors.Is(err, c.want) {
			t.Errorf("%s: error is %v, want %v", c.name, err, c.want)
		}
	}
	// A long chain is not deep.
	script, err := Parse(At(strings.Repeat("a && ", 5000)+"b", 0))
	if err != nil || len(script.Commands) != 5001 {
		t.Errorf("chain: %d commands, %v", len(script.Commands), err)
	}
}

func TestSpans(t *testing.T) {
	file := "CMD exec \\\n   gunicorn \\\n   mysite.wsgi\n"
	source := Join(At("exec ", 4), At("   gunicorn ", 11), At("   mysite.wsgi", 25))
	script, err := Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, word := range script.Commands[0].Words {
		got = append(got, file[word.Span.Start:word.Span.End])
	}
	if diff := cmp.Diff([]string{"exec", "gunicorn", "mysite.wsgi"}, got); diff != "" {
		t.Error(diff)
	}
	sliced := source.Slice(8, 16)
	if span := sliced.Span(0, 8); file[span.Start:span.End] != "gunicorn" {
		t.Errorf("slice %q stands at %q", sliced.Text, file[span.Start:span.End])
	}
	within := Within("a b", text.Span{Start: 7, End: 9})
	if span := within.Span(2, 3); span != (text.Span{Start: 7, End: 9}) {
		t.Errorf("a decoded text's place is %v", span)
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		source string
		want   []string
		closed bool
	}{
		{`python manage.py migrate && gunicorn`, []string{"python", "manage.py", "migrate", "&&", "gunicorn"}, true},
		{`bash -c "a \"b\" 'c'" ''`, []string{"bash", "-c", `a "b" 'c'`, ""}, true},
		{`a\ b $C "x`, []string{"a b", "$C", "x"}, false},
		{"  ", nil, true},
	} {
		words, closed := Split(At(c.source, 0))
		var got []string
		for _, word := range words {
			literal, ok := word.Literal()
			if !ok {
				t.Errorf("%q: word %q is not literal", c.source, word.Text)
			}
			got = append(got, literal)
		}
		if diff := cmp.Diff(c.want, got); diff != "" || closed != c.closed {
			t.Errorf("Split(%q) closed=%v:\n%s", c.source, closed, diff)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("A=1 exec gunicorn ${X:-y} && (cd a; b) || c &")
	f.Add("case $1 in a) b;; esac; f() { g; }; while a; do b; done")
	f.Fuzz(func(t *testing.T, source string) {
		script, _ := Parse(At(source, 10))
		end := uint32(10 + len(source))
		var check func([]Command)
		word := func(w Word) {
			if w.Span.Start > w.Span.End || w.Span.End > end {
				t.Fatalf("span %v of %q is outside", w.Span, w.Text)
			}
		}
		check = func(commands []Command) {
			for _, command := range commands {
				for _, w := range command.Words {
					word(w)
				}
				for _, block := range command.Blocks {
					check(block.Commands)
				}
			}
		}
		check(script.Commands)
		words, _ := Split(At(source, 10))
		for _, w := range words {
			word(w)
		}
	})
}
