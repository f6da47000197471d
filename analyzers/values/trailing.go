package values

import (
	"slices"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
)

// trailingComma reports settings that are a tuple of one where Django takes what
// is in it. What happens in one branch only is as wrong there.
func trailingComma(p *check.Pass) {
	for _, m := range p.Loadable() {
		for _, t := range typedSettings(p, m) {
			for _, v := range t.values {
				inner, ok := onlyElement(v.Value)
				if !ok || !takesInner(t, inner) {
					continue
				}
				f := p.At(m, t.subject, v)
				f.Message = "a comma behind its value makes a tuple of " + t.subject + ": " + tupleFor(t)
				p.Report(f)
			}
		}
	}
}

// onlyElement is what a tuple of one holds; nil if that has several values.
func onlyElement(v eval.Value) (eval.Value, bool) {
	tuple, ok := v.(*eval.Sequence)
	if !ok || tuple.Kind != eval.TupleKind || len(tuple.Elements()) != 1 || !tuple.Complete() {
		return nil, false
	}
	inner, _ := tuple.Elements()[0].Alternatives.Single()
	return inner, true
}

// takesInner reports whether what a tuple holds is what its setting takes,
// rather than the tuple itself.
func takesInner(t typed, inner eval.Value) bool {
	switch t.kind {
	case django.KindBool, django.KindStr, django.KindPath, django.KindDotted:
		return true
	case django.KindInt:
		return t.subject != "NUMBER_GROUPING" // a tuple of the sizes of the groups
	case django.KindDict:
		_, isDict := inner.(*eval.Mapping)
		return isDict
	case django.KindList:
		list, isList := inner.(*eval.Sequence)
		return isList && list.Kind != eval.SetKind && !slices.Contains(listsOfPairs(), t.subject) && !slices.Contains(listsOfLists(), t.subject)
	case django.KindTuple, django.KindOther:
	}
	return false
}

// listsOfPairs are the lists whose elements are tuples themselves.
func listsOfPairs() []string { return []string{"ADMINS", "MANAGERS", "LANGUAGES", "STATICFILES_DIRS"} }

// listsOfLists are the lists whose elements may be lists for another reason: a
// loader with its arguments.
func listsOfLists() []string { return []string{"TEMPLATE_LOADERS", "TEMPLATES.OPTIONS.loaders"} }

func tupleFor(t typed) string {
	switch t.kind {
	case django.KindBool:
		return "a tuple that holds something is true, whatever it holds"
	case django.KindList:
		return "the whole list is the only entry"
	case django.KindDict:
		return "Django takes a dict"
	case django.KindInt:
		return "Django takes a number"
	case django.KindStr, django.KindPath, django.KindDotted, django.KindTuple, django.KindOther:
	}
	return "Django takes a string"
}
