package eval

import (
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/parser/text"
)

// globalSettings is the module of Django's defaults.
const globalSettings = "django.conf.global_settings"

// loadGlobalSettings makes a module of Django's defaults. What the versions that
// the project may run on do not agree on is not known.
func (it *interpreter) loadGlobalSettings() *Module {
	m := &Module{Name: globalSettings, File: text.NewFile("", nil), loaded: always()}
	m.scope = newScope(m, nil, always())
	here := it.pc
	it.pc = always() // its lists are there in all worlds
	for _, name := range django.AllSettingNames() {
		value := it.defaultOf(name)
		if _, none := value.(Unbound); none {
			continue
		}
		value = it.copied(value, 0, map[Value]Value{})
		m.scope.names[name] = &binding{alternatives: Alternatives{{Value: value, Origin: Origin{Kind: ByDefault}}}}
	}
	it.pc = here
	it.modules[m.Name] = m
	it.order = append(it.order, m)
	return m
}
