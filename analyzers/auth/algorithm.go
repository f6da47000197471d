package auth

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// algorithmInvalid is check_default_hashing_algorithm of
// django/core/checks/security/base.py, which Django 3.1 and 3.2 have.
func algorithmInvalid(p *check.Pass) {
	const setting = "DEFAULT_HASHING_ALGORITHM"
	for _, m := range p.Started() {
		j := check.Judge(p.Setting(m, setting), noAlgorithm)
		if !j.Bad {
			continue
		}
		f := p.At(m, setting, j.Value)
		f.Confidence = j.Confidence
		f.Message = "DEFAULT_HASHING_ALGORITHM is neither sha1 nor sha256"
		if j.ByDefault() {
			f.Message += " unless " + j.Decider()
		}
		f.Message += ": Django's checks refuse it, and what is signed cannot be read again"
		f.Django = p.Rule.Django
		p.Report(f)
	}
}

// noAlgorithm is the verdict that a value is not in {'sha1', 'sha256'}. What
// cannot be in a set ends the check with an exception.
func noAlgorithm(v eval.Value) check.Verdict {
	switch v := v.(type) {
	case eval.Str:
		return check.When(v != "sha1" && v != "sha256")
	case eval.None, eval.Bool, eval.Int, eval.Float, eval.Bytes, *eval.Path:
		return check.Bad
	case *eval.Sequence:
		if v.Kind == eval.TupleKind && len(v.Elements()) == 1 {
			return check.Bad // a stray comma
		}
	}
	return check.Unclear
}
