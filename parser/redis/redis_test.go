package redis_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/parser/redis"
	"github.com/djvet/djvet/parser/text"
)

func TestParse(t *testing.T) {
	t.Parallel()
	const source = "# bind 0.0.0.0\n\nbind 127.0.0.1 -::1\r\n  requirepass \"a \\\"b\\\"\"\nuser 'it\\'s' on\nlogfile \"\"\nsave \"3600 1\n"
	tree := redis.Parse(text.NewFile("redis.conf", []byte(source)))
	var got []string
	for _, d := range tree.Directives {
		line := d.Name
		for _, w := range d.Words {
			line += " [" + w.Text + "]"
		}
		got = append(got, line+" <"+source[d.Span.Start:d.Span.End]+">")
	}
	want := []string{
		"bind [127.0.0.1] [-::1] <bind 127.0.0.1 -::1>",
		`requirepass [a "b"] <requirepass "a \"b\"">`,
		`user [it's] [on] <user 'it\'s' on>`,
		`logfile [] <logfile "">`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(tree.Errors) != 1 || !strings.HasPrefix(source[tree.Errors[0].Span.Start:], `save "3600`) {
		t.Errorf("errors: %v, want the last line", tree.Errors)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("bind 127.0.0.1\nrequirepass \"a\\\"b\" x'y'\n# c\n")
	f.Fuzz(func(t *testing.T, source string) {
		tree := redis.Parse(text.NewFile("redis.conf", []byte(source)))
		end := uint32(0)
		for _, d := range tree.Directives {
			if d.Span.Start < end || d.Span.End < d.Span.Start || int(d.Span.End) > len(source) {
				t.Fatalf("%s: span %v behind %d of %d", d.Name, d.Span, end, len(source))
			}
			end = d.Span.End
		}
	})
}
