package check

import "github.com/djvet/djvet/parser/python"

// noClass reports that a name of a module that is neither a class nor imported is
// certainly none: a function or, if that counts, not there at all. Django's checks
// pass over what they cannot import and over what is no class.
func noClass(body []python.Stmt, name string, absent bool) bool {
	none := absent
	for _, s := range body {
		switch s := s.(type) {
		case *python.ClassDef, *python.Import, *python.Pass:
		case *python.FunctionDef:
			none = none || s.Name == name
		case *python.FromImport:
			if s.Star {
				return false
			}
		case *python.ExprStmt:
			if _, isText := s.Value.(*python.Str); !isText {
				return false
			}
		case *python.Assign:
			for _, target := range s.Targets {
				if bound, isName := target.(*python.Name); !isName || bound.ID == name {
					return false
				}
			}
		default:
			return false
		}
	}
	return none
}
