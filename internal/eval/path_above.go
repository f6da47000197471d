package eval

import (
	"path"
	"strings"
)

// aboveRepository supplies the directories above the tree's root, which differ on
// every machine. Where such a directory is joined with something, it is taken
// with its slash: it may be the root of the file system.
var aboveRepository = Source{Kind: Host, Name: "the directory above the repository"} //nolint:gochecknoglobals // a constant

// above is the directory so many levels above the tree's root.
func above(levels int) *External {
	e := &External{Source: aboveRepository, Type: "str"}
	for range levels - 1 {
		e = e.through("os.path.dirname("+e.expression()+")", "str")
	}
	return e
}

// isAbove reports whether it is a directory above the tree's root as it stands.
func (e *External) isAbove() bool {
	return e.Source == aboveRepository && !e.vague && !strings.HasSuffix(e.Through, "/")
}

// aboveBy is the normalised path of a name below the tree's root that leads out
// of it, such as "/../media".
func aboveBy(name string) Value {
	levels, rest := 0, path.Clean("."+name)
	for strings.HasPrefix(rest, "../") {
		levels, rest = levels+1, rest[len("../"):]
	}
	if rest == ".." {
		return above(levels + 1)
	}
	return joinTwo(above(levels), Str(rest))
}
