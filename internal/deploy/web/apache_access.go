package web

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/parser/directive"
)

// accessAt says whether the server lets visitors have what is at a point, and
// which directive decides. Two modules have a say, and both have to agree:
// mod_authz_core's Require, where the last section that has any replaces all
// before it (AuthMerging Off); and mod_access_compat's Order, Allow and Deny, of
// which the same is true. Unsaid means that neither is spoken of.
func accessAt(servers []*apacheServer, point apachePoint) (Access, deploy.Reference) {
	groups, complete := itemsAt(servers, point)
	var require, compat verdict
	loose := false
	for _, g := range groups {
		if v, said := requireVerdict(g.items); said {
			require = v.in(g)
		}
		if v, said := compatVerdict(g.items); said {
			compat = v.in(g)
		}
		for _, item := range g.items {
			switch {
			case item.is("AuthMerging"), item.is("Satisfy") && slices.Contains(item.lower(), "any"):
				loose = true
			case item.is("AllowOverride"):
				// What .htaccess says there is not known.
				loose = !slices.Contains(item.lower(), "none") && overridesAccess(item.lower())
			}
		}
	}
	result := require
	if compat.access != Unsaid && (require.access == Unsaid || require.access == Granted) {
		result = compat
	}
	switch {
	case result.access == Denied && (loose || !complete && result.broad):
		result.access = Restricted
	case result.access == Granted && (require.access == Restricted || compat.access == Restricted):
		result.access = Restricted
	}
	return result.access, result.why
}

// AccessTo says whether visitors may have a file of the server under a URL, as
// Apache decides it. It is Unsaid for other servers.
func (h *Host) AccessTo(url, file string) Access {
	access, _ := accessAt(h.apache, apachePoint{url: url, path: file, file: true})
	return access
}

// verdict is what one module thinks.
type verdict struct {
	access Access
	why    deploy.Reference
	// broad says that it stands for a whole tree of directories, so that a
	// file that is not there may well say something else of a part.
	broad bool
}

// in is the verdict as it counts in a group of directives.
func (v verdict) in(g apacheGroup) verdict {
	if g.unclear {
		v.access = Restricted
	}
	v.broad = g.section == nil || g.rank[0] == 1 && g.rank[1] == 0
	return v
}

func overridesAccess(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return w == "all" || w == "authconfig" || w == "limit" })
}

// requireVerdict judges the Require directives of one section: one of them is
// enough, unless containers say otherwise.
func requireVerdict(items []*apacheItem) (verdict, bool) {
	var each []Access
	var v verdict
	for _, item := range items {
		var access Access
		switch {
		case item.is("Require"):
			access = requireWords(item.lower())
		case item.is("RequireAll"), item.is("RequireAny"), item.is("RequireNone"):
			access = requireBlock(item.Directive)
		default:
			continue
		}
		each = append(each, access)
		v.why = item.here()
	}
	v.access = anyOf(each)
	return v, len(each) > 0
}

func requireWords(words []string) Access {
	if len(words) == 2 && words[0] == "all" {
		switch words[1] {
		case "granted":
			return Granted
		case "denied":
			return Denied
		}
	}
	return Restricted
}

func requireBlock(d *directive.Directive) Access {
	var each []Access
	for _, child := range d.Children {
		switch name := strings.ToLower(child.Name); {
		case child.Damaged || child.Block && !strings.HasPrefix(name, "require"):
			return Restricted
		case child.Block:
			each = append(each, requireBlock(child))
		case name == "require":
			var words []string
			for _, w := range child.Words {
				words = append(words, strings.ToLower(w.Text))
			}
			each = append(each, requireWords(words))
		}
	}
	switch strings.ToLower(d.Name) {
	case "requireall":
		return allOf(each)
	case "requireany":
		return anyOf(each)
	}
	return Restricted
}

func allOf(each []Access) Access {
	result := Granted
	for _, a := range each {
		if a == Denied {
			return Denied
		}
		if a != Granted {
			result = Restricted
		}
	}
	return result
}

func anyOf(each []Access) Access {
	result := Denied
	for _, a := range each {
		if a == Granted {
			return Granted
		}
		if a != Denied {
			result = Restricted
		}
	}
	return result
}

// compatVerdict judges Order, Allow and Deny of one section. Order is
// "deny,allow" if it is not given.
func compatVerdict(items []*apacheItem) (v verdict, said bool) {
	var allowAll, allowSome, denyAll, denySome bool
	allowFirst := false
	for _, item := range items {
		words := item.lower()
		everybody := len(words) > 1 && words[0] == "from" && slices.Contains(words[1:], "all")
		switch {
		case item.is("Order"):
			order := strings.ReplaceAll(strings.Join(words, ""), " ", "")
			allowFirst = order == "allow,deny" || order == "mutual-failure"
		case item.is("Allow"):
			allowAll, allowSome = allowAll || everybody, true
		case item.is("Deny"):
			denyAll, denySome = denyAll || everybody, true
		default:
			continue
		}
		if said = true; v.why.Path == "" || item.is("Deny") && everybody {
			v.why = item.here()
		}
	}
	switch {
	case !said:
	case allowFirst && (denyAll || !allowSome), !allowFirst && denyAll && !allowSome:
		v.access = Denied
	case allowFirst && allowAll && !denySome, !allowFirst && (allowAll || !denySome):
		v.access = Granted
	default:
		v.access = Restricted
	}
	return v, said
}
