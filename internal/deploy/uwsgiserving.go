package deploy

import "strings"

// uwsgiServing is what the options of uWSGI say of its sockets. It adds up what
// the command line and all files say.
type uwsgiServing struct {
	sockets []uwsgiSocket
	// protocol is that of sockets that do not name theirs.
	protocol  string
	elsewhere bool
	reload    *Reference
	mode      *Reference
	group     string
}

type uwsgiSocket struct {
	protocol string // "" for the common one
	given    argument
}

// uwsgiSockets are the options that open a socket, with its protocol. Source:
// the option tables of core/uwsgi.c and plugins/http/http.c of uWSGI 2.0.
var uwsgiSockets = map[string]string{
	"socket": "", "s": "", "uwsgi-socket": "uwsgi", "suwsgi-socket": "uwsgi", "ssl-socket": "uwsgi", "http-socket": "http",
	"http11-socket": "http", "https-socket": "https", "http": "http", "httprouter": "http", "https": "https", "https2": "https",
	"fastcgi-socket": "fastcgi", "scgi-socket": "scgi",
}

// addUWSGI takes an option, without dashes before its name.
func (s *saidOptions) addUWSGI(name string, given argument) {
	if s.uwsgi == nil {
		s.uwsgi = &uwsgiServing{}
	}
	u := s.uwsgi
	protocol, opens := uwsgiSockets[name]
	switch {
	case opens && name == "https2":
		u.elsewhere = true // addr=HOST:PORT,cert=…
	case opens && given.text != "":
		u.sockets = append(u.sockets, uwsgiSocket{protocol, given})
	case name == "shared-socket" || name == "zerg" || name == "map-socket":
		u.elsewhere = true
	case (name == "protocol" || name == "socket-protocol") && given.known:
		u.protocol = given.text
	case name == "py-autoreload" || name == "python-autoreload" || name == "py-auto-reload" || name == "python-auto-reload":
		// The interval is read with atoi: "true" is none.
		if given.known && strings.IndexAny(given.text, "123456789") == 0 {
			u.reload = &Reference{Value: given.text, Path: given.path, Span: given.span, How: name}
		}
	case name == "chmod-socket" || name == "C" || name == "chmod":
		u.mode = &Reference{Value: given.text, Path: given.path, Span: given.span, How: name}
	case name == "gid" && given.known:
		u.group = given.text
	}
}

// servingUWSGI puts together what was said.
func (s *saidOptions) servingUWSGI() Serving {
	serving := Serving{Interface: "wsgi"}
	u := s.uwsgi
	_, serving.Elsewhere = s.said[meansElsewhere]
	if u == nil {
		return serving
	}
	serving.Elsewhere = serving.Elsewhere || u.elsewhere
	serving.Reload, serving.SocketMode, serving.Group = u.reload, u.mode, u.group
	for _, socket := range u.sockets {
		protocol := socket.protocol
		if protocol == "" {
			protocol = u.protocol
		}
		switch protocol {
		case "":
			protocol = "uwsgi"
		case "http11":
			protocol = "http"
		}
		if strings.HasPrefix(socket.given.text, "=") { // a shared socket
			serving.Elsewhere = true
			continue
		}
		serving.Listens = append(serving.Listens, uwsgiListener(socket.given, protocol))
	}
	return serving
}

// uwsgiListener reads an address of uWSGI. What has no colon is a unix socket,
// 8000 too. A relative path is seen from chdir, where uWSGI goes before it binds.
func uwsgiListener(given argument, protocol string) Listener {
	if protocol == "https" { // address,certificate,key
		given.text, _, _ = strings.Cut(given.text, ",")
	}
	if strings.Contains(given.text, ":") && !strings.HasPrefix(given.text, "/") {
		given.text = strings.TrimPrefix(given.text, "unix:") // a path all the same
		if strings.Contains(given.text, ":") {
			return listenerAt(given, protocol, 0)
		}
	}
	l := Listener{Protocol: protocol, Socket: given.text, Fallback: given.fallback, Unknown: !given.known, Path: given.path, Span: given.span}
	return l
}
