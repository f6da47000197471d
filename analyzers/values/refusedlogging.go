package values

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/eval"
)

// refusedLogging reports a LOGGING that Python's dictConfig refuses, which Django
// calls as it starts.
func (r refuser) refusedLogging() {
	configure, known := r.one("LOGGING_CONFIG")
	if !known || isEmpty(configure.Value) {
		return
	}
	if dotted := textOf(configure.Value); dotted != "" && dotted != "logging.config.dictConfig" {
		if r.missing(dotted, false) {
			r.atStart("LOGGING_CONFIG", configure, "there is no "+dotted+", which LOGGING_CONFIG names")
		}
		return
	}
	value, known := r.one("LOGGING")
	logging, isDict := value.Value.(*eval.Mapping)
	if !known || !isDict || len(logging.Entries()) == 0 {
		return
	}
	if why := refusedConfiguration(logging); why != "" {
		r.atStart("LOGGING", value, why)
	}
}

// refusedConfiguration says why dictConfig refuses a dict. Source: the schema in
// the documentation of logging.config.
func refusedConfiguration(logging *eval.Mapping) string {
	version, known := logging.Get("version").Single()
	if !known {
		return ""
	}
	if number, isInt := version.(eval.Int); isUnbound(logging.Get("version")) || isInt && number != 1 || isOf(version, "str", "NoneType") {
		return "LOGGING has no version 1"
	}
	if incremental, known := logging.Get("incremental").Single(); !known || !isUnbound(logging.Get("incremental")) && !isEmpty(incremental) {
		return ""
	}
	for _, entry := range section(logging, "handlers") {
		handler, isDict := entry.Value.(*eval.Mapping)
		if !isDict {
			continue
		}
		class, _ := handler.Get("class").Single()
		if dotted := textOf(class); strings.HasPrefix(dotted, "logging.") && !slices.Contains(handlerClasses(), dotted) {
			return "there is no " + dotted + ", which LOGGING names"
		}
		if why := refusedLevel(handler); why != "" {
			return why
		}
	}
	loggers := section(logging, "loggers")
	if root, known := alone(logging.Get("root")); known {
		loggers = append(loggers, root)
	}
	for _, entry := range loggers {
		logger, isDict := entry.Value.(*eval.Mapping)
		if !isDict {
			continue
		}
		if why := refusedLevel(logger); why != "" {
			return why
		}
		if why := undefinedHandler(logging, logger); why != "" {
			return why
		}
	}
	return ""
}

// section are the values of a dict in a dict that are known.
func section(logging *eval.Mapping, key string) eval.Alternatives {
	var found eval.Alternatives
	value, _ := logging.Get(key).Single()
	dict, isDict := value.(*eval.Mapping)
	if !isDict {
		return nil
	}
	for _, entry := range dict.Entries() {
		if v, known := alone(entry.Alternatives); known {
			found = append(found, v)
		}
	}
	return found
}

// undefinedHandler says which handler of a logger LOGGING does not have.
func undefinedHandler(logging, logger *eval.Mapping) string {
	handlers, defined := logging.Get("handlers").Single()
	dict, isDict := handlers.(*eval.Mapping)
	if !defined || !isDict && !isUnbound(logging.Get("handlers")) || isDict && dict.More() != nil {
		return ""
	}
	names, _ := logger.Get("handlers").Single()
	sequence, isSequence := names.(*eval.Sequence)
	if !isSequence {
		return ""
	}
	for _, element := range sequence.Elements() {
		e, known := alone(element.Alternatives)
		name, isText := e.Value.(eval.Str)
		if known && isText && (!isDict || isUnbound(dict.Get(string(name)))) {
			return "LOGGING does not define the handler " + string(name)
		}
	}
	return ""
}

// refusedLevel says that the level of a handler or logger is none.
func refusedLevel(dict *eval.Mapping) string {
	level, _ := dict.Get("level").Single()
	name, isText := level.(eval.Str)
	if !isText {
		return ""
	}
	switch name {
	case "CRITICAL", "FATAL", "ERROR", "WARNING", "WARN", "INFO", "DEBUG", "NOTSET":
		return ""
	}
	return "LOGGING has a level that is none"
}

// handlerClasses are those of Python's logging.
func handlerClasses() []string {
	classes := []string{"logging.Handler", "logging.StreamHandler", "logging.FileHandler", "logging.NullHandler"}
	for _, name := range []string{
		"BaseRotatingHandler", "BufferingHandler", "DatagramHandler", "HTTPHandler", "MemoryHandler", "NTEventLogHandler", "QueueHandler",
		"RotatingFileHandler", "SMTPHandler", "SocketHandler", "SysLogHandler", "TimedRotatingFileHandler", "WatchedFileHandler",
	} {
		classes = append(classes, "logging.handlers."+name)
	}
	return classes
}
