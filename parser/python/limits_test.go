package python

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestLimits(t *testing.T) {
	repeat := strings.Repeat
	var indented strings.Builder
	for i := range maxIndent + 1 {
		indented.WriteString(repeat(" ", i) + "if x:\n")
	}
	indented.WriteString(repeat(" ", maxIndent+1) + "y\n")
	for _, tt := range []struct {
		name   string
		src    string
		limits Limits
		want   error
	}{
		{"size", "x = 1 # " + repeat("a", 20), Limits{Bytes: 20}, ErrTooLarge},
		{"size at the limit", "x = 1", Limits{Bytes: 5}, nil},
		{"default size", repeat("x = 1\n", 512<<10/6+1), Limits{}, ErrTooLarge},
		{"100,000 brackets", repeat("(", 100_000), Limits{}, ErrTooDeep},
		{"200 brackets", "x = " + repeat("[", 200) + repeat("]", 200), Limits{}, nil},
		{"201 brackets", "x = " + repeat("[", 201) + repeat("]", 201), Limits{}, ErrTooDeep},
		{"200 calls", "x = " + repeat("f(", 200) + repeat(")", 200), Limits{}, nil},
		{"200 dicts", "x = " + repeat("{1:", 200) + "1" + repeat("}", 200), Limits{}, nil},
		{"brackets in strings and comments", "x = '" + repeat("(", 300) + "' # " + repeat("[", 300), Limits{}, nil},
		{"f-strings in f-strings", repeat(`f"{`, 300), Limits{}, ErrTooDeep},
		{"indentation", indented.String(), Limits{}, ErrTooDeep},
		{"unary operators", "x = " + repeat("-", 10_000) + "1", Limits{}, ErrTooDeep},
		{"not", "x = " + repeat("not ", 10_000) + "1", Limits{}, ErrTooDeep},
		{"sum", "x = 1" + repeat(" + 1", 10_000), Limits{}, ErrTooDeep},
		{"sum within the limit", "x = 1" + repeat(" + 1", 900), Limits{}, nil},
		{"power", "x = 1" + repeat(" ** 1", 10_000), Limits{}, ErrTooDeep},
		{"or", "x = 1" + repeat(" or 1", 10_000), Limits{}, ErrTooDeep},
		{"attributes", "x = a" + repeat(".a", 10_000), Limits{}, ErrTooDeep},
		{"calls", "x = a" + repeat("()", 10_000), Limits{}, ErrTooDeep},
		{"conditionals", "x = " + repeat("a if b else ", 10_000) + "c", Limits{}, ErrTooDeep},
		{"lambdas", "x = " + repeat("lambda: ", 10_000) + "c", Limits{}, ErrTooDeep},
		{"elifs", "if a: b\n" + repeat("elif a: b\n", 10_000), Limits{}, ErrTooDeep},
		{"assignments", repeat("a = ", 10_000) + "1", Limits{}, ErrTooDeep},
		{"strings", "x = " + repeat("'a' ", 10_000), Limits{}, nil},
		{"list", "x = [" + repeat("a, ", 10_000) + "]", Limits{}, nil},
		{"statements", repeat("x\n", 10_000), Limits{}, nil},
		{"NUL", "x = 1\x00", Limits{}, ErrBinary},
		{"UTF-16", "\xff\xfex\x00", Limits{}, ErrBinary},
		{"UTF-16, big-endian", "\xfe\xff\x00x", Limits{}, ErrBinary},
		{"empty", "", Limits{}, nil},
	} {
		m, err := Parse(context.Background(), []byte(tt.src), tt.limits)
		if !errors.Is(err, tt.want) || (err == nil) == (m == nil) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
		if m != nil && len(m.Errors) > 0 {
			t.Errorf("%s: %v", tt.name, m.Errors[0])
		}
	}
}

// The message names the number that was over the limit.
func TestLimitMessages(t *testing.T) {
	_, err := Parse(context.Background(), []byte("x = 1"), Limits{Bytes: 3})
	if err == nil || !strings.Contains(err.Error(), "5 bytes, at most 3") {
		t.Errorf("the error is %v", err)
	}
}

// Without time, parsing ends with an error, and the parser can be used again.
func TestTime(t *testing.T) {
	src := settings(1, 400<<10)
	p := NewParser(Limits{Time: 1})
	if _, err := p.Parse(context.Background(), src); !errors.Is(err, ErrTooSlow) {
		t.Fatalf("the error is %v", err)
	}
	if _, err := p.Parse(context.Background(), []byte("x = 1")); err != nil {
		t.Errorf("after that: %v", err)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p := NewParser(Limits{})
	if _, err := p.Parse(ctx, []byte("x = 1")); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if m, err := p.Parse(context.Background(), []byte("x = 1")); err != nil || len(m.Errors) > 0 {
		t.Errorf("after that: %v, %v", m, err)
	}
}

// expiring is a context that is cancelled when it has been asked a few times:
// in the middle of a parse, whatever the machine's speed.
type expiring struct {
	context.Context
	left int
}

func (c *expiring) Err() error {
	c.left--
	if c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestCancelInside(t *testing.T) {
	p := NewParser(Limits{})
	ctx := &expiring{Context: context.Background()}
	if _, err := p.Parse(ctx, []byte("x = 1")); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	// Each line that cannot be read is parsed alone, which is a parse more.
	ctx = &expiring{Context: context.Background(), left: 2}
	if _, err := p.Parse(ctx, []byte("x = = 1\ny = = 2\n")); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if m, err := p.Parse(context.Background(), []byte("x = 1")); err != nil || len(m.Errors) > 0 {
		t.Errorf("after that: %v, %v", m, err)
	}
}
