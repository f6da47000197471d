package check

import "github.com/djvet/djvet/internal/django"

// Present are those of some check ids that every Django has which the project may
// run on: what a finding may carry that holds in versions without the check too.
func (p *Pass) Present(ids ...string) []string {
	var present []string
	for _, id := range ids {
		minors, _ := django.CheckMinors(id)
		if p.Project.Django.Minors.All(minors.Contains) {
			present = append(present, id)
		}
	}
	return present
}
