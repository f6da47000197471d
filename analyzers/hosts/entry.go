package hosts

import (
	"fmt"
	"net"
	"regexp"
	"strings"
	"sync"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
)

// entryInvalid reports entries that no request can match. Beside "*" they do no
// harm; beside an entry for the host that was meant they are only useless.
func entryInvalid(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			var answers eval.Alternatives
			for _, v := range m.Setting(allowedHosts).In(world).Alternatives {
				answers = append(answers, check.Having(eval.Alternatives{v}, hostsOf(v.Value).verdict)...)
			}
			return answers
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		entry, why, more, useless := faulty(p.Setting(m, allowedHosts).Alternatives, j.Value.Guard)
		if j.ByDefault() && !meantAsHost(entry) {
			continue // a variable that is required, as in empty
		}
		f := p.At(m, allowedHosts, j.Value)
		f.Confidence, f.Detail = j.Confidence, entry
		f.Message = "ALLOWED_HOSTS has " + entry
		if more > 0 {
			f.Message += fmt.Sprintf(" and %d more", more)
		}
		if j.ByDefault() {
			f.Message += " unless " + j.Decider()
		}
		f.Message += ", which no request matches: " + why
		if useless {
			f.Severity = finding.Note
			f.Message = strings.Replace(f.Message, ", which", " beside the host itself, which", 1)
		}
		p.Report(f)
	}
}

// meantAsHost reports whether an entry, as a message shows it, was meant to be a
// host: None and what has a dot or a colon, not "" (which "".split(",") gives) nor
// "n.a.", which stand for a variable that has to be set.
func meantAsHost(entry string) bool {
	text := strings.TrimRight(strings.Trim(entry, `"`), ".")
	return entry == "None" || strings.ContainsAny(text, ":/*,") || strings.Count(text, ".") > 1
}

// faulty is the first entry at fault where a guard holds, why it is, and how many
// others there are. If the hosts that were meant are there as well, all of them are
// useless; otherwise the first is one that is missed.
func faulty(values eval.Alternatives, g eval.Guard) (entry, why string, more int, useless bool) {
	seen := map[string]bool{}
	useless = true
	for _, v := range values {
		guard, together := v.Guard.And(g)
		sequence, ok := v.Value.(*eval.Sequence)
		if !together || !ok {
			continue
		}
		hosts := hostsOf(v.Value)
		for _, e := range sequence.Elements() {
			for _, a := range e.Alternatives {
				if _, together := a.Guard.And(guard); !together || hosts.verdict(a.Value) != check.Bad {
					continue
				}
				text := eval.Render(a.Value, eval.RenderOptions{Length: 80})
				if s, ok := a.Value.(eval.Str); ok {
					text = `"` + string(s) + `"`
				}
				missed := !hosts.have(a.Value)
				if entry == "" || useless && missed {
					entry, why = text, hostFault(a.Value)
				}
				useless = useless && !missed
				seen[text] = true
			}
		}
	}
	return entry, why, max(len(seen)-1, 0), useless
}

// hostList is what a list of hosts says as a whole.
type hostList struct {
	// wild says that it may have "*".
	wild bool
	// others says that it may have an entry that is neither empty nor None.
	others bool
	good   map[string]bool
}

func hostsOf(list eval.Value) hostList {
	hosts := hostList{good: map[string]bool{}}
	sequence, ok := list.(*eval.Sequence)
	if !ok {
		return hosts
	}
	hosts.others = len(sequence.Elements()) != 1
	for _, e := range sequence.Elements() {
		for _, a := range e.Alternatives {
			if s, ok := a.Value.(eval.Str); ok && hostFault(s) == "" {
				hosts.wild = hosts.wild || s == "*"
				hosts.good[strings.ToLower(string(s))] = true
			}
		}
	}
	return hosts
}

// verdict is that on one entry.
func (l hostList) verdict(v eval.Value) check.Verdict {
	if l.wild {
		return check.Good
	}
	if isEmpty(v) {
		return check.When(!l.others)
	}
	if hostFault(v) == "" {
		if _, ok := v.(eval.Str); ok {
			return check.Good
		}
		return check.Unclear
	}
	return check.Bad
}

// have reports whether an entry stands beside one for the host that was meant.
func (l hostList) have(v eval.Value) bool {
	text, ok := v.(eval.Str)
	host := meant(string(text))
	if !ok || host == "" {
		return false
	}
	if l.good[host] || l.good["."+host] {
		return true
	}
	if host == "::1" && (l.good["localhost"] || l.good["127.0.0.1"] || l.good["[::1]"]) {
		return true
	}
	for good := range l.good {
		if strings.HasPrefix(good, ".") && strings.HasSuffix(host, good) {
			return true
		}
	}
	return false
}

func isEmpty(v eval.Value) bool {
	_, none := v.(eval.None)
	return none || v == eval.Value(eval.Str(""))
}

// meant is the host that somebody had in mind who wrote an entry.
func meant(entry string) string {
	host := strings.ToLower(strings.TrimSpace(entry))
	if _, after, ok := strings.Cut(host, "://"); ok {
		host = after
	}
	host, _, _ = strings.Cut(host, "/")
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.Trim(strings.TrimPrefix(host, "*"), ". ")
}

// hostFault says why Django takes an entry for no host, or "". It compares it
// with the host of a request without the port, in lower case, and of that takes
// letters, digits, hyphens and dots, or an IPv6 address in brackets: get_host and
// host_validation_re in django/http/request.py.
func hostFault(v eval.Value) string {
	switch v := v.(type) {
	case eval.None:
		return "it stands for no host"
	case *eval.Text:
		return partlyKnownFault(v)
	case eval.Str:
		return textFault(string(v))
	}
	return ""
}

func textFault(entry string) string {
	const compares = "Django compares it with the host alone, without "
	switch {
	case entry == "":
		return "it stands for no host"
	case entry == "*" || validHost().MatchString(strings.ToLower(strings.TrimPrefix(entry, "."))):
		return ""
	case strings.Contains(entry, "://"):
		return compares + "a scheme"
	case strings.Contains(entry, ","):
		return "it is one text, which Django does not part at the comma"
	case strings.TrimSpace(entry) != entry:
		return "Django compares it with its spaces"
	case net.ParseIP(entry) != nil:
		return "IPv6 addresses stand in brackets there"
	case strings.Contains(entry, "/"):
		return compares + "a path"
	case portAtEnd().MatchString(entry):
		return compares + "the port"
	case strings.HasPrefix(entry, "*.") && strings.Count(entry, "*") == 1:
		return `what stands for all subdomains is "` + entry[1:] + `"`
	case strings.Contains(entry, "*"):
		return "only a leading dot stands for other hosts, those below a domain"
	case strings.HasSuffix(entry, "."):
		return "Django leaves out the dot at the end of a request's host"
	}
	return "Django takes only letters, digits, hyphens and dots in a host"
}

// partlyKnownFault is about texts of which the part that is known decides.
func partlyKnownFault(v *eval.Text) string {
	known := ""
	for _, part := range v.Parts {
		if known += part.Known; part.Hole != nil {
			known += "x"
		}
	}
	if strings.Contains(known, "://") || portAtEnd().MatchString(known) && strings.Count(known, ":") == 1 {
		return textFault(known)
	}
	return ""
}

var validHost = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[a-z0-9.-]*[a-z0-9-]|\[[a-f0-9]*:[a-f0-9.:]+\])$`)
})

var portAtEnd = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[^:]+:\d*$`)
})
