package eval

import (
	"slices"
	"strconv"
	"strings"
)

// baseOptions are the names that a query sets in the dict itself, with what an
// older release does not know among them.
type baseOptions struct{ always, newer []string }

var (
	databaseBase = baseOptions{[]string{"CONN_MAX_AGE", "ATOMIC_REQUESTS", "AUTOCOMMIT"}, []string{"DISABLE_SERVER_SIDE_CURSORS", "CONN_HEALTH_CHECKS"}}
	cacheBase    = baseOptions{[]string{"TIMEOUT", "KEY_PREFIX", "VERSION", "KEY_FUNCTION", "BINARY"}, nil}
	emailBase    = baseOptions{[]string{"EMAIL_USE_TLS", "EMAIL_USE_SSL"}, nil}
)

// optionStyle is how the names and values of a query are written into a dict.
type optionStyle struct {
	upper bool // the names become upper case
	eval  bool // the values of OPTIONS are Python literals; otherwise numbers
	base  bool // so are those of the dict itself
}

// environOptions puts the query into a dict and its OPTIONS.
func (it *interpreter) environOptions(d *dictMaker, u splitURL, base baseOptions, style optionStyle) {
	if u.query == "" {
		return
	}
	fields, ok := parseQuery(u.query)
	options := newDictMaker(d.origin)
	for _, f := range fields {
		upper := strings.ToUpper(f.name)
		name := f.name
		if style.upper {
			name = upper
		}
		switch {
		case !ascii(f.name), slices.Contains(base.newer, upper):
			ok = false
		case slices.Contains(base.always, upper):
			d.set(upper, one(optionValue(f.values[0], style.base)))
		default:
			options.set(name, one(optionValue(f.values[0], style.eval)))
		}
	}
	if !ok {
		d.set("OPTIONS", one(unknown("the query of the URL is not followed")))
		d.more = unknown("the query of the URL is not followed")
		return
	}
	d.set("OPTIONS", one(options.dict(it)))
}

// optionValue is a number if it looks like one, or, with eval, what
// ast.literal_eval makes of it if it is a literal.
func optionValue(s string, eval bool) Value {
	digits := strings.Trim(s, "0123456789") == ""
	if n, err := strconv.ParseInt(s, 10, 64); digits && err == nil {
		if eval && strings.HasPrefix(s, "0") && strings.Trim(s, "0") != "" {
			return Str(s) // which is no literal
		}
		return Int(n)
	}
	switch {
	case digits || !ascii(s):
		return unknown("a number of the URL is not followed")
	case !eval:
		return urlPart(s)
	}
	switch s {
	case "True":
		return Bool(true)
	case "False":
		return Bool(false)
	case "None":
		return None{}
	}
	if plainWord.MatchString(s) {
		return Str(s)
	}
	return unknown("a literal in the URL is not followed")
}
