package cors_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

func TestNameThatStandsInTheRepository(t *testing.T) {
	enginetest.Suite{Rules: []string{"cors-allow-all"}}.Run(t, enginetest.Case{
		Name:  "a file that is not there may set the other",
		Files: "MIDDLEWARE = ['corsheaders.middleware.CorsMiddleware']\nCORS_ORIGIN_ALLOW_ALL = True\ntry:\n    from .local import *\nexcept ImportError:\n    pass\n-- .gitignore --\nlocal.py\n",
		Want: []string{
			"cors-allow-all warning mysite/settings.py:6: CORS_ORIGIN_ALLOW_ALL lets every website read what this one answers, unless mysite/local.py says otherwise",
		},
	})
}
