package commands

import (
	"strings"

	"github.com/djvet/djvet/internal/deploy"
)

// spokenBy is the protocol that the server of a launch speaks to the application:
// "WSGI", "ASGI" or granian's own "RSGI"; "" if it cannot be told. What each does
// when it is given the other was tried with gunicorn 27, uvicorn 0.54, daphne 4.2,
// hypercorn 0.18 (which takes both), granian 2.8, waitress 3.0 and uWSGI 2.0.21.
func spokenBy(l deploy.Launch) string {
	if _, ok := mainCommand(l); !ok || l.Program == "hypercorn" {
		return ""
	}
	if l.Elsewhere && l.InterfaceBy == nil {
		return "" // a configuration that is not here may say otherwise
	}
	return strings.ToUpper(l.Interface)
}
