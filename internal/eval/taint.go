package eval

// taintValue makes a collection, and what it holds, unknown: something that is
// not followed may have changed it.
func (it *interpreter) taintValue(v Value, why *Unknown) { it.taint(v, why, map[Value]bool{}) }

func (it *interpreter) taint(v Value, why *Unknown, seen map[Value]bool) {
	nested := func(a Alternatives) {
		for _, alternative := range a {
			it.taint(alternative.Value, why, seen)
		}
	}
	switch v := v.(type) {
	case *Sequence:
		if seen[v] {
			return
		}
		seen[v] = true
		for _, version := range v.versions {
			for _, e := range version.elements {
				nested(e.Alternatives)
			}
		}
		if v.Kind != TupleKind {
			it.changeList(v, func([]Element) []Element { return []Element{{Spread: why}} })
		}
	case *Mapping:
		if seen[v] {
			return
		}
		seen[v] = true
		for _, version := range v.versions {
			for _, e := range version.entries {
				nested(e.Alternatives)
			}
		}
		it.changeMapping(v, func(m mappingVersion) mappingVersion { return m.spoiled(why) })
	case *Instance:
		it.taintInstance(v, why, seen)
	case *ModuleValue:
		it.taintModule(v, why, seen)
	case *Unknown:
		delete(it.tests, v)
		for _, object := range v.may {
			it.taint(object, why, seen)
		}
	case *External:
		it.touch(v)
	}
}

// spoiled is a dict with the same keys and perhaps others, of unknown values.
func (m mappingVersion) spoiled(why *Unknown) mappingVersion {
	entries := make([]Entry, len(m.entries))
	for i, e := range m.entries {
		u := perhaps(why)
		u.may = changeableIn(u.may, e.Alternatives)
		e.Alternatives, e.unordered = one(u), true
		entries[i] = e
	}
	return mappingVersion{entries: entries, more: &Unknown{Reason: why.Reason, may: changeableEntries(why.may, m)}}
}

func (it *interpreter) taintInstance(i *Instance, why *Unknown, seen map[Value]bool) {
	if n, ok := i.state.(nativeTaint); ok {
		n.tainted(it, why)
		return
	}
	if i.attributes == nil || seen[i] {
		return
	}
	seen[i] = true
	for name, b := range i.attributes.names {
		for _, alternative := range b.alternatives {
			it.taint(alternative.Value, why, seen)
		}
		it.bind(i.attributes, name, one(perhaps(why)), Write{File: it.scope.module.File, Span: it.span})
	}
	i.attributes.taint = perhaps(why)
}

// taintModule makes every name of a module of the project uncertain.
func (it *interpreter) taintModule(v *ModuleValue, why *Unknown, seen map[Value]bool) {
	if v.module == nil || seen[v] {
		return
	}
	seen[v] = true
	for _, name := range sortedNames(v.module.scope) {
		for _, alternative := range v.module.scope.names[name].alternatives {
			switch alternative.Value.(type) {
			case *Sequence, *Mapping, *Instance, *Unknown:
				it.taint(alternative.Value, why, seen)
			}
		}
	}
	it.overwriteAll(v.module.scope, why, "", it.span)
}
