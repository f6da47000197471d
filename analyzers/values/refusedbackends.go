package values

import (
	"strings"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
)

// refusedBackends reports databases, caches and other backends that cannot be
// made.
func (r refuser) refusedBackends() {
	r.refusedDatabases()
	r.refusedStorages()
	r.refusedCaches()
	r.refusedPairs()
	for _, list := range []struct {
		setting string
		used    bool
	}{
		{"STATICFILES_FINDERS", r.installed("django.contrib.staticfiles")},
		{"DATABASE_ROUTERS", r.DjangoAtLeast(6, 1) && r.hasModels()},
	} {
		if !list.used {
			continue
		}
		r.eachElement(list.setting, django.Minor{}, func(v eval.Value) bool {
			dotted, isText := v.(eval.Str)
			return isText && r.missing(string(dotted), false)
		})
	}
	value, known := r.one("ROOT_URLCONF")
	if module, isText := value.Value.(eval.Str); known && isText && module != "" && r.missing(string(module), true) {
		r.inChecks("ROOT_URLCONF", value, "there is no module "+string(module)+", which ROOT_URLCONF names")
	}
}

// refusedDatabases reports databases without "default": manage.py check asks for
// their names since 5.1, models always. An engine is loaded for models; since 6.1
// that of every database.
func (r refuser) refusedDatabases() {
	value, known := r.one("DATABASES")
	if !known {
		return
	}
	databases, isDict := value.Value.(*eval.Mapping)
	if !isDict {
		if isOf(value.Value, scalarTypes()...) {
			r.inChecks("DATABASES", value, "DATABASES is no dict")
		}
		return
	}
	if len(databases.Entries()) > 0 && databases.More() == nil && isUnbound(databases.Get("default")) {
		if r.hasModels() || r.DjangoAtLeast(5, 1) {
			r.atStart("DATABASES", value, `DATABASES has no "default"`)
		}
		return
	}
	for _, entry := range databases.Entries() {
		database, known := alone(entry.Alternatives)
		settings, isDict := database.Value.(*eval.Mapping)
		if !known || !isDict || !r.hasModels() || textOf(entry.Key) != "default" && !r.DjangoAtLeast(6, 1) {
			continue
		}
		engine, known := settings.Get("ENGINE").Single()
		dotted := textOf(engine)
		if known && dotted != "" && dotted != "django.db.backends.postgresql_psycopg2" && r.missing(dotted+".base", true) {
			r.atStart("DATABASES", value, "there is no "+dotted+", which DATABASES names as ENGINE")
			return
		}
	}
}

func isUnbound(values eval.Alternatives) bool {
	v, ok := values.Single()
	_, absent := v.(eval.Unbound)
	return ok && absent
}

// refusedStorages reports STORAGES that is no dict in the two minors that read it
// as they load the settings (Settings.__init__ in django/conf/__init__.py).
func (r refuser) refusedStorages() {
	value, known := r.one("STORAGES")
	if known && r.DjangoAtLeast(4, 2) && r.DjangoBefore(5, 1) && isOf(value.Value, append(scalarTypes(), "list", "tuple", "set", "str")...) {
		r.atStart("STORAGES", value, "STORAGES is of the type "+pythonType(value.Value))
	}
}

// refusedCaches reports caches that cannot be made: Django's checks make all of
// them since 3.2 (django/core/checks/caches.py).
func (r refuser) refusedCaches() {
	value, known := r.one("CACHES")
	caches, isDict := value.Value.(*eval.Mapping)
	if !known || !isDict || !r.DjangoAtLeast(3, 2) {
		return
	}
	for _, entry := range caches.Entries() {
		cache, known := alone(entry.Alternatives)
		if !known {
			continue
		}
		settings, isDict := cache.Value.(*eval.Mapping)
		if !isDict {
			if isOf(cache.Value, append(scalarTypes(), "str", "list", "tuple")...) {
				r.inChecks("CACHES", value, "a cache in CACHES is no dict")
				return
			}
			continue
		}
		if why := r.refusedCache(settings); why != "" {
			r.inChecks("CACHES", value, why)
			return
		}
	}
}

func (r refuser) refusedCache(settings *eval.Mapping) string {
	backend, known := settings.Get("BACKEND").Single()
	if !known {
		return ""
	}
	if isUnbound(settings.Get("BACKEND")) {
		return "a cache in CACHES has no BACKEND"
	}
	dotted := textOf(backend)
	if dotted != "" && r.missing(dotted, false) {
		return "there is no " + dotted + ", which CACHES names"
	}
	if strings.HasPrefix(dotted, "django.core.cache.backends.filebased.") {
		location, known := settings.Get("LOCATION").Single()
		if known && (isUnbound(settings.Get("LOCATION")) || isOf(location, append(scalarTypes(), "list", "tuple")...)) {
			return "a cache of files has no LOCATION"
		}
	}
	return ""
}

// refusedPairs reports settings of which Django takes one or the other.
func (r refuser) refusedPairs() {
	for _, pair := range exclusivePairs() {
		for _, name := range pair.refused(r.Pass, r.m) {
			r.atStart(name, r.m.Evaluate(r.m.World()).Get(name)[0], "Django refuses "+name+" beside "+pair.successor)
		}
	}
}
