package web

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"
)

// apachePoint is something that a request may reach: a URL, and the file or
// directory behind it.
type apachePoint struct {
	// url is the prefix of the URLs, "" if it is not known.
	url string
	// path is the file or directory, "" if there is none or it is not known.
	path string
	// file says that the path is that of one file.
	file bool
}

// match says whether a section is about a point.
type sectionMatch uint8

const (
	elsewhere sectionMatch = iota
	applies
	// unclear: it may be about it, or about a part of it.
	unclear
)

// itemsAt are the directives that hold for a point, in the order in which the
// server merges them (https://httpd.apache.org/docs/2.4/sections.html): those of
// no section, <Directory> from the shortest path to the longest, <DirectoryMatch>,
// <Files>, <Location>, <If>; in each kind those outside of the virtual host come
// first. The second result says that there may be others.
func itemsAt(servers []*apacheServer, point apachePoint) (groups []apacheGroup, complete bool) {
	complete = true
	type key struct {
		section *apacheSection
		server  int
	}
	index := map[key]int{}
	for n, server := range servers {
		complete = complete && !server.opaque
		for _, item := range server.items {
			match, section := sectionsAt(item.sections, point)
			if match == elsewhere {
				continue
			}
			at := key{section, n}
			if section == nil {
				at.server = 0 // the virtual host's own come after, in one group
			}
			i, found := index[at]
			if !found {
				i = len(groups)
				index[at] = i
				groups = append(groups, apacheGroup{section: section, rank: rankOf(item.sections)})
			}
			groups[i].items = append(groups[i].items, item)
			groups[i].unclear = groups[i].unclear || match == unclear || item.conditional
		}
	}
	slices.SortStableFunc(groups, func(a, b apacheGroup) int {
		return cmp.Or(cmp.Compare(a.rank[0], b.rank[0]), cmp.Compare(a.rank[1], b.rank[1]))
	})
	return groups, complete
}

// apacheGroup are the directives of one section.
type apacheGroup struct {
	section *apacheSection
	items   []*apacheItem
	rank    [2]int
	unclear bool
}

// sectionsAt matches all sections around a directive, and gives the innermost
// that decides on the order of merging.
func sectionsAt(sections []*apacheSection, point apachePoint) (sectionMatch, *apacheSection) {
	match := applies
	for _, s := range sections {
		switch s.match(point) {
		case elsewhere:
			return elsewhere, nil
		case unclear:
			match = unclear
		case applies:
		}
	}
	if len(sections) == 0 {
		return match, nil
	}
	return match, sections[len(sections)-1]
}

// rankOf is when a directive is merged: by the kind of its sections, and among
// <Directory> by the length of the path.
func rankOf(sections []*apacheSection) [2]int {
	var rank [2]int
	for _, s := range sections {
		switch kind := s.kind; {
		case kind == "directory" && !s.regex:
			rank = [2]int{max(rank[0], 1), max(rank[1], strings.Count(cleanDirectory(s.pattern), "/"))}
			if cleanDirectory(s.pattern) == "/" {
				rank[1] = 0
			}
		case kind == "directory":
			rank[0] = max(rank[0], 2)
		case kind == "files":
			rank[0] = max(rank[0], 3)
		case kind == "location" || kind == "proxy":
			rank[0] = max(rank[0], 4)
		case kind == "if" || kind == "elseif" || kind == "else":
			rank[0] = max(rank[0], 5)
		}
	}
	return rank
}

// cleanDirectory is a path in the form in which two are compared.
func cleanDirectory(name string) string {
	name = slashed(name)
	if OnWindows(name) {
		name = strings.ToLower(name) // as the server does there
	}
	return path.Clean(name)
}

// match compares a section with a point.
func (s *apacheSection) match(point apachePoint) sectionMatch {
	switch s.kind {
	case "directory":
		return s.matchDirectory(point)
	case "files":
		switch {
		case !s.known:
			return unclear
		case !point.file:
			return elsewhere // it is about some of the files there
		case s.regex:
			return matchPattern(s.pattern, path.Base(point.path))
		}
		return matchName(s.pattern, path.Base(slashed(point.path)))
	case "location":
		return s.matchLocation(point.url)
	case "proxy":
		return elsewhere
	}
	return unclear // <Limit>, <If>
}

func (s *apacheSection) matchDirectory(point apachePoint) sectionMatch {
	switch {
	case point.path == "":
		return elsewhere
	case !s.known:
		return unclear
	case s.regex:
		directory := point.path
		if point.file {
			directory = path.Dir(directory)
		}
		if match := matchPattern(s.pattern, cleanDirectory(directory)+"/"); match != elsewhere {
			return match
		}
		return matchPattern(s.pattern, cleanDirectory(directory))
	}
	pattern, name := cleanDirectory(s.pattern), cleanDirectory(point.path)
	if !strings.ContainsAny(pattern, "*?[") {
		if pattern == "/" || name == pattern && !point.file || strings.HasPrefix(name, pattern+"/") {
			return applies
		}
		return elsewhere
	}
	// A wildcard does not match a slash: as many names as the pattern has.
	depth := strings.Count(pattern, "/")
	parts := strings.Split(name, "/")
	if len(parts) <= depth || point.file && len(parts) == depth+1 {
		return elsewhere
	}
	return matchName(pattern, strings.Join(parts[:depth+1], "/"))
}

func (s *apacheSection) matchLocation(url string) sectionMatch {
	switch {
	case !s.known || url == "":
		return unclear
	case s.regex:
		return matchPattern(s.pattern, url)
	case strings.ContainsAny(s.pattern, "*?["):
		return unclear
	}
	pattern := strings.TrimSuffix(s.pattern, "/")
	if strings.TrimSuffix(url, "/") == pattern || strings.HasPrefix(url, pattern+"/") {
		return applies
	}
	return elsewhere
}

func matchName(pattern, name string) sectionMatch {
	matched, err := path.Match(pattern, name)
	switch {
	case err != nil:
		return unclear
	case matched:
		return applies
	}
	return elsewhere
}

// matchPattern matches a regular expression of PCRE, as far as Go knows it.
func matchPattern(pattern, subject string) sectionMatch {
	compiled, err := regexp.Compile(pattern)
	switch {
	case err != nil:
		return unclear
	case compiled.MatchString(subject):
		return applies
	}
	return elsewhere
}
