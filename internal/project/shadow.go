package project

import "strings"

// shadowing is the __init__.py of the package that has the name of a file beside
// it: settings/__init__.py beside settings.py; "" if there is none. Python looks
// for the package first, whatever leads it to the directory, so that the file is
// dead. Without __init__.py it is the directory that is never looked at.
func (p *Project) shadowing(file string) string {
	stem, ok := strings.CutSuffix(file, ".py")
	if !ok || !p.Files.IsFile(stem+"/__init__.py") {
		return ""
	}
	return stem + "/__init__.py"
}

// answersTo reports whether the module is what an import of the name loads. A
// file that a package shadows has a name, and never answers to it.
func (m *SettingsModule) answersTo(name string) bool {
	return m.Name == name && m.ShadowedBy == ""
}
