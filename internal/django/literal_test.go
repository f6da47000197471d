package django

import "testing"

func TestParseLiteral(t *testing.T) {
	for _, text := range []string{
		"None", "True", "False", "0", "-7", "2.5", `"x"`, `"a\"b, c"`, "[]", "()", "{}", `("x",)`, `[1, [2], {}]`,
		`{"a": {"b": (1, 2)}, 3: None}`,
	} {
		l, err := parseLiteral(text)
		if err != nil || l.String() != text {
			t.Errorf("%s became %s, %v", text, l, err)
		}
	}
	if l, err := parseLiteral(`?"f(\"x\")"`); err != nil || l.Kind != LiteralOpaque || l.Str != `f("x")` {
		t.Errorf("opaque: %+v, %v", l, err)
	}
	for _, text := range []string{"", "nope", "[", `"x`, "[1 2]", "{1}", "{1: }", "1]", `"\`} {
		if l, err := parseLiteral(text); err == nil {
			t.Errorf("%q was read as %s", text, l)
		}
	}
}

func TestLiteralTruth(t *testing.T) {
	for text, want := range map[string]bool{
		"None": false, "True": true, "0": false, "1": true, `""`: false, `"x"`: true, "[]": false, "(1,)": true, "{}": false,
	} {
		l, _ := parseLiteral(text)
		if got, known := l.Truth(); got != want || !known {
			t.Errorf("Truth(%s) = %v, %v", text, got, known)
		}
	}
	if _, known := (Literal{Kind: LiteralOpaque, Str: "x"}).Truth(); known {
		t.Error("the truth of an opaque literal is known")
	}
}

func TestLiteralAccess(t *testing.T) {
	l, err := parseLiteral(`{"default": ["a", "b"], "other": [1]}`)
	if err != nil {
		t.Fatal(err)
	}
	list, _ := l.Get("default")
	if got, ok := list.Strings(); !ok || len(got) != 2 {
		t.Errorf("Strings = %v, %v", got, ok)
	}
	other, _ := l.Get("other")
	if _, ok := other.Strings(); ok {
		t.Error("[1] is no list of strings")
	}
	if _, ok := l.Get("none"); ok {
		t.Error("a key that is not there")
	}
}
