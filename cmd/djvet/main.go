// Djvet checks the settings, entry points and server configuration of Django
// projects. Run "djvet help" to read more.
package main

import (
	"os"

	"github.com/djvet/djvet/internal/cli"
)

// version is set by the linker for a release: -ldflags "-X main.version=…".
var version string

func main() { os.Exit(cli.Run(version)) }
