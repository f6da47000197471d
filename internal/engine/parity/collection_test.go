package parity

import (
	"slices"
	"strings"
)

// collect writes a list of texts in one of the ways in which people put one
// together.
func (w *writer) collect(name string, elements []string) {
	to := w.base
	switch {
	case len(elements) == 0 || w.chance(45):
		w.line(to, "%s = %s", name, w.list(quotedAll(elements)))
	case w.chance(30):
		w.concatenated(to, name, elements)
	default:
		w.extended(to, name, elements)
	}
	w.changed(name, elements)
}

// concatenated makes it of two or three lists with names of their own.
func (w *writer) concatenated(to *strings.Builder, name string, elements []string) {
	cut := w.random.IntN(len(elements) + 1)
	first, second := w.fresh("FIRST"), w.fresh("SECOND")
	opening, closing := "[", "]"
	if w.chance(25) {
		opening, closing = "(", ",)"
		cut = max(1, min(cut, len(elements)-1))
		if len(elements) < 2 {
			opening, closing = "[", "]"
		}
	}
	w.line(to, "%s = %s%s%s", first, opening, strings.Join(quotedAll(elements[:cut]), ", "), closing)
	w.line(to, "%s = %s%s%s", second, opening, strings.Join(quotedAll(elements[cut:]), ", "), closing)
	switch w.random.IntN(4) {
	case 0:
		w.line(to, "%s = [*%s, *%s]", name, first, second)
	case 1:
		w.line(to, "%s = list(%s) + list(%s)", name, first, second)
	case 2:
		w.line(to, "%s = %s\n%s += %s", name, first, name, second)
	default:
		w.line(to, "%s = %s + %s", name, first, second)
	}
}

// extended begins with some of them and adds the others.
func (w *writer) extended(to *strings.Builder, name string, elements []string) {
	cut := w.random.IntN(len(elements) + 1)
	w.line(to, "%s = [%s]", name, strings.Join(quotedAll(elements[:cut]), ", "))
	for i, element := range elements[cut:] {
		switch w.random.IntN(4) {
		case 0:
			w.line(to, "%s.append(%s)", name, quoted(element))
		case 1:
			w.line(to, "%s += [%s]", name, quoted(element))
		case 2:
			w.line(to, "%s.insert(%d, %s)", name, cut+i, quoted(element))
		default:
			w.line(to, "%s.extend(%s)", name, w.pick("["+quoted(element)+"]", "("+quoted(element)+",)"))
		}
	}
}

// changed changes the list afterwards, as production.py does with what base.py
// has.
func (w *writer) changed(name string, elements []string) {
	if len(elements) == 0 || w.tried || !w.chance(25) {
		return
	}
	element := quoted(w.pick(elements...))
	to := w.production
	switch w.random.IntN(8) {
	case 0:
		w.line(to, "if isinstance(%s, list) and %s in %s:\n    %s.remove(%s)", name, element, name, name, element)
	case 1:
		w.line(to, "%s = [entry for entry in %s if entry != %s]", name, name, element)
	case 2:
		w.line(to, "%s = list(%s)\nif DEBUG:\n    %s.remove(%s)", name, name, name, element)
	case 3:
		w.line(to, "if not DEBUG:\n    %s = [entry for entry in %s if not entry.endswith(%s)]", name, name, quoted(lastPart(w.pick(elements...))))
	case 4:
		w.line(to, "%s = tuple(%s)", name, name)
	case 5:
		w.line(to, "%s = [*%s, %s]", name, name, element)
	case 6:
		w.line(to, "%s = %s[%s", name, name, w.pick("1:]", ":-1]", ":]"))
	default:
		w.line(to, "%s = [*%s]", name, name)
	}
}

func lastPart(dotted string) string { return dotted[strings.LastIndexByte(dotted, '.')+1:] }

// shuffled exchanges two neighbours now and then.
func (w *writer) shuffled(percent int, elements []string) []string {
	elements = slices.Clone(elements)
	if len(elements) > 1 && w.chance(percent) {
		i := w.random.IntN(len(elements) - 1)
		elements[i], elements[i+1] = elements[i+1], elements[i]
	}
	return elements
}

// texts writes a list of texts that may come from the environment.
func (w *writer) texts(name string, elements []string) {
	to := w.place()
	if w.chance(20) {
		variable := w.variable(name, strings.Join(elements, ","), "", "example.org")
		joined := quoted(strings.Join(elements, ","))
		switch w.random.IntN(4) {
		case 0:
			w.line(to, "%s = os.environ.get(%q, %s).split(\",\")", name, variable, joined)
		case 1:
			w.needHelpers()
			w.line(to, "%s = env_list(%q, %s)", name, variable, joined)
		case 2:
			w.line(to, "%s = [h.strip() for h in os.getenv(%q, %s).split(\",\") if h]", name, variable, joined)
		default:
			w.line(to, "%s = os.environ[%q].split(\",\") if %q in os.environ else %s", name, variable, variable, w.list(quotedAll(elements)))
		}
		return
	}
	w.line(to, "%s = %s", name, w.list(quotedAll(elements)))
	if w.chance(15) {
		w.line(w.production, "%s = [*%s, %s]", name, name, quoted("added.example.org"))
	}
}
