package dockerfile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/parser/text"
)

func parse(t *testing.T, source string) (*text.File, []Instruction, []Damage) {
	t.Helper()
	file := text.NewFile("Dockerfile", []byte(source))
	instructions, damages := Parse(file)
	return file, instructions, damages
}

func TestParse(t *testing.T) {
	source := "\ufeff# syntax=docker/dockerfile:1\n" +
		"FROM --platform=linux/amd64 python:3.12 AS build\n" +
		"RUN apt-get update && \\\n" +
		"    # a comment in between\n" +
		"\n" +
		"    apt-get install -y x\n" +
		"COPY --from=build --chown=a:b /x \\\n  /y\n" +
		"RUN <<EOF\npip install a\nFROM nothing\nEOF\n" +
		"cmd [\"gunicorn\", \"a\\\"b\"]\n" +
		"CMD ['not', 'json']\n" +
		"CMD [null]\n" +
		"nonsense here\n"
	file, instructions, damages := parse(t, source)
	var got []string
	for _, i := range instructions {
		line := i.Keyword + " " + strings.Join(strings.Fields(i.Arguments.Text), " ")
		for _, flag := range i.Flags {
			line += " --" + flag.Name + "=" + flag.Value
		}
		for _, word := range i.Exec {
			literal, _ := word.Literal()
			line += " <" + literal + ">"
		}
		for _, heredoc := range i.Heredocs {
			line += " {" + heredoc.Text + "}"
		}
		got = append(got, line)
	}
	want := []string{
		"FROM python:3.12 AS build --platform=linux/amd64",
		"RUN apt-get update && apt-get install -y x",
		"COPY /x /y --from=build --chown=a:b",
		"RUN <<EOF {pip install a\nFROM nothing\n}",
		`CMD ["gunicorn", "a\"b"] <gunicorn> <a"b>`,
		"CMD ['not', 'json']",
		"CMD [null]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(damages) != 1 || file.Slice(damages[0].Span) != "nonsense here" {
		t.Errorf("damages: %+v", damages)
	}
	if got := file.Slice(instructions[4].Exec[0].Span); got != "gunicorn" {
		t.Errorf("the first word of CMD stands at %q", got)
	}
	if got := file.Slice(instructions[1].Span); !strings.HasSuffix(got, "install -y x") {
		t.Errorf("RUN stands at %q", got)
	}
}

func TestEscapeDirective(t *testing.T) {
	_, instructions, _ := parse(t, "# escape=`\nRUN a `\n b\nENV P=C:\\x\n")
	if len(instructions) != 2 || strings.Join(strings.Fields(instructions[0].Arguments.Text), " ") != "a b" {
		t.Fatalf("%+v", instructions)
	}
	if value := instructions[1].Expand(instructions[1].Pairs()[0].Value.Text, nil); value.Text != `C:\x` {
		t.Errorf("P = %q", value.Text)
	}
}

func TestPairs(t *testing.T) {
	environment := map[string]string{"A": "1", "EMPTY": ""}
	lookup := func(name string) Value {
		switch name {
		case "HOST":
			return Value{}
		case "ARGUMENT":
			return Value{Absent: true}
		}
		text, set := environment[name]
		return Value{Text: text, Known: true, Absent: !set}
	}
	for _, c := range []struct {
		source string
		want   []string
	}{
		{`ENV A=1 B="two words" C='$A' D=$A-${A}x`, []string{"A=1", "B=two words", "C=$A", "D=1-1x"}},
		{`ENV OLD a value with $A`, []string{"OLD=a value with 1"}},
		{`ENV OLD "quoted"`, []string{"OLD=quoted"}},
		{"ENV A=1 \\\n    B=2", []string{"A=1", "B=2"}},
		{`ENV A=a\ b B=\$A C="x\"y\z"`, []string{"A=a b", "B=$A", `C=x"y\z`}},
		{`ENV A=${NONE:-d-$A} B=${EMPTY:+x} C=${A:+y} D=${NONE}`, []string{"A=d-1", "B=", "C=y", "D="}},
		{`ENV A=${HOST} B=${HOST:-x} C=${A##*/} D=$`, []string{"A?", "B?", "C?", "D=$"}},
		{`ENV A=${ARGUMENT} B=${ARGUMENT:-x} C=x$ARGUMENT D=${EMPTY-x} E=${EMPTY:-x}`, []string{"A?", "B~x", "C?", "D=", "E=x"}},
		{`ARG A B=2 C=`, []string{"A", "B=2", "C="}},
	} {
		_, instructions, _ := parse(t, c.source)
		var got []string
		for _, pair := range instructions[0].Pairs() {
			value := instructions[0].Expand(pair.Value.Text, lookup)
			switch {
			case !pair.HasValue:
				got = append(got, pair.Name)
			case !value.Known:
				got = append(got, pair.Name+"?")
			case value.Fallback:
				got = append(got, pair.Name+"~"+value.Text)
			default:
				got = append(got, pair.Name+"="+value.Text)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s\n%s", c.source, diff)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("FROM a AS b\nENV A=${B:-\"c\"} D e\nRUN <<EOF\nx\nEOF\nCMD [\"a\", \"\\u0041\"]\n")
	f.Add("# escape=`\nRUN a `\n\n#\nb\\\n")
	f.Fuzz(func(t *testing.T, data string) {
		file := text.NewFile("Dockerfile", []byte(data))
		instructions, damages := Parse(file)
		for _, i := range instructions {
			if i.Span.Start > i.Span.End || int(i.Span.End) > len(data) {
				t.Fatalf("%s stands at %v", i.Keyword, i.Span)
			}
			for _, pair := range i.Pairs() {
				if int(pair.Span.End) > len(data) || pair.Span.Start > pair.Span.End {
					t.Fatalf("pair %+v", pair)
				}
				i.Expand(pair.Value.Text, func(string) Value { return Value{Text: "x", Known: true} })
			}
			for _, word := range i.Exec {
				if int(word.Span.End) > len(data) {
					t.Fatalf("word %+v", word)
				}
			}
		}
		for _, damage := range damages {
			if int(damage.Span.End) > len(data) || damage.Span.Start > damage.Span.End {
				t.Fatalf("damage at %v", damage.Span)
			}
		}
	})
}
