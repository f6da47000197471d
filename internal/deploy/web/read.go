package web

import (
	"context"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/workspace"
)

// Read gives the configurations of web servers in a workspace, sorted by
// software and path, and the files that could not be read or understood, sorted
// by path and place. The error is that of ctx.
func Read(ctx context.Context, w *workspace.Workspace, deployment *deploy.Deployment) ([]*Configuration, []deploy.Problem, error) {
	var configurations []*Configuration
	var problems []deploy.Problem
	for _, read := range []func(context.Context, *workspace.Workspace, *deploy.Deployment) ([]*Configuration, []deploy.Problem){
		readApache, readNginx,
	} {
		found, damaged := read(ctx, w, deployment)
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		configurations = append(configurations, found...)
		problems = append(problems, damaged...)
	}
	return configurations, problems, nil
}
