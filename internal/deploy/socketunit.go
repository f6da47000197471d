package deploy

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/ini"
)

// activate gives the launches of a unit the sockets that systemd opens for it:
// those of NAME.socket, or of a unit that says Service=NAME.service. gunicorn
// then ignores what it was told to bind (create_sockets in gunicorn/sock.py).
func (r *reader) activate(launches []Launch, service string) {
	for _, name := range r.workspace.Files(func(name string) bool { return path.Ext(name) == ".socket" }) {
		listens, mode, of := r.socketUnit(name)
		if of != service || len(listens) == 0 {
			continue
		}
		for i := range launches {
			l := &launches[i]
			if _, server := servers[l.Program]; !server || l.Program == "celery" {
				continue
			}
			l.SocketMode = firstOf(mode, l.SocketMode)
			opened := slices.Clone(listens)
			if l.Program == "uwsgi" {
				for j := range opened {
					opened[j].Protocol = "uwsgi"
				}
			} else {
				l.Elsewhere = false // the descriptor that it was told to take
			}
			for _, own := range l.Listens {
				if l.Program != "gunicorn" && !own.Default {
					opened = append(opened, own)
				}
			}
			l.Listens = opened
		}
	}
}

func firstOf(a, b *Reference) *Reference {
	if a != nil {
		return a
	}
	return b
}

// socketUnit reads what a .socket unit opens, and the service that it is for.
func (r *reader) socketUnit(name string) (listens []Listener, mode *Reference, service string) {
	service = strings.TrimSuffix(path.Base(name), ".socket")
	file, err := r.workspace.Source(name)
	if err != nil {
		return nil, nil, ""
	}
	sections, _ := ini.Parse(file, ini.Systemd())
	for _, section := range sections {
		if section.Name != "Socket" {
			continue
		}
		for _, entry := range section.Entries {
			given := argument{text: entry.Value.Text, known: !strings.Contains(entry.Value.Text, "%"), path: name, span: entry.Value.Whole()}
			switch entry.Key {
			case "ListenStream":
				if given.text == "" { // takes back what was said before
					listens = nil
					continue
				}
				listens = append(listens, systemdListener(given))
			case "SocketMode":
				mode = &Reference{Value: given.text, Path: name, Span: given.span, How: "SocketMode"}
			case "Service":
				service = strings.TrimSuffix(given.text, ".service")
			}
		}
	}
	return listens, mode, service
}

// systemdListener reads an address of systemd.socket(5): a path, a port alone, or
// an address with a port.
func systemdListener(given argument) Listener {
	if strings.HasPrefix(given.text, "/") || strings.HasPrefix(given.text, "@") || !given.known {
		return Listener{Protocol: "http", Socket: given.text, Unknown: !given.known, Path: given.path, Span: given.span}
	}
	if !strings.Contains(given.text, ":") {
		given.text = ":" + given.text
	}
	return listenerAt(given, "http", 0)
}
