package deploy

import (
	"path"
	"strings"
)

// Serving says how a program takes requests, as far as its command line, its
// configuration and its environment say it.
type Serving struct {
	// Listens are the addresses at which it takes requests; none if the program
	// is no server, or has no address of its own.
	Listens []Listener
	// Elsewhere says that it may listen at others: what decides is not in the
	// repository, or not understood.
	Elsewhere bool
	// Reload is what makes it load changed code anew, nil if nothing is known to.
	Reload *Reference
	// ForwardedAllow are the addresses of proxies whose X-Forwarded headers it
	// believes, "*" for all, "" if they are not known; nil leaves it to the
	// program's own default.
	ForwardedAllow *Reference
	// Interface is the kind of application that it calls: "wsgi", "asgi" or
	// "rsgi"; "" if it is not known, or it takes several. By is what says so, nil
	// for the program's own way. That of gunicorn is its worker class.
	Interface   string
	InterfaceBy *Reference
	// SocketMode are the permissions that its unix sockets are given, nil if
	// nothing says it.
	SocketMode *Reference
	// Group is the group that it runs as, "" if it is not said.
	Group string
}

// The meanings of the options of servers, as far as Serving goes.
const (
	meansBind        = "bind" // an address
	meansHost        = "host"
	meansPort        = "port"
	meansSocket      = "unix socket"
	meansDescriptor  = "descriptor" // somebody else has opened it
	meansReload      = "reload"
	meansForwarded   = "forwarded"
	meansAnyProxy    = "any proxy" // believes whoever sends such headers
	meansWorker      = "worker class"
	meansInterface   = "interface"
	meansMode        = "mode"
	meansGroup       = "group"
	meansCertificate = "certificate"
	meansElsewhere   = "elsewhere" // a configuration that is not read
)

// servingOptions are those of each program's own --help: gunicorn 20.1 to 23,
// uvicorn 0.30, daphne 4.1, hypercorn 0.17, granian 1.6, waitress 3.0, mod_wsgi
// 5.0.
var servingOptions = map[string]map[string]string{
	"gunicorn": {
		"-b": meansBind, "--bind": meansBind, "--reload": meansReload, "--forwarded-allow-ips": meansForwarded, "-k": meansWorker,
		"--worker-class": meansWorker, "-g": meansGroup, "--group": meansGroup, "--certfile": meansCertificate,
	},
	"uvicorn": {
		"--host": meansHost, "--port": meansPort, "--uds": meansSocket, "--fd": meansDescriptor, "--reload": meansReload,
		"--forwarded-allow-ips": meansForwarded, "--interface": meansInterface, "--ssl-certfile": meansCertificate,
	},
	"daphne": {
		"-b": meansHost, "--bind": meansHost, "-p": meansPort, "--port": meansPort, "-u": meansSocket, "--unix-socket": meansSocket,
		"--fd": meansDescriptor, "-e": meansDescriptor, "--endpoint": meansDescriptor, "--proxy-headers": meansAnyProxy,
	},
	"hypercorn": {
		"-b": meansBind, "--bind": meansBind, "--insecure-bind": meansBind, "-c": meansElsewhere, "--config": meansElsewhere,
		"--reload": meansReload, "--certfile": meansCertificate, "-g": meansGroup, "--group": meansGroup,
	},
	"granian": {
		"--host": meansHost, "--port": meansPort, "--uds": meansSocket, "--interface": meansInterface, "--reload": meansReload,
		"--ssl-certificate": meansCertificate,
	},
	"waitress-serve": {
		"--host": meansHost, "--port": meansPort, "--listen": meansBind, "--unix-socket": meansSocket,
		"--unix-socket-perms": meansMode, "--trusted-proxy": meansForwarded,
	},
	"mod_wsgi-express": {
		"--host": meansHost, "--port": meansPort, "--reload-on-changes": meansReload, "--trust-proxy": meansForwarded, "--group": meansGroup,
	},
}

// servingVariables are the variables that a program reads its options from.
var servingVariables = map[string]map[string]string{
	"gunicorn": {"FORWARDED_ALLOW_IPS": meansForwarded},
	"uvicorn": {
		"FORWARDED_ALLOW_IPS": meansForwarded, "UVICORN_HOST": meansHost, "UVICORN_PORT": meansPort, "UVICORN_UDS": meansSocket,
		"UVICORN_RELOAD": meansReload, "UVICORN_INTERFACE": meansInterface,
	},
	"granian": {
		"GRANIAN_HOST": meansHost, "GRANIAN_PORT": meansPort, "GRANIAN_UDS": meansSocket, "GRANIAN_INTERFACE": meansInterface,
		"GRANIAN_RELOAD": meansReload,
	},
}

// ownAddress is where each program listens if nothing is said.
var ownAddress = map[string]Listener{
	"gunicorn":         {Host: "127.0.0.1", Port: 8000},
	"uvicorn":          {Host: "127.0.0.1", Port: 8000},
	"daphne":           {Host: "127.0.0.1", Port: 8000},
	"hypercorn":        {Host: "127.0.0.1", Port: 8000},
	"granian":          {Host: "127.0.0.1", Port: 8000},
	"waitress-serve":   {Port: 8080},
	"mod_wsgi-express": {Port: 8000},
}

// saidOptions are the options of a server by meaning. What is said first counts,
// so that the command line is read before the environment and the configuration.
type saidOptions struct {
	process *process
	program string
	// said are the values by meaning, and by the places that say them.
	said map[string][]argument
	how  map[string]string
	// uwsgi are the sockets of uWSGI, which adds up what all places say.
	uwsgi *uwsgiServing
}

// add takes an option of the command line.
func (s *saidOptions) add(o option) {
	if s.program == "uwsgi" {
		s.addUWSGI(strings.TrimLeft(o.name, "-"), o.value)
		return
	}
	if meaning := servingOptions[s.program][o.name]; meaning != "" {
		s.note(meaning, o.name, o.value)
	}
}

func (s *saidOptions) note(meaning, how string, value argument) {
	if s.said == nil {
		s.said, s.how = map[string][]argument{}, map[string]string{}
	}
	s.said[meaning] = append(s.said[meaning], value)
	s.how[meaning] = how
}

// below takes options that count where those before said nothing.
func (s *saidOptions) below(read func(*saidOptions)) {
	lower := &saidOptions{process: s.process, program: s.program}
	read(lower)
	for meaning, values := range lower.said {
		if _, said := s.said[meaning]; said {
			continue
		}
		for _, value := range values {
			s.note(meaning, lower.how[meaning], value)
		}
	}
}

// variables takes the options that the environment has.
func (s *saidOptions) variables(lower *saidOptions) {
	environment := resolve(s.process.variables)
	for name, meaning := range servingVariables[s.program] {
		if v, set := environment[name]; set && (v.Value != "" || !v.Known) {
			lower.note(meaning, name, argument{text: v.Value, known: v.Known, fallback: v.Fallback, path: v.Path, span: v.Span})
		}
	}
}

// last is the value of an option that counts once.
func (s *saidOptions) last(meaning string) (argument, bool) {
	values := s.said[meaning]
	if len(values) == 0 {
		return argument{}, false
	}
	return values[len(values)-1], true
}

func (s *saidOptions) reference(meaning string) *Reference {
	given, said := s.last(meaning)
	if !said {
		return nil
	}
	return &Reference{Value: given.text, Path: given.path, Span: given.span, How: s.how[meaning]}
}

// serving puts together what was said.
func (s *saidOptions) serving() Serving {
	if s.program == "uwsgi" {
		return s.servingUWSGI()
	}
	s.below(s.variables)
	serving := Serving{
		ForwardedAllow: s.reference(meansForwarded), SocketMode: s.reference(meansMode), Reload: s.reference(meansReload),
	}
	if group, said := s.last(meansGroup); said && group.known {
		serving.Group = group.text
	}
	if value, said := s.last(meansReload); said && !value.known {
		serving.Reload = nil
	}
	if serving.Reload != nil && (serving.Reload.Value == "0" || strings.EqualFold(serving.Reload.Value, "false")) {
		serving.Reload = nil
	}
	if everybody := s.reference(meansAnyProxy); everybody != nil {
		everybody.Value = "*"
		serving.ForwardedAllow = everybody
	}
	serving.Interface, serving.InterfaceBy = s.calls()
	if _, known := ownAddress[s.program]; known {
		serving.Listens, serving.Elsewhere = s.listens()
	}
	return serving
}

// listens are the addresses of programs other than uWSGI.
func (s *saidOptions) listens() (list []Listener, elsewhere bool) {
	protocol := "http"
	if _, encrypted := s.last(meansCertificate); encrypted {
		protocol = "https"
	}
	for _, bind := range s.said[meansBind] {
		for _, written := range strings.FieldsFunc(bind.text, func(r rune) bool { return r == ',' || r == ' ' }) {
			one := bind
			one.text = written
			list = append(list, listenerAt(one, protocol, ownAddress[s.program].Port))
		}
	}
	if socket, said := s.last(meansSocket); said {
		list = append(list, Listener{
			Protocol: protocol, Socket: socket.text, Fallback: socket.fallback, Unknown: !socket.known, Path: socket.path, Span: socket.span,
		})
	}
	_, elsewhere = s.said[meansElsewhere]
	if _, opened := s.said[meansDescriptor]; opened {
		elsewhere = true
	}
	host, hostSaid := s.last(meansHost)
	port, portSaid := s.last(meansPort)
	switch {
	case (hostSaid || portSaid) && (len(list) == 0 || s.program == "daphne"): // of the others a socket goes before host and port
		list = append(list, s.addressed(host, port, hostSaid, portSaid, protocol))
	case len(list) == 0 && !elsewhere:
		list = append(list, s.own(protocol))
	}
	return list, elsewhere || len(s.process.missing) > 0 && (len(list) == 0 || list[0].Default)
}

// addressed is the address of a program that takes host and port apart.
func (s *saidOptions) addressed(host, port argument, hostSaid, portSaid bool, protocol string) Listener {
	l := ownAddress[s.program]
	l.Protocol = protocol
	for _, given := range []struct {
		argument
		said bool
	}{{host, hostSaid}, {port, portSaid}} {
		if given.said {
			l.Fallback, l.Unknown = l.Fallback || given.fallback, l.Unknown || !given.known
			l.Path, l.Span = given.path, given.span
		}
	}
	if hostSaid {
		l.Host = everyHost(host.text)
	}
	if portSaid {
		l.Port = portNumber(port.text)
		l.Unknown = l.Unknown || l.Port == 0
	}
	return l
}

// own is the program's own address. That of gunicorn depends on PORT, which
// platforms set.
func (s *saidOptions) own(protocol string) Listener {
	l := ownAddress[s.program]
	if port, set := find(s.process.variables, "PORT"); set && s.program == "gunicorn" {
		l.Host, l.Port = "", portNumber(port.Value)
		l.Fallback, l.Unknown = port.Fallback, !port.Known || l.Port == 0
		l.Path, l.Span = port.Path, port.Span
	}
	l.Protocol, l.Default = protocol, true
	return l
}

// calls is the kind of application that the program calls.
func (s *saidOptions) calls() (kind string, by *Reference) {
	switch s.program {
	case "waitress-serve", "mod_wsgi-express":
		return "wsgi", nil
	case "daphne":
		return "asgi", nil
	case "gunicorn":
		return workerInterface(s.reference(meansWorker), s.said[meansWorker])
	case "uvicorn", "granian":
		given, said := s.last(meansInterface)
		switch own := map[string]string{"uvicorn": "asgi", "granian": "rsgi"}[s.program]; {
		case !said || given.text == "auto":
			return own, s.reference(meansInterface)
		case !given.known || given.fallback:
			return "", s.reference(meansInterface)
		case strings.HasPrefix(given.text, "asgi"): // asgi2, asgi3, asginl
			return "asgi", s.reference(meansInterface)
		default:
			return given.text, s.reference(meansInterface)
		}
	}
	return "", nil // hypercorn asks the application
}

// workerInterface is the kind of application that a worker class of gunicorn
// calls.
func workerInterface(class *Reference, values []argument) (string, *Reference) {
	if class == nil {
		return "wsgi", nil
	}
	switch name := path.Base(class.Value); {
	case !values[len(values)-1].known:
		return "", class
	case name == "sync" || name == "gthread" || name == "gevent" || name == "eventlet" || name == "gevent_pywsgi" || name == "gevent_wsgi":
		return "wsgi", class
	case strings.Contains(strings.ToLower(name), "uvicorn") || name == "asgi":
		return "asgi", class
	}
	return "", class
}

// runserverListener is the address of the development server: the last word of
// its command that is no option.
func runserverListener(rest []argument) Serving {
	l := Listener{Protocol: "http", Host: "127.0.0.1", Port: 8000, Default: true}
	for i, word := range rest {
		if i == 0 || strings.HasPrefix(word.text, "-") || rest[i-1].text == "--settings" || rest[i-1].text == "--pythonpath" {
			continue
		}
		given := word
		if word.known && portNumber(word.text) > 0 {
			given.text = "127.0.0.1:" + word.text
		}
		l = listenerAt(given, "http", 8000)
	}
	return Serving{Listens: []Listener{l}}
}
