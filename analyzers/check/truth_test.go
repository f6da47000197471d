package check_test

import (
	"testing"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
)

// TestTruths combines answers about two settings world by world.
func TestTruths(t *testing.T) {
	both := func(a, b check.Truths) check.Truths { return check.And(a, b) }
	either := func(a, b check.Truths) check.Truths { return check.Or(a, b) }
	onlyFirst := func(a, b check.Truths) check.Truths { return check.And(a, check.Not(b)) }
	tests := []struct {
		name, source string
		combine      func(a, b check.Truths) check.Truths
		confidence   finding.Confidence
	}{
		{"both", "X = 1\nY = 'a'", both, finding.High},
		{"one of both", "X = 1\nY = ''", both, 0},
		{"one of both is not known", "X = 1\nY = package.y", both, 0},
		{"either", "X = 0\nY = 1", either, finding.High},
		{"either, the other not known", "X = package.x\nY = 1", either, finding.High},
		{"neither", "X = 0\nY = None", either, 0},
		{"only the first", "X = 1\nY = 0", onlyFirst, finding.High},
		{"not only the first", "X = 1\nY = 2", onlyFirst, 0},
		{"in one world", "X = os.environ.get('V') != 'a'\nY = os.environ.get('V') != 'a'", both, finding.Medium},
		{"never in one world", "X = os.environ.get('V') == 'a'\nY = not X", both, 0},
		{"always one of them", "X = os.environ.get('V') == 'a'\nY = not X", either, finding.High},
		{"too many cases", "X = [os.environ.get('A%d' % i) == '1' for i in range(12)]\nX = X[0] + X[1] + X[2] + X[3] + X[4] + X[5]\nY = 1", both, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := judged(t, test.source, nil)
			j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
				x := check.Ask(m.Setting("X").In(world).Alternatives, check.Truthy)
				y := check.Ask(m.Setting("Y").In(world).Alternatives, check.Truthy)
				return test.combine(x, y)
			}, check.IsTrue)
			if !j.Bad {
				j.Confidence = 0
			}
			if j.Confidence != test.confidence {
				t.Errorf("got %v, want %v", j.Confidence, test.confidence)
			}
		})
	}
}

func TestVerdicts(t *testing.T) {
	tests := []struct {
		source               string
		truthy, notTrue, isA check.Verdict
	}{
		{source: "X = True", truthy: check.Bad, notTrue: check.Good, isA: check.Good},
		{source: "X = 1", truthy: check.Bad, notTrue: check.Bad, isA: check.Good},
		{source: "X = 'A'", truthy: check.Bad, notTrue: check.Bad, isA: check.Bad},
		{source: "X = None", truthy: check.Good, notTrue: check.Bad, isA: check.Good},
		{source: "X = package.x", truthy: check.Unclear, notTrue: check.Unclear, isA: check.Unclear},
		{source: "X = 'a' + package.x", truthy: check.Bad, notTrue: check.Bad, isA: check.Unclear},
	}
	for _, test := range tests {
		m := judged(t, test.source, nil)
		v, _ := m.Setting("X").In(m.World()).Alternatives.Single()
		for name, got := range map[string][2]check.Verdict{
			"Truthy": {check.Truthy(v), test.truthy}, "IsNotTrue": {check.IsNotTrue(v), test.notTrue}, "IsText": {check.IsText("A", "B")(v), test.isA},
		} {
			if got[0] != got[1] {
				t.Errorf("%s of %s is %v, want %v", name, test.source, got[0], got[1])
			}
		}
	}
}

func TestItem(t *testing.T) {
	const source = "X = {'a': {'b': 'BAD', 'c': package.c}, 'd': 1}\nif os.environ.get('V'):\n    X['a']['b'] = 'fine'\nZ = ['x', 'y'] + package.z"
	m := judged(t, source, nil)
	x := m.Setting("X").In(m.World()).Alternatives
	if got := len(check.Item(x, "a", "b")); got != 2 {
		t.Errorf("a.b has %d values, want 2", got)
	}
	for _, b := range check.Item(x, "a", "b") {
		if !b.Origin.Known() {
			t.Errorf("%v has no origin", b.Value)
		}
	}
	if absent := check.Item(x, "a", "e"); check.IsSet(absent[0].Value) != check.Good {
		t.Errorf("a.e is %v, want nothing", absent)
	}
	if d := check.Item(x, "d", "e"); len(d) != 1 || check.Truthy(d[0].Value) != check.Unclear {
		t.Errorf("d.e is %v, want unknown", d)
	}
	if entries := check.Entries(x); len(entries) != 2 || entries[0].Key != "a" || entries[1].Key != "d" {
		t.Errorf("the entries are %v", entries)
	}
	elements, complete := check.Elements(m.Setting("Z").In(m.World()).Alternatives)
	if len(elements) != 2 || complete {
		t.Errorf("got %d elements, complete: %v", len(elements), complete)
	}
}
