package web

import (
	"context"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/workspace"
)

// readApache gives the configurations of Apache.
func readApache(context.Context, *workspace.Workspace, *deploy.Deployment) ([]*Configuration, []deploy.Problem) {
	return nil, nil
}
