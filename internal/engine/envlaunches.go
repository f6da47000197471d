package engine

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// launches tells what each launch of the project sets, and what it leaves out.
func (t *environmentTeller) launches() []LaunchEnvironment {
	told := make([]LaunchEnvironment, 0, len(t.project.Launches))
	for _, l := range t.project.Launches {
		modules := t.modulesOf(l)
		one := LaunchEnvironment{Launch: describeLaunch(t.project, l), File: l.Kind, Service: l.Service, Files: l.Missing, Closed: closed(l) && !t.readsFiles()}
		if one.Settings = ""; len(modules) == 0 && l.Settings != nil {
			one.Settings = l.Settings.Value
		}
		for _, m := range modules {
			one.Modules = append(one.Modules, m.Name)
		}
		if len(modules) == 1 {
			one.Settings = modules[0].Name
		}
		environment := l.Environment()
		for _, name := range slices.Sorted(maps.Keys(environment)) {
			v := environment[name]
			one.Sets = append(one.Sets, LaunchVariable{Place: t.placeOf(v), Name: name, State: launchState(v)})
		}
		one.Missing = t.missing(l, modules, environment)
		one.Unread = t.unread(l, modules, one)
		told = append(told, one)
	}
	return told
}

func launchState(v deploy.Variable) string {
	switch {
	case !v.Known:
		return LaunchHandsOn
	case v.Fallback:
		return LaunchDefaults
	}
	return LaunchSets
}

func (t *environmentTeller) placeOf(v deploy.Variable) Place {
	e := evidence(t.project, v.Path, v.Span, "")
	return Place{Path: e.Path, Line: e.Line}
}

// closed reports whether what starts in a launch gets the variables of its file
// only. A container of an image, a platform's process and a script get what
// whoever starts them says.
func closed(l deploy.Launch) bool {
	switch l.Kind {
	case "compose", "systemd", "App Engine":
		return len(l.Missing) == 0
	}
	return l.Role == deploy.Build
}

// fileReaders finds the readers of env files that a project may use itself. The
// file is often in the image, or beside the code, and not in the repository.
var fileReaders = regexp.MustCompile(`dotenv|decouple|read_env|environs|env_file|dynaconf`)

// readsFiles reports whether the settings or a starter may read an env file.
func (t *environmentTeller) readsFiles() bool {
	if t.filesRead == nil {
		var paths []string
		for _, m := range t.modules {
			paths = append(paths, m.result.Files...)
		}
		for _, s := range t.project.Starters {
			paths = append(paths, s.Path)
		}
		found := slices.ContainsFunc(paths, func(path string) bool {
			file, err := t.project.Files.Source(path)
			return err == nil && fileReaders.Match(file.Data)
		})
		t.filesRead = &found
	}
	return *t.filesRead
}

// modulesOf are the settings modules that a launch leads to; the judged ones if
// it leaves that open.
func (t *environmentTeller) modulesOf(l deploy.Launch) []*project.SettingsModule {
	variable, named := l.Environment()[deploy.SettingsVariable]
	led := t.project.LedTo(l)
	judged := slices.ContainsFunc(led, func(m *project.SettingsModule) bool { return m.Judged })
	switch {
	case l.Settings != nil || named && variable.Known || judged:
		return led
	case l.Role == deploy.Development && (len(led) > 0 || t.hasDevelopment()):
		return led
	case l.Target != nil && l.Program != "celery" && t.project.Target(l) == nil:
		return nil // it may start something else
	case named || l.Role == deploy.Production || len(led) == 0:
		// What its starter falls back to is a default only: in production the
		// environment names one of those that are judged.
		return t.project.Judged()
	}
	return led
}

// hasDevelopment reports whether the project has settings for development, so
// that what is judged is not what a launch for development starts.
func (t *environmentTeller) hasDevelopment() bool {
	return slices.ContainsFunc(t.project.Settings, func(m *project.SettingsModule) bool {
		return m.Role == project.Development || m.Role == project.Testing
	})
}

// missing are the variables without which no module of a launch loads, nor its
// starter, and which it does not set.
func (t *environmentTeller) missing(l deploy.Launch, modules []*project.SettingsModule, environment deploy.Environment) []string {
	needs := map[string]int{}
	for _, m := range modules {
		result := m.Evaluate(launchWorld(m.World(), environment))
		names := result.Required()
		if failure := result.Failure; failure != nil && failure.Variable != "" {
			names = append(names, failure.Variable)
		}
		for _, name := range names {
			needs[name]++
		}
	}
	missing := map[string]bool{}
	for name, count := range needs {
		_, set := environment[name]
		missing[name] = count == len(modules) && !set
	}
	if starter := t.project.Target(l); starter != nil && l.Role != deploy.Build {
		for _, name := range starter.Result.Required() {
			_, set := environment[name]
			missing[name] = !set && t.variables[name] != nil
		}
	}
	return sortedTrue(missing)
}

// launchWorld is the world of a launch. What the user assumes counts more than
// what the launch says, and other variables may be set or not.
func launchWorld(assumed eval.World, environment deploy.Environment) eval.World {
	world := eval.World{Variables: map[string]string{}, Supplied: map[string]bool{}}
	for name, v := range environment {
		if v.Known && !v.Fallback {
			world.Variables[name] = v.Value
		} else {
			world.Supplied[name] = true
		}
	}
	for name, value := range assumed.Variables {
		world.Variables[name] = value
		delete(world.Supplied, name)
	}
	return world
}

// unread are the variables that a launch of the project sets and for which
// nothing was found that reads them.
func (t *environmentTeller) unread(l deploy.Launch, modules []*project.SettingsModule, told LaunchEnvironment) []UnreadVariable {
	if l.Kind == "env file" || l.Role == deploy.Build || l.Program == "" || len(modules) == 0 {
		return nil // what reads it may be another program
	}
	read := t.readBy(l, modules)
	var unread []UnreadVariable
	for _, v := range told.Sets {
		if !read[v.Name] && !readElsewhere(v.Name) && !t.mentioned(v.Name) {
			unread = append(unread, UnreadVariable{Place: v.Place, Name: v.Name, Near: nearestName(v.Name, read, told.Sets)})
		}
	}
	return unread
}

// readBy are the variables that what a launch starts may read.
func (t *environmentTeller) readBy(l deploy.Launch, modules []*project.SettingsModule) map[string]bool {
	read := map[string]bool{}
	for name := range t.variables {
		read[name] = true
	}
	for _, m := range modules {
		for _, r := range m.Evaluate(launchWorld(m.World(), l.Environment())).Reads {
			read[r.Name] = true
		}
	}
	return read
}

// nearestName is a variable that is read, is not set, and has a similar name:
// a third of the letters may be wrong.
func nearestName(name string, read map[string]bool, sets []LaunchVariable) string {
	best, least := "", len(name)/3+1
	for _, candidate := range sortedTrue(read) {
		if slices.ContainsFunc(sets, func(v LaunchVariable) bool { return v.Name == candidate }) {
			continue
		}
		if distance := distanceOf(strings.ToUpper(name), strings.ToUpper(candidate)); distance < least {
			best, least = candidate, distance
		}
	}
	return best
}
