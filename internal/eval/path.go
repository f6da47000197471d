package eval

import (
	"path"
	"slices"
	"strings"
)

// rooted is an absolute path below the root of the tree; name starts with a
// slash.
func rooted(name string) Value {
	return &Text{Parts: []TextPart{{Hole: Root{}}, {Known: name}}}
}

// Rooted gives the path relative to the tree's root of a value that is a path
// in the tree ("" for the root itself), as a string or a pathlib path.
func Rooted(v Value) (name string, ok bool) {
	switch v := v.(type) {
	case *Path:
		return Rooted(v.Name)
	case *Instance:
		if text := pathOf(v); text != Value(v) {
			return Rooted(text)
		}
	case *Text:
		if len(v.Parts) == 0 {
			return "", false
		}
		if _, isRoot := v.Parts[0].Hole.(Root); !isRoot {
			return "", false
		}
		switch len(v.Parts) {
		case 1:
			return "", true
		case 2:
			if v.Parts[1].Hole == nil && strings.HasPrefix(v.Parts[1].Known, "/") {
				return cleanBelow(v.Parts[1].Known)
			}
		}
	}
	return "", false
}

// cleanBelow resolves . and .. in a path below the root; false if it leads out.
func cleanBelow(name string) (string, bool) {
	cleaned := path.Clean("." + name)
	if cleaned == ".." || strings.HasPrefix(cleaned, "../") {
		return "", false
	}
	if cleaned == "." {
		return "", true
	}
	return cleaned, true
}

// fromRooted is the absolute path of a name relative to the tree's root.
func fromRooted(name string) Value {
	if name == "" {
		return &Text{Parts: []TextPart{{Hole: Root{}}}}
	}
	return rooted("/" + name)
}

// joinPaths is os.path.join.
func joinPaths(first Value, rest ...Value) Value {
	joined := first
	for _, next := range rest {
		joined = joinTwo(joined, next)
	}
	return joined
}

func joinTwo(a, b Value) Value {
	a, b = pathOf(a), pathOf(b)
	if p, ok := a.(*Path); ok {
		a = p.Name
	}
	if p, ok := b.(*Path); ok {
		b = p.Name
	}
	if t, ok := b.(*Text); ok {
		if _, isRoot := t.Parts[0].Hole.(Root); isRoot || strings.HasPrefix(t.Parts[0].Known, "/") {
			return b
		}
		if t.Parts[0].Hole != nil {
			return derived("os.path.join", b, a)
		}
	}
	if s, ok := b.(Str); ok && strings.HasPrefix(string(s), "/") {
		return b
	}
	if e, ok := a.(*External); ok && e.isAbove() {
		a = e.through(e.expression()+"/", "str")
	}
	left, okLeft := partsOf(a)
	right, okRight := partsOf(b)
	if _, external := b.(*External); external || !okRight {
		return derived("os.path.join", b, a)
	}
	if !okLeft {
		return derived("os.path.join", a, b)
	}
	if s, isText := b.(Str); isText && s == "" && endsWithSlash(left) {
		return a
	}
	if s, isText := a.(Str); isText && (s == "" || strings.HasSuffix(string(s), "/")) {
		return fromParts(append(slices.Clone(left), right...))
	}
	if endsWithSlash(left) {
		return fromParts(append(slices.Clone(left), right...))
	}
	separator := TextPart{Known: "/"}
	if last := left[len(left)-1]; last.Hole != nil && (len(left) == 1 || endsWithSlash(left[:len(left)-1])) {
		if _, isRoot := last.Hole.(Root); !isRoot { // which may be empty: there is no slash then
			separator = TextPart{Hole: unknown("a separator")}
			if e, ok := last.Hole.(*External); ok && e.isVariable() && len(left) == 1 {
				separator = TextPart{Known: "/"} // the caller tells the empty one apart
			}
		}
	}
	return fromParts(append(append(slices.Clone(left), separator), right...))
}

func endsWithSlash(parts []TextPart) bool {
	last := parts[len(parts)-1]
	if e, ok := last.Hole.(*External); ok {
		return e.Source == aboveRepository && strings.HasSuffix(e.Through, "/")
	}
	return last.Hole == nil && strings.HasSuffix(last.Known, "/")
}

// emptyApart divides the texts of variables into the empty one and the others:
// a path that starts with an empty component is relative.
func emptyApart(a Alternatives) Alternatives {
	var result Alternatives
	for i, alternative := range a {
		name := alternative.Value
		if p, ok := name.(*Path); ok {
			name = p.Name
		}
		e, ok := name.(*External)
		if !ok || !e.isVariable() {
			if result != nil {
				result = append(result, alternative)
			}
			continue
		}
		if result == nil {
			result = slices.Clone(a[:i])
		}
		for _, b := range externalTruth(e) {
			guard, ok := alternative.Guard.And(b.guard)
			divided := Alternative{Guard: guard, Value: alternative.Value, Origin: alternative.Origin}
			if !b.truth {
				divided.Value = Str("")
				if _, isPath := alternative.Value.(*Path); isPath {
					divided.Value = &Path{Name: Str(".")}
				}
			}
			if ok {
				result = append(result, divided)
			}
		}
	}
	if result == nil {
		return a
	}
	return result
}

// joinPath is pathlib's /. Unlike os.path.join it drops "." and double slashes.
func joinPath(p *Path, other Value) Value {
	joined := joinTwo(p.Name, other)
	if u, ok := joined.(*Unknown); ok {
		return u
	}
	return newPath(joined)
}

// newPath is pathlib.Path(name).
func newPath(name Value) Value {
	switch v := pathOf(name).(type) {
	case *Path:
		return v
	case Str:
		return &Path{Name: Str(purePath(string(v)))}
	case *Text:
		parts := slices.Clone(v.Parts)
		for i := range parts {
			if parts[i].Hole == nil {
				parts[i].Known = squeeze(parts[i].Known, i == 0, i == len(parts)-1)
			}
		}
		if joined, ok := fromParts(parts).(*Text); ok {
			return &Path{Name: joined}
		}
		return unknown("the path is not followed")
	case *External: // which is normalised
		if v.isAbove() {
			return &Path{Name: v}
		}
		return &Path{Name: v.through("pathlib.Path("+v.expression()+")", "str")}
	}
	return derived("pathlib.Path", name)
}

// purePath normalises as pathlib does: no "." and no empty components, but ".."
// stays, and so do exactly two slashes at the start.
func purePath(s string) string {
	root := ""
	if strings.HasPrefix(s, "/") {
		root = "/"
		if strings.HasPrefix(s, "//") && !strings.HasPrefix(s, "///") {
			root = "//"
		}
	}
	if name := root + strings.Join(components(s), "/"); name != "" {
		return name
	}
	return "."
}

// components are the parts between slashes, without those that say nothing.
func components(s string) []string {
	return slices.DeleteFunc(strings.Split(s, "/"), func(part string) bool { return part == "" || part == "." })
}

// squeeze normalises a part of a path as pathlib does. What stands before the
// first slash of it or after the last one may go on in the parts around.
func squeeze(s string, first, last bool) string {
	if first {
		head, tail, cut := strings.Cut(s, "/")
		if cut && head == "." {
			s = tail
		}
	}
	at, end := strings.IndexByte(s, '/'), strings.LastIndexByte(s, '/')
	if at < 0 {
		return s
	}
	head, tail := s[:at], s[end+1:]
	parts := components(s[at : end+1])
	if last {
		parts = append(parts, components(tail)...)
		if len(parts) == 0 {
			return head
		}
		return head + "/" + strings.Join(parts, "/")
	}
	return head + "/" + strings.Join(append(parts, tail), "/")
}

// dirname is os.path.dirname.
func dirname(v Value) Value {
	switch v := v.(type) {
	case *Path:
		return dirname(v.Name)
	case Str:
		return Str(dirOf(string(v)))
	case *Text:
		last := v.Parts[len(v.Parts)-1]
		if _, isRoot := last.Hole.(Root); isRoot {
			return above(1)
		}
		if e, ok := v.Parts[0].Hole.(*External); ok && e.Source == aboveRepository && len(v.Parts) == 2 && !strings.Contains(last.Known, "/") {
			return e.through(strings.TrimSuffix(e.Through, "/"), "str")
		}
		if at := strings.LastIndexByte(last.Known, '/'); last.Hole == nil && at >= 0 {
			parts := slices.Clone(v.Parts)
			known := strings.TrimRight(last.Known[:at], "/")
			parts[len(parts)-1].Known = known
			return fromParts(parts)
		}
	case *External:
		if v.isAbove() {
			return v.through("os.path.dirname("+v.expression()+")", "str")
		}
	}
	return derived("os.path.dirname", v)
}

func dirOf(s string) string {
	at := strings.LastIndexByte(s, '/')
	if at < 0 {
		return ""
	}
	head := s[:at+1]
	if trimmed := strings.TrimRight(head, "/"); trimmed != "" {
		return trimmed
	}
	return head
}

// basename is os.path.basename.
func basename(v Value) Value {
	switch v := v.(type) {
	case *Path:
		return basename(v.Name)
	case Str:
		return v[strings.LastIndexByte(string(v), '/')+1:]
	case *Text:
		last := v.Parts[len(v.Parts)-1]
		if at := strings.LastIndexByte(last.Known, '/'); last.Hole == nil && at >= 0 {
			return Str(last.Known[at+1:])
		}
	}
	return derived("os.path.basename", v)
}

// normal is os.path.normpath.
func normal(v Value) Value {
	switch v := v.(type) {
	case *Path:
		return normal(v.Name)
	case Str:
		cleaned := path.Clean(string(v))
		if strings.HasPrefix(string(v), "//") && !strings.HasPrefix(string(v), "///") {
			cleaned = "/" + cleaned // POSIX keeps exactly two slashes
		}
		return Str(cleaned)
	case *Text:
		if name, ok := Rooted(v); ok {
			return fromRooted(name)
		}
		if _, isRoot := v.Parts[0].Hole.(Root); isRoot && len(v.Parts) == 2 && strings.HasPrefix(v.Parts[1].Known, "/") {
			return aboveBy(v.Parts[1].Known)
		}
	case *External:
		if v.isAbove() {
			return v
		}
	}
	return derived("os.path.normpath", v)
}

// absolutePath is os.path.abspath, realpath and Path.resolve: a relative path
// depends on the process's directory.
func absolutePath(v Value) Value {
	switch v := v.(type) {
	case *Path:
		return absolutePath(v.Name)
	case Str:
		if !strings.HasPrefix(string(v), "/") {
			return unknown("it depends on the directory that the server runs in")
		}
	}
	return normal(v)
}

// pathAttribute is an attribute of a pathlib path that is not a method.
func pathAttribute(p *Path, name string) Value {
	switch name {
	case "parent":
		return parentOf(p)
	case "parents":
		return nativeInstance("pathlib.parents", pathParents{path: p})
	case "name":
		return nameOf(p)
	case "stem", "suffix":
		base, ok := nameOf(p).(Str)
		if !ok || strings.HasSuffix(string(base), ".") { // versions of Python differ
			return derived(name, p)
		}
		at := strings.LastIndexByte(string(base), '.')
		if at <= 0 || strings.Trim(string(base[:at]), ".") == "" {
			at = len(base)
		}
		if name == "stem" {
			return base[:at]
		}
		return base[at:]
	}
	return nil
}

// nameOf is the last component of a path.
func nameOf(p *Path) Value {
	if p.Name == Value(Str(".")) {
		return Str("")
	}
	return basename(p.Name)
}

func parentOf(p *Path) Value {
	if s, ok := p.Name.(Str); ok {
		dir := dirOf(string(s))
		if dir == "" {
			return &Path{Name: Str(".")}
		}
		return newPath(Str(dir))
	}
	above := dirname(p.Name)
	if u, ok := above.(*Unknown); ok {
		return u
	}
	return newPath(above)
}
