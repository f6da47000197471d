package web

import (
	"context"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/workspace"
)

// readNginx gives the configurations of nginx.
func readNginx(context.Context, *workspace.Workspace, *deploy.Deployment) ([]*Configuration, []deploy.Problem) {
	return nil, nil
}
