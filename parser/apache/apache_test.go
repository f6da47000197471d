package apache

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/text"
)

// render writes a tree in a form that is easy to compare: words in brackets,
// ~ for what is damaged.
func render(directives []*directive.Directive) string {
	var out strings.Builder
	for _, d := range directives {
		if d.Damaged {
			out.WriteByte('~')
		}
		out.WriteString(d.Name)
		for _, w := range d.Words {
			out.WriteString("[" + w.Text + "]")
		}
		if d.Block {
			out.WriteString("{" + render(d.Children) + "}")
		}
		out.WriteByte(';')
	}
	return out.String()
}

func messages(tree *directive.Tree) []string {
	var all []string
	for _, e := range tree.Errors {
		line, _ := tree.File.Position(e.Span.Start)
		all = append(all, fmt.Sprintf("%d: %s", line, e.Message))
	}
	return all
}

func TestParse(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		errors           []string
	}{
		{name: "nothing"},
		{name: "comments and blanks", text: "# a\n\n  \t# b\r\n"},
		{name: "words", text: "A b \"c d\" 'e f' g\"h i\"\n", want: `A[b][c d][e f][g"h][i"];`},
		{name: "no comment behind a directive", text: "A b # c", want: "A[b][#][c];"},
		{name: "escapes", text: `A "a\"b" 'a\'b' a\\b C:\x\y "C:\x\\y"`, want: `A[a"b][a'b][a\b][C:\x\y][C:\x\y];`},
		{name: "a quotation mark that is not closed", text: "A 'b c\nD", want: "A[b c];D;"},
		{name: "quotation marks of both kinds", text: `A "it's" '"'`, want: `A[it's]["];`},
		{name: "a name in quotation marks", text: `"A" b`, want: "A[b];"},
		{name: "two words without a blank", text: `A "b"c`, want: "A[b][c];"},
		{name: "continued", text: "A b \\\n  c \\\r\n d\nE", want: "A[b][c][d];E;"},
		{name: "continued inside of a word", text: "A b\\\nc", want: "A[bc];"},
		{name: "continued although there are two", text: "A b\\\\\nC", want: `A[b\C];`},
		{name: "an empty line behind two", text: "A b\\\\\n\nC d\nE", want: `A[bC][d];E;`},
		{name: "a comment is continued too", text: "# a \\\nB c\nD", want: "D;"},
		{name: "blanks behind the backslash", text: "A b \\ \nC", want: `A[b][\];C;`},
		{name: "a backslash at the end of the file", text: `A b\`, want: `A[b\];`},
		{name: "a backslash and a newline at the end of the file", text: "A b\\\n", want: `A[b];`},
		{
			name: "sections", text: "<VirtualHost *:80 [::1]:80>\n<Directory \"/a b/\">\nA\n</directory>\nB\n</VIRTUALHOST>\nC",
			want: "VirtualHost[*:80][[::1]:80]{Directory[/a b/]{A;};B;};C;",
		},
		{name: "no words", text: "<RequireAll>\nRequire all granted\n</RequireAll>", want: "RequireAll{Require[all][granted];};"},
		{name: "the last > counts", text: "<If \"%{A} -gt 1 && %{B} > 2\"> x\n</If> y", want: "If[%{A} -gt 1 && %{B} > 2]{};"},
		{name: "a quotation mark that is not closed, in a section", text: "<Directory \"/a>\n</Directory>", want: "Directory[/a]{};"},
		{
			name: "bytes that are no UTF-8, and what is written in templates", text: "A \xff\xe4\n{% if b %}\nC {{ d }}\n{% endif %}",
			want: "A[\xff\xe4];{%[if][b][%}];C[{{][d][}}];{%[endif][%}];",
		},
		{name: "a program", text: "<Perl>\n<a></b>\nif (1) {\n</Perl>\nA", want: "Perl{};A;"},
		{
			name: "not closed", text: "A\n<Directory /a>\nB\n", want: "A;~Directory[/a]{B;};",
			errors: []string{"2: <Directory> is not closed with </Directory>"},
		},
		{
			name: "only one is told", text: "<VirtualHost *>\n<Directory /a>\nB\n", want: "~VirtualHost[*]{~Directory[/a]{B;};};",
			errors: []string{"1: <VirtualHost> is not closed with </VirtualHost>"},
		},
		{
			name: "not closed in another", text: "<VirtualHost *>\n<Directory /a>\nB\n</VirtualHost>\nC", want: "VirtualHost[*]{~Directory[/a]{B;};};C;",
			errors: []string{"4: </VirtualHost> closes nothing here: <Directory> is still open"},
		},
		{
			name: "misspelt", text: "<VirtualHost *>\n<Directory /a>\nB\n</Directroy>\nC\n</VirtualHost>\nD", want: "VirtualHost[*]{~Directory[/a]{B;C;};};D;",
			errors: []string{"4: </Directroy> closes nothing here: <Directory> is still open"},
		},
		{
			name: "closes nothing", text: "A\n</Directory>\nB", want: "A;B;",
			errors: []string{"2: </Directory> closes nothing: no <Directory> is open"},
		},
		{
			name: "no >", text: "<Directory /a\nB\n</Directory>\nC", want: "~Directory[/a]{B;};C;",
			errors: []string{"1: <Directory … is not closed with >"},
		},
		{
			name: "a blank before >", text: "<Directory /a>\nB\n</Directory >\nC", want: "Directory[/a]{B;};C;",
			errors: []string{"3: </Directory is not closed with > (no blank may stand before it)"},
		},
		{
			name: "a blank before the name", text: "< Directory /a>\nB\n</Directory>", want: "~[Directory][/a]{B;};",
			errors: []string{"1: a section begins with <Name, without a blank before the name", "3: </Directory> closes nothing here: <> is still open"},
		},
		{name: "a condition that is not closed", text: "<IfModule a>\n<Directory /b>\nC", want: "~IfModule[a]{~Directory[/b]{C;};};"},
		{
			name: "a byte order mark", text: "\ufeffA b", want: "A[b];",
			errors: []string{"1: the file begins with a byte order mark, which Apache takes for a part of the first directive's name"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree := Parse(text.NewFile("httpd.conf", []byte(test.text)))
			if diff := cmp.Diff(test.want, render(tree.Directives)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.errors, messages(tree)); diff != "" {
				t.Error(diff)
			}
			checkSpans(t, tree)
		})
	}
}

func TestSpans(t *testing.T) {
	file := text.NewFile("httpd.conf", []byte("<Directory '/a b'> x\n  Alias /c \\\n  \"/d\" # e\n</Directory>\n"))
	tree := Parse(file)
	section := tree.Directives[0]
	inner := section.Children[0]
	for _, test := range []struct {
		span text.Span
		want string
	}{
		{section.Span, "<Directory '/a b'>"},
		{section.NameSpan, "Directory"},
		{section.Words[0].Span, "'/a b'"},
		{section.Whole, "<Directory '/a b'> x\n  Alias /c \\\n  \"/d\" # e\n</Directory>"},
		{inner.Span, "Alias /c \\\n  \"/d\" # e"},
		{inner.NameSpan, "Alias"},
		{inner.Words[0].Span, "/c"},
		{inner.Words[1].Span, `"/d"`},
	} {
		if got := file.Slice(test.span); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestDepth: however deep sections lie in each other, the tree does not.
func TestDepth(t *testing.T) {
	const deep = 100_000
	tree := Parse(text.NewFile("httpd.conf", []byte(strings.Repeat("<A>\n", deep)+strings.Repeat("</A>\n", deep)+"B\n")))
	depth := 0
	for at := tree.Directives; len(at) > 0 && at[0].Block; at = at[0].Children {
		depth++
	}
	if depth != maxDepth || len(tree.Errors) != 1 {
		t.Errorf("%d deep, errors %q", depth, messages(tree))
	}
	if last := tree.Directives[len(tree.Directives)-1]; last.Name != "B" {
		t.Errorf("the last directive is %s", last.Name)
	}
}

func checkSpans(t *testing.T, tree *directive.Tree) {
	t.Helper()
	whole := text.Span{End: uint32(len(tree.File.Data))}
	for _, e := range tree.Errors {
		if e.Span.Start > e.Span.End || !whole.Contains(e.Span) {
			t.Fatalf("error %q at %v", e.Message, e.Span)
		}
	}
	directive.Walk(tree.Directives, func(d *directive.Directive) bool {
		if !whole.Contains(d.Whole) || !d.Whole.Contains(d.Span) || !d.Span.Contains(d.NameSpan) || d.NameSpan.Start > d.NameSpan.End {
			t.Fatalf("%s: %v %v %v", d.Name, d.Whole, d.Span, d.NameSpan)
		}
		for _, w := range d.Words {
			if !d.Span.Contains(w.Span) || w.Span.Start >= w.Span.End {
				t.Fatalf("%s: the word %q at %v in %v", d.Name, w.Text, w.Span, d.Span)
			}
		}
		for _, child := range d.Children {
			if !d.Whole.Contains(child.Whole) {
				t.Fatalf("%s at %v holds %s at %v", d.Name, d.Whole, child.Name, child.Whole)
			}
		}
		return true
	})
}

func FuzzParse(f *testing.F) {
	f.Add("<A 'b>\\\n c>\n<B\n</A>\n# \\\nD \"e\\\" f\n</B>\n<IfModule !x>")
	f.Add("\ufeff<Perl>\n</Perl >\n<RequireAll> x>\n\"< y\\")
	f.Fuzz(func(t *testing.T, data string) {
		checkSpans(t, Parse(text.NewFile("x", []byte(data))))
	})
}
