package check

import (
	"strings"

	"github.com/djvet/djvet/internal/django"
)

// isDjangoPath reports whether a dotted path leads into Django.
func isDjangoPath(dotted string) bool { return strings.HasPrefix(dotted, "django.") }

// djangoInherits is Inherits for a class of Django's own, on which all minors have to agree. A path that a
// minor does not have is no class of which another could be a subclass: Django's checks pass over what
// cannot be imported.
func (p *Pass) djangoInherits(dotted, ancestor string) Verdict {
	answer := Unclear
	for i, m := range p.Project.Django.Minors {
		inherits, known := django.Inherits(m, dotted, ancestor)
		if !known { // a class that is known is there
			if exists, sure := django.HasPath(m, dotted); sure && !exists {
				known = true
			}
		}
		if !known || i > 0 && answer != When(inherits) {
			return Unclear
		}
		answer = When(inherits)
	}
	return answer
}
