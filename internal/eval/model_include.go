package eval

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// splitSettings is django-split-settings. Source: tools.py of 1.3.2.
func splitSettings() map[string]map[string]Value {
	return map[string]map[string]Value{"split_settings.tools": {
		"include": &Builtin{Name: "split_settings.tools.include", call: includeCall},
		"optional": &Builtin{Name: "split_settings.tools.optional", call: func(it *interpreter, c *call) Alternatives {
			name, ok := plainCall(c, "filename")
			if !ok {
				return it.unknownCall(unknown("optional() is called in a way that is not followed"), c)
			}
			return name.values(func(v Value) Value { return nativeInstance("optional", optionalName{name: v}) })
		}},
	}}
}

// optionalName is optional(name), which is a text too.
type optionalName struct{ name Value }

func (optionalName) method(it *interpreter, name string, _ *call) (Alternatives, bool) {
	it.doubt("a method of an optional name fails")
	return one(unknown("the method " + name + " of an optional name is not followed")), true
}

// inclusion is one call of include().
type inclusion struct {
	scope *scope
	// dir is the directory of the including file.
	dir  string
	call *call
}

// includeCall is include("components/*.py", optional("local.py"), scope=globals()).
func includeCall(it *interpreter, c *call) Alternatives {
	in := inclusion{scope: it.scope.module.scope, call: c}
	if given := c.keywords["scope"]; given != nil && !isNone(given) {
		in.scope = namespaceScope(given)
	}
	if in.scope == nil || c.open {
		in.scope = it.scope.module.scope
		in.unclear(it, "include() of files that are not known")
		return it.unknownCall(unknown("include() is not followed"), c)
	}
	including := in.scope.module.Path
	if name := in.scope.module.including; name != "" {
		including = name
	}
	in.dir = path.Dir(including)
	for _, arg := range c.positional {
		for _, alternative := range arg {
			it.inside(it.pc.within(alternative.Guard), func() { in.value(it, alternative.Value) })
		}
	}
	return one(None{})
}

func (in *inclusion) value(it *interpreter, v Value) {
	optional := false
	if i, ok := v.(*Instance); ok {
		if name, ok := i.state.(optionalName); ok {
			v, optional = name.name, true
		}
	}
	switch v := v.(type) {
	case Str:
		if v != "" || !optional {
			in.files(it, string(v), optional)
		}
		return
	case None:
		if optional {
			return
		}
	case *Text:
		if name, ok := Rooted(v); ok {
			rooted := *in
			rooted.dir = "."
			rooted.files(it, name, optional)
			return
		}
		if in.chosen(it, v, optional) {
			return
		}
	}
	in.unclear(it, "include() of a file whose name "+reasonOf(v), v)
}

// unclear is a file of which it is not known which: what is included later may
// have been already.
// What names it, if it comes from outside, supplies what it sets.
func (in *inclusion) unclear(it *interpreter, reason string, named ...Value) {
	it.doubt("an included file is missing")
	var supplier Value = unknown(reason)
	for _, v := range named {
		if from := externalIn(v); from != nil {
			supplier = from.vaguely("include(" + from.expression() + ")")
		}
	}
	it.overwriteAll(in.scope, supplier, "", in.call.node.Range())
	in.scope.module.includes = supplier
}

// files includes those that a pattern names.
func (in *inclusion) files(it *interpreter, pattern string, optional bool) {
	below, ok := cleanBelow("/" + path.Join(in.dir, pattern))
	if strings.HasPrefix(pattern, "/") {
		below, ok = pattern, false
	}
	first := strings.IndexAny(below, "*?[")
	switch {
	case ok && it.files.IsDir(below), ok && first >= 0 && !strings.HasSuffix(below, ".py"):
		in.unclear(it, "include() of a directory") // which raises after it was noted as the including file
		return
	case !ok || first < 0 && !it.files.IsFile(below):
		in.outside(it, below, optional)
		return
	case first < 0:
		in.file(it, below)
		return
	case strings.Contains(below, `\`) || strings.Contains(below, "[!") || strings.Contains(below, "[^") || it.files.Opaque(path.Dir(below[:first]+"x")):
		in.unclear(it, "include() of a pattern that is not followed")
		return
	}
	found := it.files.Files(func(name string) bool { return globMatches(below, name) })
	if len(found) == 0 {
		in.outside(it, below, optional)
		return
	}
	in.inAnyOrder(it, found)
}

// globMatches is Python's glob without "**": a wildcard does not stand for a
// slash, nor at the beginning for a dot.
func globMatches(pattern, name string) bool {
	if ok, err := path.Match(pattern, name); !ok || err != nil {
		return false
	}
	names := strings.Split(name, "/")
	for i, part := range strings.Split(pattern, "/") {
		if strings.HasPrefix(names[i], ".") && !strings.HasPrefix(part, ".") {
			return false
		}
	}
	return true
}

// file includes one file, once.
func (in *inclusion) file(it *interpreter, name string) {
	owner := in.scope.module
	if owner.includes != nil {
		it.doubt("an included file fails")
		it.overwriteAll(in.scope, owner.includes, "", in.call.node.Range())
		return
	}
	if owner.included == nil {
		owner.included = map[string]condition{}
	}
	worlds := it.pc.minus(owner.included[name])
	owner.included[name] = owner.included[name].or(worlds)
	it.inside(worlds, func() {
		before, including := it.pc, owner.including
		owner.including = name
		it.runHere(name, in.scope)
		owner.including = including
		if !sameCondition(before, it.pc) { // the package goes on to take it for the including file
			owner.includes = unknown("an included file raised an exception")
		}
	})
}

// outside is a file that is not in the repository, where it may be all the same.
func (in *inclusion) outside(it *interpreter, name string, optional bool) {
	why, file := &External{Source: Source{Kind: OutsideFile, Name: name}}, name
	if !optional {
		it.doubtOf(exception{name: "OSError", open: true}, "there is no file "+name)
		file = it.optionalFile(name)
	}
	it.overwriteAll(in.scope, why, file, in.call.node.Range())
}

var identifiers = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)

// inAnyOrder includes the files that a pattern found. Their order is that of the
// directory, which differs from machine to machine: where it matters, what they
// set is not known.
func (in *inclusion) inAnyOrder(it *interpreter, files []string) {
	mentions := map[string]int{}
	for _, name := range files {
		if source, err := it.files.Source(name); err == nil {
			seen := map[string]bool{}
			for _, id := range identifiers.FindAllString(string(source.Data), -1) {
				if !seen[id] {
					seen[id] = true
					mentions[id]++
				}
			}
		}
	}
	before := map[string]Alternatives{}
	writes := map[string]int{}
	for name, b := range in.scope.names {
		before[name], writes[name] = b.alternatives, len(b.writes)
	}
	for _, name := range files {
		in.file(it, name)
	}
	if len(files) < 2 {
		return
	}
	matters := func(name string, b *binding) bool {
		return mentions[name] > 1 && replaceable(b.alternatives) && (len(b.writes) > writes[name] || holdsCollection(before[name]))
	}
	for name, b := range in.scope.names {
		if !strings.HasPrefix(name, "_") && matters(name, b) {
			in.forget(it, name, writes)
			return
		}
	}
}

// forget makes everything unknown that was written by files whose order matters.
func (in *inclusion) forget(it *interpreter, because string, writes map[string]int) {
	why := unknown("files are included in an order that is not known, and share " + because)
	span := in.call.node.Range()
	for _, name := range sortedNames(in.scope) {
		b := in.scope.names[name]
		if strings.HasPrefix(name, "_") || !replaceable(b.alternatives) {
			continue
		}
		if holdsCollection(b.alternatives) {
			it.taintArgument(b.alternatives, why)
		}
		if len(b.writes) > writes[name] {
			it.bind(in.scope, name, one(perhaps(why)), Write{File: it.scope.module.File, Span: span, Imported: true})
		}
	}
}

func holdsCollection(a Alternatives) bool {
	return slices.ContainsFunc(a, func(alternative Alternative) bool {
		switch alternative.Value.(type) {
		case *Sequence, *Mapping, *Instance:
			return true
		}
		return false
	})
}

// maxChosen bounds the files among which one variable chooses.
const maxChosen = 12

// chosen includes "environments/" + ENV + ".py": each file of the repository
// where the variable names it.
func (in *inclusion) chosen(it *interpreter, v *Text, optional bool) bool {
	prefix, variable, suffix, ok := oneVariable(v)
	stem := path.Join(in.dir, prefix)
	if strings.HasSuffix(prefix, "/") {
		stem += "/"
	}
	if in.dir == "." {
		stem = strings.TrimPrefix(stem, "./")
	}
	if !ok || strings.ContainsAny(prefix+suffix, "*?[\\") || strings.HasPrefix(prefix, "/") || strings.Contains("/"+suffix, "/.") && strings.Contains(suffix, "/") {
		return false
	}
	domain := anyText()
	var names []string
	for _, name := range it.files.Files(func(name string) bool { return strings.HasPrefix(name, stem) && strings.HasSuffix(name, suffix) }) {
		if len(name) < len(stem)+len(suffix) {
			continue
		}
		text := name[len(stem) : len(name)-len(suffix)]
		if !strings.ContainsAny(text, "/*?[") {
			names, domain.Texts = append(names, name), append(domain.Texts, text)
		}
	}
	if len(names) > maxChosen {
		return false
	}
	for i, name := range names {
		it.inside(it.pc.within(Variable(variable, exactly(domain.Texts[i]))), func() { in.file(it, name) })
	}
	slices.Sort(domain.Texts)
	it.inside(it.pc.within(Variable(variable, domain)), func() { in.otherwise(it, stem+"{"+variable+"}"+suffix, optional) })
	return true
}

// otherwise is a file that the variable names where it names none of the
// repository's: the other worlds know nothing of it.
func (in *inclusion) otherwise(it *interpreter, name string, optional bool) {
	before := map[string]Alternatives{}
	for name, b := range in.scope.names {
		before[name] = b.alternatives
	}
	in.outside(it, name, optional)
	rest := it.elsewhere(in.scope.born)
	for name, b := range in.scope.names {
		if old := before[name]; !rest.never() && len(b.alternatives) != len(old) {
			b.alternatives = append(old.under(rest), b.alternatives.under(it.pc)...).merged().bounded()
		}
	}
}

// oneVariable takes a text apart that has one environment variable in it, as it
// stands.
func oneVariable(v *Text) (prefix, variable, suffix string, ok bool) {
	for _, part := range v.Parts {
		switch e, isExternal := part.Hole.(*External); {
		case part.Hole == nil && variable == "":
			prefix += part.Known
		case part.Hole == nil:
			suffix += part.Known
		case isExternal && e.isVariable() && variable == "":
			variable = e.Source.Name
		default:
			return "", "", "", false
		}
	}
	return prefix, variable, suffix, variable != ""
}
