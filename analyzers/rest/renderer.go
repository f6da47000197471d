package rest

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

const rendererKey = "DEFAULT_RENDERER_CLASSES"

// browsable reports the pages that the framework shows to browsers unless its list of renderers says otherwise.
func browsable(p *check.Pass) {
	named := check.IsText("rest_framework.renderers.BrowsableAPIRenderer")
	for _, m := range p.Judged() {
		j := judge(m, func(world eval.World) check.Truths {
			renderers := option(m, world, rendererKey)
			absent := check.Not(check.Ask(renderers, check.IsSet))
			return check.Or(absent, check.Having(renderers, named))
		})
		if !j.Bad || !hasViews(p) {
			continue
		}
		report(p, m, j, rendererKey, "the API is browsable in production, with forms and lists of choices for whoever may read it: DEFAULT_RENDERER_CLASSES of REST_FRAMEWORK "+
			state(m, rendererKey, "names BrowsableAPIRenderer"))
	}
}
