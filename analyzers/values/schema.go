package values

// loggingKeys are those of LOGGING itself. Source: logging.config, "Dictionary
// Schema Details".
func loggingKeys() dictKeys {
	return dictKeys{keys: []string{
		"version", "disable_existing_loggers", "incremental", "formatters", "filters", "handlers", "loggers", "root",
	}}
}

// handlerKeys are those of every handler; the others are handed to its class.
// Only the classes of the standard library and of Django are known to take none
// that is near one of these.
func handlerKeys() dictKeys {
	return dictKeys{
		keys:      []string{"class", "level", "formatter", "filters"},
		open:      []string{"delay", "filename", "file", "filter"},
		unlessHas: "()",
		classes:   []string{"logging.", "django."},
	}
}

func loggerKeys() dictKeys {
	return dictKeys{keys: []string{"level", "handlers", "propagate", "filters"}}
}

func formatterKeys() dictKeys {
	return dictKeys{
		keys:      []string{"format", "datefmt", "style", "validate", "defaults", "class"},
		unlessHas: "()",
	}
}

// databaseKeys are those of a database. Source: the reference of DATABASES; the
// flat TEST_ keys are of Django up to 1.8.
func databaseKeys() dictKeys {
	return dictKeys{
		keys: []string{
			"ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS", "ATOMIC_REQUESTS", "AUTOCOMMIT",
			"CONN_MAX_AGE", "CONN_HEALTH_CHECKS", "TIME_ZONE", "TEST", "DISABLE_SERVER_SIDE_CURSORS",
		},
		open:  []string{"TESTS", "HOSTS", "USERS"},
		swaps: map[string]string{"USERNAME": "USER", "PASS": "PASSWORD", "PASSWD": "PASSWORD"},
	}
}

// cacheKeys are those of a cache. Source: the reference of CACHES.
func cacheKeys() dictKeys {
	return dictKeys{keys: []string{
		"BACKEND", "LOCATION", "TIMEOUT", "OPTIONS", "KEY_PREFIX", "VERSION", "KEY_FUNCTION",
	}}
}

// engineKeys are those of a template engine, which takes no others.
func engineKeys() dictKeys {
	return dictKeys{keys: []string{"BACKEND", "NAME", "DIRS", "APP_DIRS", "OPTIONS"}}
}
