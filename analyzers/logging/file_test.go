package logging_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

func TestFileNotFound(t *testing.T) {
	t.Parallel()
	enginetest.Suite{Rules: []string{"logging-file-not-found"}}.Run(t,
		enginetest.Case{
			Name: "a name that is no UTF-8",
			Files: `LOGGING = {"version": 1, "handlers": {"file": {"class": "logging.FileHandler", "filename": "logs/\udcff/site.log"}}}
`,
		},
	)
}
