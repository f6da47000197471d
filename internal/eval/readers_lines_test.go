package eval

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// lines makes a program of statements that bind X0, X1 and so on, some of them
// in a try statement.
func lines(r *rand.Rand, header string, files map[string]string, idioms, sources []string) program {
	p := program{Files: files, Module: "m", Repair: true, idioms: map[string]string{}, Environments: []map[string]string{{}}}
	var b strings.Builder
	b.WriteString(header)
	for i := range 8 {
		name, at := "X"+strconv.Itoa(i), r.IntN(len(sources))
		source := strings.ReplaceAll(sources[at], "NAME", name)
		p.idioms[name] = idioms[at]
		if r.IntN(4) == 0 {
			b.WriteString("try:\n    " + strings.ReplaceAll(strings.TrimSuffix(source, "\n"), "\n", "\n    ") + "\nexcept Exception:\n    " + name + " = 'failed'\n")
		} else {
			b.WriteString(source + "\n")
		}
	}
	files["m.py"] = b.String()
	return p
}
