package containers

import (
	"strconv"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/finding"
)

// backendPublished reports the ports of databases and caches that a compose file
// for production publishes on every interface.
func backendPublished(p *check.Pass) {
	productionBackends(p, func(b backend, c *deploy.Container) {
		for _, port := range b.publicPorts(p, c) {
			p.Report(finding.Finding{
				Path: port.Path, Span: port.Span, Detail: c.Service + ":" + strconv.Itoa(port.Target),
				Message: "the port of " + c.Service + " (" + b.name + ") is published on every interface of the machine, where whoever reaches it can try passwords; " +
					"Docker opens it past the machine's own firewall",
			})
		}
	})
}
