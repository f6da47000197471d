package nginx

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/text"
)

// outline writes a tree down: words separated by "|", "!" before what is damaged.
func outline(directives []*directive.Directive) string {
	var out strings.Builder
	for _, d := range directives {
		if d.Damaged {
			out.WriteByte('!')
		}
		out.WriteString(d.Name)
		for _, word := range d.Words {
			out.WriteString("|" + word.Text)
		}
		if d.Block {
			out.WriteString("{" + outline(d.Children) + "}")
		} else {
			out.WriteByte(';')
		}
	}
	return out.String()
}

func TestTrees(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"words and blocks", "a b  c;\nd{e f;g;}\n", "a|b|c;d{e|f;g;}"},
		{"no blank before a brace", "location /{root /x;}", "location|/{root|/x;}"},
		{"comments", "a; # b; {\n# c\nd e#f; #", "a;d|e#f;"},
		{"quotation marks", `a "b c" 'd "e' f"g h"i;`, `a|b c|d "e|f"g|h"i;`},
		{"a quoted word over several lines", "a 'b\nc';", "a|b\nc;"},
		{"escapes", `a "b\"c" d\;e \{ f\\g\n "h\ti" \.;`, "a|b\"c|d\\;e|\\{|f\\g\n|h\ti|\\.;"},
		{"variables in braces", "a ${b}c $d{e f;}", "a|${b}c|$d{e|f;}"},
		{"braces behind a variable's sign", "a ${{b;", "a|${{b;"},
		{"a bracket behind a quotation mark", `if ($a = "b") { c; }`, "if|($a|=|b|){c;}"},
		{"a brace inside a word", "a b}c;", "a|b}c;"},
		{"Lua", "content_by_lua_block {\n  -- it's }\n  say('}', \"{\\\"\") [[}]]\n  if a then t = {1} end\n}\nb;", "content_by_lua_block{}b;"},
		{"line endings of Windows", "a b;\r\nc {\r\n}\r\n", "a|b;c{}"},
		{"an argument that is a directive's name too", "listen 443 ssl\n  http2;", "listen|443|ssl|http2;"},
		{"a list over several lines", "server_name a\n b\n c;", "server_name|a|b|c;"},
		{"names in a map", "map $a $b {\n  default listen;\n  root\n alias;\n  alias a b;\n}", "map|$a|$b{default|listen;root|alias;alias|a|b;}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tree := Parse(text.NewFile("nginx.conf", []byte(tt.source)))
			if diff := cmp.Diff(tt.want, outline(tree.Directives)); diff != "" || len(tree.Errors) > 0 {
				t.Errorf("(-want +got)\n%s\nerrors: %v", diff, tree.Errors)
			}
		})
	}
}

// The first error is the one that is shown: its line and its words matter.
func TestErrors(t *testing.T) {
	for _, tt := range []struct{ name, source, want, tree string }{
		{
			"no semicolon before a directive", "server {\n  listen 80\n  server_name a;\n  root /b;\n}",
			`2: ";" is missing after "listen 80", before "server_name"`, "server{!listen|80;!server_name|a;root|/b;}",
		},
		{
			"no semicolon before a block", "server {\n  listen 80\n  location / {\n  root /b;\n}}",
			`2: ";" is missing after "listen 80", before "location"`, "server{!listen|80;!location|/{root|/b;}}",
		},
		{
			"no semicolon before a brace", "location / {\n  root /b\n}\nlocation /c { }",
			`2: ";" is missing after "root /b", before "}"`, "location|/{!root|/b;}location|/c{}",
		},
		{
			"what nginx takes for a name of the server", "server {\n  server_name a\n  root /b;\n}",
			`2: ";" is missing after "server_name a", before "root"`, "server{!server_name|a;!root|/b;}",
		},
		{
			"a semicolon at the end", "a b;\nc d", `2: ";" is missing after "c d" at the end of the file`, "a|b;!c|d;",
		},
		{
			"in a map", "map $a $b {\n  default 1\n  x 2;\n}", `2: ";" is missing after "default 1", before "x"`,
			"map|$a|$b{!default|1;!x|2;}",
		},
		{
			"no brace after a name", "http {\n  server\n    listen 80;\n  }", `2: "{" is missing after "server", before "listen"`,
			"http{!server;!listen|80;}",
		},
		{
			"a brace too many", "server {\n  listen 80;\n}\n}\n", `4: there is no block that "}" could close`, "server{listen|80;}",
		},
		{
			"a brace that ends the server", "server {\n  listen 80;\n}\n  location / {\n    root /a;\n  }\n}\n",
			`4: "location" stands outside of every block, beside "server"`, "server{listen|80;}!location|/{!root|/a;}",
		},
		{
			"a brace missing", "server {\n  location /a {\n    root /b;\n\n  location /c {\n    root /d;\n  }\n}\n",
			`2: the block of "location" is not closed: "}" is missing`, "!server{!location|/a{!root|/b;!location|/c{!root|/d;}}}",
		},
		{
			"a brace missing before a server", "server {\n  listen 80;\n\nserver {\n  listen 81;\n}\n",
			`1: the block of "server" is not closed: "}" is missing`, "!server{!listen|80;!server{!listen|81;}}",
		},
		{
			"a directive in the wrong block", "http {\n  location / {\n  }\n}\n",
			`2: "location" cannot stand inside "http"`, "http{!location|/{}}",
		},
		{
			"uwsgi_pass for a whole server", "server {\n  uwsgi_pass a;\n}\n",
			`2: "uwsgi_pass" cannot stand inside "server"`, "server{!uwsgi_pass|a;}",
		},
		{
			"quotation mark", "a 'b;\nc 'd';\n", "1: the quotation mark is not closed in its line", "!a|b;\nc |d';",
		},
		{
			"no blank behind a quotation mark", `a "b"c;`, `1: behind the closing quotation mark nginx wants a blank or ";"`, "!a|b|c;",
		},
		{"a quotation mark that nothing closes", `a "b;`, `1: the quotation mark is not closed`, "!a|b;;"},
		{"nothing before a semicolon", "a;;b;", `1: nothing stands before ";"`, "a;!b;"},
		{"nothing before a brace", "{ a; }", `1: nothing stands before "{"`, "!{a;}"},
		{"no block", "server {\n location /;\n}", `2: "location" needs a block in braces`, "server{!location|/;}"},
		{"a block of types", "types { a b { } }", `1: a block cannot stand inside "types"`, "types{!a|b{}}"},
		{"Lua without end", "a_by_lua_block { b", `1: the block of "a_by_lua_block" is not closed`, "!a_by_lua_block{}"},
		{
			"a path with blanks", "location / { root /srv/my files; alias; }",
			`1: "root" takes one argument and has 2 (what holds blanks needs quotation marks)`, "location|/{!root|/srv/my|files;!alias;}",
		},
		{"a byte order mark", "\ufeffa;", "1: the file begins with a byte order mark, which nginx takes for a part of the first name", "a;"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tree := Parse(text.NewFile("nginx.conf", []byte(tt.source)))
			got := ""
			if len(tree.Errors) > 0 {
				line, _ := tree.File.Position(tree.Errors[0].Span.Start)
				got = fmt.Sprintf("%d: %s", line, tree.Errors[0].Message)
			}
			if got != tt.want {
				t.Errorf("the error is %q, want %q", got, tt.want)
			}
			if diff := cmp.Diff(tt.tree, outline(tree.Directives)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestDepth(t *testing.T) {
	for _, source := range []string{strings.Repeat("a{", 200_000), strings.Repeat("a {", 99) + strings.Repeat("}", 99)} {
		tree := Parse(text.NewFile("nginx.conf", []byte(source)))
		if deep := strings.Count(source, "{") > maxDepth; deep != (len(tree.Errors) > 0) {
			t.Errorf("%d errors", len(tree.Errors))
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("http { server { listen 80\n server_name \"a b\" 'c\\'d'; location / { root ${e}f; } } } # g")
	f.Add("a_by_lua_block { '}' --}\n } map $a $b { c d\n e; } } types { {")
	f.Fuzz(func(t *testing.T, data string) {
		file := text.NewFile("nginx.conf", []byte(data))
		tree := Parse(file)
		inFile := func(span text.Span) {
			if span.Start > span.End || int(span.End) > len(data) {
				t.Fatalf("the span %v is outside of the file", span)
			}
		}
		for _, e := range tree.Errors {
			inFile(e.Span)
		}
		directive.Walk(tree.Directives, func(d *directive.Directive) bool {
			inFile(d.Span)
			inFile(d.Whole)
			if !d.Whole.Contains(d.Span) || !d.Span.Contains(d.NameSpan) {
				t.Fatalf("spans of %q: %v, %v, %v", d.Name, d.NameSpan, d.Span, d.Whole)
			}
			for _, word := range d.Words {
				if !d.Span.Contains(word.Span) {
					t.Fatalf("the word %q of %q is at %v, outside of %v", word.Text, d.Name, word.Span, d.Span)
				}
			}
			for _, inner := range d.Children {
				if !d.Whole.Contains(inner.Whole) {
					t.Fatalf("%q at %v is not inside %q at %v", inner.Name, inner.Whole, d.Name, d.Whole)
				}
			}
			return true
		})
	})
}
