package rest

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

const permissionKey = "DEFAULT_PERMISSION_CLASSES"

// permissionOpen reports the framework's default, which lets everybody do everything, and what comes to the same.
func permissionOpen(p *check.Pass) {
	for _, m := range p.Judged() {
		j := judge(m, func(world eval.World) check.Truths {
			return check.Ask(option(m, world, permissionKey), allowsAny)
		})
		if !j.Bad || !hasViews(p) {
			continue
		}
		report(p, m, j, permissionKey,
			"DEFAULT_PERMISSION_CLASSES of REST_FRAMEWORK "+state(m, permissionKey, "asks for nothing")+
				": everybody may read and write through every view that sets no permission_classes of its own")
	}
}

// allowsAny is the verdict that no permission is asked for. Of several permissions each has to be given.
func allowsAny(v eval.Value) check.Verdict {
	if check.IsSet(v) == check.Good {
		return check.Bad
	}
	classes, known := texts(v)
	if !known {
		return check.Unclear
	}
	for _, class := range classes {
		if class != "rest_framework.permissions.AllowAny" {
			return check.Good
		}
	}
	return check.Bad
}
