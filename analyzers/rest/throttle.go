package rest

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

const (
	throttleKey = "DEFAULT_THROTTLE_CLASSES"
	ratesKey    = "DEFAULT_THROTTLE_RATES"
)

// throttlingMissing reports that nothing limits how often the API is asked. Who names throttles in views, or has
// another package for it, does limit what should be.
func throttlingMissing(p *check.Pass) {
	for _, m := range p.Judged() {
		j := judge(m, func(world eval.World) check.Truths {
			return check.Ask(option(m, world, throttleKey), throttlesNothing)
		})
		if j.Bad && hasViews(p) && !limits(p) {
			report(p, m, j, throttleKey, "nothing limits how often the API is asked, nor how often a password is tried: DEFAULT_THROTTLE_CLASSES of REST_FRAMEWORK "+
				state(m, throttleKey, "is empty"))
			continue
		}
		j = judge(m, func(world eval.World) check.Truths {
			return check.Both(option(m, world, throttleKey), option(m, world, ratesKey), ratesMissing)
		})
		if j.Bad {
			report(p, m, j, ratesKey, "the throttles of REST_FRAMEWORK let everything through: they have no rate, because DEFAULT_THROTTLE_RATES "+
				state(m, ratesKey, "gives none"))
		}
	}
}

// limits reports whether the project limits requests elsewhere: in views, or with a package.
func limits(p *check.Pass) bool {
	return p.Project.Mentions("throttle_classes", "throttle_scope", "ratelimit", "RateThrottle")
}

func throttlesNothing(v eval.Value) check.Verdict {
	if check.IsSet(v) == check.Good {
		return check.Bad
	}
	classes, known := texts(v)
	if !known {
		return check.Unclear
	}
	return check.When(len(classes) == 0)
}

// ratesMissing is the verdict that all throttles are those of the framework that take their rate from the table, and that
// the table gives them none: its default is None for both scopes, and None lets everything through
// (SimpleRateThrottle.allow_request). A table without the scope makes an error instead.
func ratesMissing(throttles, rates eval.Alternative) check.Verdict {
	classes, known := texts(throttles.Value)
	if !known || len(classes) == 0 {
		return check.Unclear
	}
	for _, class := range classes {
		scope, own := scopes()[class]
		if !own {
			return check.Unclear
		}
		if check.IsSet(rates.Value) == check.Good {
			continue
		}
		values := check.Item(eval.Alternatives{rates}, scope)
		if rate, single := values.Single(); !single || !isNone(rate) {
			return check.Unclear
		}
	}
	return check.Bad
}

func isNone(v eval.Value) bool {
	_, none := v.(eval.None)
	return none
}

// scopes are the keys of the table by the throttles that the framework has.
func scopes() map[string]string {
	return map[string]string{
		"rest_framework.throttling.AnonRateThrottle": "anon",
		"rest_framework.throttling.UserRateThrottle": "user",
	}
}
