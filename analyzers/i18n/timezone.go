package i18n

import (
	"strconv"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
)

func timeZone(p *check.Pass) {
	for _, m := range p.Started() {
		j := check.Judge(p.Setting(m, "TIME_ZONE"), noTimeZone)
		if !j.Bad {
			continue
		}
		name, _ := j.Value.Value.(eval.Str)
		f := p.At(m, "TIME_ZONE", j.Value)
		f.Confidence = j.Confidence
		f.Message = "TIME_ZONE is " + strconv.Quote(string(name)) + ", which is no time zone: Django does not start"
		if meant := meantZone(string(name)); meant != "" {
			f.Message = "TIME_ZONE is " + strconv.Quote(string(name)) + ", which is no time zone (" + meant + " is one): Django does not start"
		}
		if j.ByDefault() {
			f.Message += " unless " + j.Decider()
		}
		p.Report(f)
	}
}

// noTimeZone is the verdict that a text names no time zone, for which Django looks
// for a file (Settings.__init__ in django/conf/__init__.py). An empty one leaves
// the zone to the machine.
func noTimeZone(v eval.Value) check.Verdict {
	s, ok := v.(eval.Str)
	if !ok {
		return check.Good // another rule's business
	}
	return check.When(s != "" && !django.IsZoneFile(string(s)))
}

// meantZone is the zone that was most likely meant, "" if that is not clear.
func meantZone(name string) string {
	commonly := map[string]string{ // cities that have no zone of their own
		"Asia/Beijing": "Asia/Shanghai", "Asia/Mumbai": "Asia/Kolkata", "Asia/Delhi": "Asia/Kolkata", "Asia/New_Delhi": "Asia/Kolkata",
		"Asia/Hanoi": "Asia/Ho_Chi_Minh", "America/San_Francisco": "America/Los_Angeles", "America/Washington": "America/New_York",
		"America/Boston": "America/New_York", "America/Brasilia": "America/Sao_Paulo", "America/Rio_de_Janeiro": "America/Sao_Paulo",
		"Europe/Frankfurt": "Europe/Berlin", "Europe/Munich": "Europe/Berlin", "Europe/Milan": "Europe/Rome", "Europe/Barcelona": "Europe/Madrid",
		"Asia/Islamabad": "Asia/Karachi", "Africa/Abuja": "Africa/Lagos",
	}
	if meant, ok := commonly[name]; ok {
		return meant
	}
	spelt := strings.ReplaceAll(strings.TrimSpace(name), " ", "_")
	if django.IsTimeZone(spelt) {
		return spelt
	}
	if len(name) < 5 { // PST is not meant to be EST
		return ""
	}
	return check.Nearest(name, django.TimeZones())
}
