package eval

import "strings"

// url is env.dj_db_url and the like.
func (env *environsEnv) url(it *interpreter, kind string, c *call) Alternatives {
	inner := *c
	inner.positional = nil
	parser := environsURL{kind: kind, c: &inner}
	if kind == "dj_db_url" {
		parser.options = it.databaseOptions(&inner, 1)
	}
	value := env.reading(it, kind, c, parser)
	it.castRead(map[string]string{"dj_db_url": "db_url", "dj_email_url": "email_url", "dj_cache_url": "cache_url"}[kind])
	return value
}

// environsURL parses URLs with another package.
type environsURL struct {
	kind    string
	c       *call
	options databaseOptions
}

func (p environsURL) parse(it *interpreter, text string) Alternatives {
	a := Alternative{Value: Str(text)}
	switch p.kind {
	case "dj_db_url":
		return it.databaseOf(a, p.options)
	case "dj_email_url":
		return it.emailOf(a, p.c)
	}
	return it.cacheOf(a, p.c)
}

func (p environsURL) outside(it *interpreter, e *External) Value {
	it.doubt("the URL of " + e.Source.String() + " is not valid")
	return e.through(strings.TrimPrefix(p.kind, "dj_")+"("+e.expression()+")", "dict")
}

func (p environsURL) fallback(it *interpreter, v Value) Alternatives {
	if _, isText := partsOf(v); isText {
		switch p.kind {
		case "dj_db_url":
			return it.databaseOf(Alternative{Value: v}, p.options)
		case "dj_email_url":
			return it.emailOf(Alternative{Value: v}, p.c)
		}
		return it.cacheOf(Alternative{Value: v}, p.c)
	}
	it.doubt("the default is no URL")
	return one(derived(p.kind, v))
}
