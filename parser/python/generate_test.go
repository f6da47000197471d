package python

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// settings writes a file like a Django settings module of at least size bytes.
// The same seed gives the same file.
func settings(seed uint64, size int) []byte {
	g := generator{random: rand.New(rand.NewPCG(seed, 1))}
	g.b.WriteString("\"\"\"Generated settings.\"\"\"\nimport os\nfrom pathlib import Path\n\nBASE_DIR = Path(__file__).resolve().parent.parent\n\n")
	for g.b.Len() < size {
		g.section()
	}
	return []byte(g.b.String())
}

type generator struct {
	b      strings.Builder
	random *rand.Rand
	count  int
}

func (g *generator) name() string {
	g.count++
	words := []string{"CACHE", "SESSION", "EMAIL", "STATIC", "MEDIA", "SECURE", "LOG", "QUEUE"}
	return fmt.Sprintf("%s_%s_%d", words[g.random.IntN(len(words))], words[g.random.IntN(len(words))], g.count)
}

func (g *generator) path() string {
	parts := []string{"core", "accounts", "shop", "middleware", "backends", "api", "contrib"}
	n := 2 + g.random.IntN(3)
	path := make([]string, n)
	for i := range path {
		path[i] = parts[g.random.IntN(len(parts))]
	}
	return strings.Join(path, ".")
}

func (g *generator) section() {
	switch g.random.IntN(8) {
	case 0:
		fmt.Fprintf(&g.b, "# %s decides what is served by %s.\n%s = [\n", g.name(), g.path(), g.name())
		for range 4 + g.random.IntN(12) {
			fmt.Fprintf(&g.b, "    \"%s\",\n", g.path())
		}
		g.b.WriteString("]\n\n")
	case 1:
		fmt.Fprintf(&g.b, "%s = {\n    'default': {\n", g.name())
		for range 3 + g.random.IntN(6) {
			fmt.Fprintf(&g.b, "        '%s': '%s',\n", g.name(), g.path())
		}
		g.b.WriteString("        'OPTIONS': {'timeout': 20, 'debug': False},\n    },\n}\n\n")
	case 2:
		fmt.Fprintf(&g.b, "%s = os.environ.get('%s', '%s')\n", g.name(), g.name(), g.path())
	case 3:
		fmt.Fprintf(&g.b, "if %s:\n    INSTALLED_APPS += ['%s']\nelse:\n    %s = not DEBUG and %d * 60\n\n", g.name(), g.path(), g.name(), g.random.IntN(90))
	case 4:
		fmt.Fprintf(&g.b, "%s = os.path.join(BASE_DIR, '%s', \"%s\")\n", g.name(), g.path(), g.path())
	case 5:
		fmt.Fprintf(&g.b, "%s = True\n%s = %d\n%s = None\n", g.name(), g.name(), g.random.IntN(1<<20), g.name())
	case 6:
		fmt.Fprintf(&g.b, "try:\n    from .%s import *  # noqa\nexcept ImportError:\n    pass\n\n", strings.ToLower(g.name()))
	case 7:
		fmt.Fprintf(&g.b, "%s = f\"{%s}/%s\"\n", g.name(), g.name(), g.path())
	}
}
