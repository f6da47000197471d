package middleware

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// site is a settings module with what is asked of it.
type site struct {
	pass   *check.Pass
	module *project.SettingsModule
}

func order(p *check.Pass) {
	for _, m := range p.Started() {
		s := site{p, m}
		loginFirst(s)
		if p.AsDjango {
			continue
		}
		for _, pair := range pairs() {
			j := s.judge(pair.before, pair.after)
			if !j.Bad || pair.unless != nil && pair.unless(s) {
				continue
			}
			f := s.finding(j, short(pair.after)+" comes before "+short(pair.before)+": "+pair.because)
			f.Detail = short(pair.before) + " " + short(pair.after)
			p.Report(f)
		}
		whitenoiseLate(s)
	}
}

// whitenoiseLate reports the middleware that static files pass through before
// WhiteNoise, which wants to stand behind SecurityMiddleware alone.
func whitenoiseLate(s site) {
	var names []string
	var first check.Judgement
	for _, other := range served() {
		j := s.judge(whitenoise, other)
		if !j.Bad {
			continue
		}
		if len(names) == 0 {
			first = j
		}
		names = append(names, short(other))
	}
	if len(names) == 0 {
		return
	}
	f := s.finding(first, "WhiteNoiseMiddleware comes after "+check.List(names)+": every static file passes through what stands before it, which its place behind SecurityMiddleware avoids")
	f.Detail = "WhiteNoiseMiddleware"
	s.pass.Report(f)
}

// loginFirst is auth.E013 of Django 5.1.
func loginFirst(s site) {
	ids := s.pass.Present("auth.E013")
	if len(ids) == 0 {
		return
	}
	ask := func(world eval.World) eval.Alternatives {
		wrong := s.precedes(world, loginRequired, authentication, true)
		return check.And(wrong, s.pass.Perhaps(s.pass.HasApp(s.module, world, "django.contrib.auth")))
	}
	j := check.JudgeIn(s.module, ask, check.IsTrue)
	if !j.Bad {
		return
	}
	f := s.finding(j, "LoginRequiredMiddleware has no AuthenticationMiddleware before it: it needs request.user, and Django's checks refuse to go on")
	f.Detail, f.Django = "LoginRequiredMiddleware", ids
	f.Severity = finding.Error
	s.pass.Report(f)
}

// judge says whether a middleware stands behind one that it should come before.
func (s site) judge(before, after string) check.Judgement {
	return check.JudgeIn(s.module, func(world eval.World) eval.Alternatives {
		return s.precedes(world, after, before, false)
	}, check.IsTrue)
}

func (s site) finding(j check.Judgement, message string) finding.Finding {
	f := s.pass.At(s.module, setting(s.pass, s.module), j.Value)
	f.Confidence = j.Confidence
	f.Message = message
	if j.ByDefault() {
		f.Message += ", unless " + j.Decider()
	}
	return f
}

// precedes tells whether the first of one middleware in the list stands before
// the first of another; alone says what is true if there is none of the other.
func (s site) precedes(world eval.World, one, other string, alone bool) check.Truths {
	list := s.module.Setting(setting(s.pass, s.module)).In(world).Alternatives
	var answers check.Truths
	for _, v := range list {
		sequence, ok := v.Value.(*eval.Sequence)
		if !ok {
			v.Value = &eval.Unknown{Reason: "it is no list that is known"}
			answers = append(answers, v)
			continue
		}
		answers = append(answers, s.walk(v, sequence, one, other, alone)...)
	}
	return answers
}

// passed is how far a walk through the list is in some of the worlds.
type passed struct {
	guard eval.Guard
	// seen says that the one was there, unclear that an element before that may
	// be the other.
	seen, unclear bool
}

// mostPassed is how many cases a walk tells apart.
const mostPassed = 64

func (s site) walk(list eval.Alternative, sequence *eval.Sequence, one, other string, alone bool) check.Truths {
	var answers check.Truths
	answer := func(g eval.Guard, v eval.Value) {
		answers = append(answers, eval.Alternative{Guard: g, Value: v, Origin: list.Origin})
	}
	open := []passed{{guard: list.Guard}}
	for _, element := range sequence.Elements() {
		var still []passed
		for _, state := range open {
			if element.Spread != nil {
				state.unclear = true
				still = append(still, state)
				continue
			}
			for _, alternative := range element.Alternatives {
				guard, together := state.guard.And(alternative.Guard)
				if !together {
					continue
				}
				next := passed{guard, state.seen, state.unclear}
				isOne, isOther := s.is(alternative.Value, one), s.is(alternative.Value, other)
				switch {
				case isOther == check.Bad && !next.seen:
					answer(guard, eval.Bool(false))
					continue
				case isOther == check.Bad && !next.unclear:
					answer(guard, eval.Bool(true))
					continue
				case isOne == check.Bad:
					next.seen = true
				case isOne == check.Unclear || isOther == check.Unclear:
					next.unclear = true
				}
				still = append(still, next)
			}
		}
		if open = still; len(open) > mostPassed {
			return check.Truths{{Guard: list.Guard, Value: &eval.Unknown{Reason: "too many cases have to be told apart"}}}
		}
	}
	for _, state := range open {
		switch {
		case state.unclear:
			answer(state.guard, &eval.Unknown{Reason: "an element is not known"})
		default:
			answer(state.guard, eval.Bool(state.seen && alone))
		}
	}
	return answers
}

// is the verdict that an entry is a middleware or a class made from it. What lies
// outside the project and Django is not taken for one of Django's.
func (s site) is(v eval.Value, dotted string) check.Verdict {
	if _, absent := v.(eval.Unbound); absent {
		return check.Good
	}
	name, ok := v.(eval.Str)
	if !ok {
		return check.Unclear
	}
	return s.pass.Stands(s.module, string(name), dotted)
}

func short(dotted string) string { return dotted[strings.LastIndexByte(dotted, '.')+1:] }
