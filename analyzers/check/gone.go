package check

import (
	"strings"

	"github.com/djvet/djvet/internal/django"
)

// GoneSince is the first minor without a path that an older one has, if none of
// the given minors has it.
func GoneSince(minors django.Minors, path string) (since django.Minor, ok bool) {
	absent := minors.All(func(m django.Minor) bool {
		has, known := django.HasPath(m, path)
		return known && !has
	})
	if !absent {
		return django.Minor{}, false
	}
	if last, was := django.PathMinors(path).Max(); was {
		since, ok = django.Known().AtLeast(last.Next()).Min()
		return since, ok && minors.All(func(m django.Minor) bool { return !m.Less(since) })
	}
	for _, old := range older() {
		if path == old.path || strings.HasPrefix(path, old.path+".") {
			return old.gone, true
		}
	}
	return django.Minor{}, false
}

// olderPath is a path that was gone before the oldest minor of which djvet knows
// the paths.
type olderPath struct {
	path string
	gone django.Minor
}

// older are such paths that settings still name. Source: the release notes.
func older() []olderPath {
	minor := func(minor int) django.Minor { return django.Minor{Major: 1, Minor: minor} }
	return []olderPath{
		{"django.contrib.comments", minor(8)},
		{"django.contrib.formtools", minor(8)},
		{"django.contrib.localflavor", minor(6)},
		{"django.contrib.markup", minor(6)},
		{"django.contrib.databrowse", minor(6)},
		{"django.contrib.csrf", minor(4)},
		{"django.contrib.auth.create_superuser", minor(4)},
		{"django.core.context_processors.auth", minor(4)},
		{"django.core.cache.backends.memcached.CacheClass", minor(5)},
		{"django.core.cache.backends.locmem.CacheClass", minor(5)},
		{"django.core.cache.backends.filebased.CacheClass", minor(5)},
		{"django.core.cache.backends.db.CacheClass", minor(5)},
		{"django.core.cache.backends.dummy.CacheClass", minor(5)},
		{"django.db.backends.postgresql.psycopg1", minor(3)},
		{"django.middleware.csrf.CsrfMiddleware", minor(4)},
		{"django.middleware.csrf.CsrfResponseMiddleware", minor(4)},
		{"django.middleware.doc", minor(8)},
		{"django.middleware.http.SetRemoteAddrFromForwardedFor", minor(1)},
		{"django.middleware.transaction", minor(8)},
		{"django.template.loaders.filesystem.load_template_source", minor(4)},
		{"django.template.loaders.app_directories.load_template_source", minor(4)},
		{"django.template.loaders.eggs.load_template_source", minor(4)},
		{"django.test.simple", minor(8)},
	}
}
