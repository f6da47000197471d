package email

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// admins reports ADMINS and MANAGERS that are not of the form that mail_admins
// and mail_managers take (django/core/mail/__init__.py): (name, address) pairs,
// since 6.0 addresses.
func admins(p *check.Pass) {
	for _, m := range p.Started() {
		reported := wrongAdmins(p, m, "ADMINS")
		if !reported { // MANAGERS = ADMINS is common
			wrongAdmins(p, m, "MANAGERS")
		}
	}
}

func wrongAdmins(p *check.Pass, m *project.SettingsModule, name string) bool {
	value := p.Setting(m, name)
	modern := p.DjangoAtLeast(6, 0)
	if j := check.Judge(value, func(v eval.Value) check.Verdict { return wrongForm(p.Project.Django.Minors, v) }); j.Bad {
		f := p.At(m, name, j.Value)
		f.Confidence = j.Confidence
		f.Message = name + " is no list of (name, address) pairs: reports are not sent, or raise an exception"
		if modern {
			f.Message = name + " is no list of e-mail addresses: reports are not sent, or raise an exception"
		}
		p.Report(f)
		return true
	}
	if !modern {
		return false
	}
	j := check.Judge(value, func(v eval.Value) check.Verdict { return check.When(shapeOf(v).onlyPairs()) })
	if !j.Bad {
		return false
	}
	f := p.At(m, name, j.Value)
	f.Confidence, f.Severity = j.Confidence, finding.Note
	f.Message = name + " holds (name, address) pairs, which Django deprecates since 6.0: it takes the addresses alone"
	p.Report(f)
	return true
}

// wrongForm is the verdict that no minor takes a value.
func wrongForm(minors django.Minors, v eval.Value) check.Verdict {
	if text, ok := v.(eval.Str); ok {
		return check.When(text != "")
	}
	if truth, known := eval.Truth(v); known && !truth {
		return check.Good
	}
	if _, ok := v.(*eval.Sequence); !ok {
		return check.Unclear
	}
	s := shapeOf(v)
	modern := django.Minor{Major: 6}
	switch {
	case minors.All(func(minor django.Minor) bool { return s.wrong(!minor.Less(modern)) }):
		return check.Bad
	case s.unknown > 0:
		return check.Unclear
	}
	return check.Good
}

// shape counts what the elements of a list are.
type shape struct {
	pairs, addresses, names, others, unknown int
	set                                      bool
}

func shapeOf(v eval.Value) shape {
	list, ok := v.(*eval.Sequence)
	if !ok {
		return shape{unknown: 1}
	}
	s := shape{set: list.Kind == eval.SetKind}
	for _, element := range list.Elements() {
		value, single := element.Alternatives.Single()
		if element.Spread != nil || !single {
			s.unknown++
			continue
		}
		switch value := value.(type) {
		case *eval.Sequence:
			switch {
			case !value.Complete():
				s.unknown++
			case len(value.Elements()) == 2 && value.Kind != eval.SetKind:
				s.pairs++
			default:
				s.others++
			}
		case eval.Str:
			if address(string(value)) {
				s.addresses++
			} else {
				s.names++
			}
		case eval.None, eval.Bool, eval.Int, *eval.Mapping:
			s.others++
		default:
			s.unknown++
		}
	}
	return s
}

// wrong reports whether Django refuses the list, or sends to what is no address.
func (s shape) wrong(modern bool) bool {
	if !modern {
		return s.addresses+s.names+s.others > 0
	}
	return s.names+s.others > 0 || s.set && s.addresses > 0 || s.pairs > 0 && s.addresses > 0
}

func (s shape) onlyPairs() bool { return s.pairs > 0 && s.addresses+s.names+s.others+s.unknown == 0 }

// address reports whether a text could be an address.
func address(text string) bool {
	before, after, found := strings.Cut(text, "@")
	return found && before != "" && after != ""
}
