package workspace

// SettingsFile is a file that looks like a settings module.
type SettingsFile struct {
	Path string
	// Why is what it was recognised by, such as "sets INSTALLED_APPS and
	// DATABASES".
	Why string
}

// SettingsFiles gives the files that have the name and the look of Django
// settings, sorted by path, examples among them (see IsExample). There may be
// more: a starter can name a module of any name, which is then settings too.
func (w *Workspace) SettingsFiles() []SettingsFile {
	var found []SettingsFile
	for _, name := range w.Files(IsSettingsName) {
		file, err := w.Source(name)
		if err != nil {
			continue
		}
		if ok, why := LooksLikeDjangoSettings(file.Data); ok {
			found = append(found, SettingsFile{Path: name, Why: why})
		}
	}
	return found
}

// Starters gives the files that may start Django, sorted by path.
func (w *Workspace) Starters() []string {
	return w.Files(func(name string) bool { return StarterOf(name) != NoStarter })
}
