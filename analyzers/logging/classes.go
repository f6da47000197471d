package logging

const adminEmailHandler = "django.utils.log.AdminEmailHandler"

// handlerClass is what a handler of the standard library or of Django is made
// from.
type handlerClass struct {
	takes    []string
	requires []string
}

// handlerClasses are those whose arguments are known, of any Python from 3.8 to
// 3.14. Source: the signatures in logging and logging.handlers, and in
// django/utils/log.py.
func handlerClasses() map[string]handlerClass {
	file := []string{"filename", "mode", "encoding", "delay", "errors"}
	name := []string{"filename"}
	return map[string]handlerClass{
		"logging.StreamHandler":               {takes: []string{"stream"}},
		"logging.NullHandler":                 {takes: []string{"level"}},
		"logging.FileHandler":                 {file, name},
		"logging.handlers.WatchedFileHandler": {file, name},
		"logging.handlers.RotatingFileHandler": {
			[]string{"filename", "mode", "encoding", "delay", "errors", "maxBytes", "backupCount"}, name,
		},
		"logging.handlers.TimedRotatingFileHandler": {
			[]string{"filename", "encoding", "delay", "errors", "when", "interval", "backupCount", "utc", "atTime"}, name,
		},
		"logging.handlers.SysLogHandler": {takes: []string{"address", "facility", "socktype", "timeout"}},
		"logging.handlers.SMTPHandler": {
			[]string{"mailhost", "fromaddr", "toaddrs", "subject", "credentials", "secure", "timeout"},
			[]string{"mailhost", "fromaddr", "toaddrs", "subject"},
		},
		adminEmailHandler: {takes: []string{"include_html", "email_backend", "reporter_class", "using"}},
	}
}

// unlistedClasses are the other handlers of the standard library.
func unlistedClasses() []string {
	return []string{
		"logging.Handler", "logging.handlers.BaseRotatingHandler", "logging.handlers.BufferingHandler", "logging.handlers.DatagramHandler",
		"logging.handlers.HTTPHandler", "logging.handlers.MemoryHandler", "logging.handlers.NTEventLogHandler", "logging.handlers.QueueHandler",
		"logging.handlers.SocketHandler", "logging._StderrHandler", "logging.lastResort",
	}
}

// writesFile reports whether a handler opens the file that it is given when it is
// made, unless it is told to delay that.
func writesFile(class string) bool {
	_, known := handlerClasses()[class]
	return known && len(handlerClasses()[class].requires) == 1
}
