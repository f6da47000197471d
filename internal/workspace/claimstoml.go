package workspace

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/djvet/djvet/parser/requirements"
	"github.com/djvet/djvet/parser/text"
)

// table is a TOML table or JSON object of which little is known.
type table = map[string]any

// at goes down tables; nil if there is nothing there.
func at(from any, keys ...string) any {
	for _, key := range keys {
		inside, ok := from.(table)
		if !ok {
			return nil
		}
		from = inside[key]
	}
	return from
}

// pyproject reads PEP 621, PEP 735, Poetry, PDM, uv and Hatch.
func (r *claimReader) pyproject(file *text.File) {
	var document table
	if toml.Unmarshal(withoutMark(file.Data), &document) != nil {
		return // a damaged file says nothing
	}
	r.requirementList(file, at(document, "project", "dependencies"), false)
	for _, optional := range []any{
		at(document, "project", "optional-dependencies"), at(document, "dependency-groups"),
		at(document, "tool", "pdm", "dev-dependencies"),
	} {
		groups, _ := optional.(table)
		for name, group := range groups {
			r.requirementList(file, group, !isProductionGroup(name))
		}
	}
	r.requirementList(file, at(document, "tool", "uv", "dev-dependencies"), true)
	environments, _ := at(document, "tool", "hatch", "envs").(table)
	for name, environment := range environments {
		r.requirementList(file, at(environment, "dependencies"), !isProductionGroup(name))
	}
	r.poetryTable(file, at(document, "tool", "poetry", "dependencies"), false)
	r.poetryTable(file, at(document, "tool", "poetry", "dev-dependencies"), true)
	groups, _ := at(document, "tool", "poetry", "group").(table)
	for name, group := range groups {
		r.poetryTable(file, at(group, "dependencies"), !isProductionGroup(name))
	}
}

// isProductionGroup reports whether an optional group of packages is what is
// deployed.
func isProductionGroup(name string) bool {
	switch strings.ToLower(name) {
	case "main", "prod", "production", "deploy", "django", "web", "server", "default", "app", "backend":
		return true
	}
	return false
}

// requirementList reads strings of PEP 508.
func (r *claimReader) requirementList(file *text.File, list any, secondary bool) {
	items, _ := list.([]any)
	for _, item := range items {
		source, ok := item.(string)
		if !ok {
			continue
		}
		if found, err := requirements.ParseRequirement(source); err == nil {
			r.requirement(file, found, spanOf(file, source), secondary)
		}
	}
}

// poetryTable reads name = "version" and name = {version = "…"}.
func (r *claimReader) poetryTable(file *text.File, dependencies any, secondary bool) {
	entries, _ := dependencies.(table)
	for name, entry := range entries {
		if requirements.Normalize(name) != "django" {
			continue
		}
		alternatives, ok := entry.([]any)
		if !ok {
			alternatives = []any{entry}
		}
		for _, alternative := range alternatives {
			source, _ := alternative.(string)
			if inside, ok := alternative.(table); ok {
				source, _ = inside["version"].(string)
			}
			minors, how := poetryMinors(source)
			r.claim(file, keySpan(file, source), minors, how, secondary)
		}
	}
}

// pipfile reads Pipenv's tables, whose versions are written nearly as Poetry's.
func (r *claimReader) pipfile(file *text.File) {
	var document table
	if toml.Unmarshal(withoutMark(file.Data), &document) != nil {
		return
	}
	r.poetryTable(file, document["packages"], false)
	r.poetryTable(file, document["dev-packages"], true)
}

// pipfileLock reads Pipenv's lock file.
func (r *claimReader) pipfileLock(file *text.File) {
	var document table
	if json.Unmarshal(withoutMark(file.Data), &document) != nil {
		return
	}
	for _, section := range []string{"default", "develop"} {
		source, _ := at(document, section, "django", "version").(string)
		clauses := poetryClause(strings.TrimSpace(source))
		if minors, how := minorsFor(clauses); how == Pinned {
			span := spanAfter(file, `"django": {`, `"version": "`+source+`"`)
			r.claim(file, span, minors, Locked, section == "develop")
		}
	}
}

// lockEntry is a package of a lock file. All tools write name and version on
// lines of their own, the name first; a lock file is long, so it is not read as
// TOML.
var lockEntry = regexp.MustCompile(`(?mi)^name = "django"\r?\n(?:[^\[\n]*\n)??version = "([^"\n]+)"`)

func (r *claimReader) tomlLock(file *text.File) {
	for _, found := range lockEntry.FindAllSubmatchIndex(file.Data, -1) {
		clauses := []requirements.Specifier{{Operator: "==", Version: string(file.Data[found[2]:found[3]])}}
		minors, _ := minorsFor(clauses)
		r.claim(file, text.Span{Start: uint32(found[0]), End: uint32(found[1])}, minors, Locked, false)
	}
}

// keySpan is the line "django = …" that holds a version, of the several that a
// file may have.
var keyLine = regexp.MustCompile(`(?mi)^[ \t]*["']?django["']?[ \t]*=[^\r\n]*`)

func keySpan(file *text.File, version string) text.Span {
	var first text.Span
	for _, found := range keyLine.FindAllIndex(file.Data, -1) {
		span := text.Span{Start: uint32(found[0]), End: uint32(found[1])}
		if bytes.Contains(file.Data[found[0]:found[1]], []byte(version)) {
			return span
		}
		if first == (text.Span{}) {
			first = span
		}
	}
	return first
}

// spanOf is where a string stands; the file's beginning if it is written with
// escapes.
func spanOf(file *text.File, source string) text.Span {
	start := max(bytes.Index(file.Data, []byte(source)), 0)
	return text.Span{Start: uint32(start), End: uint32(min(start+len(source), len(file.Data)))}
}

// spanAfter is where a string stands after another one.
func spanAfter(file *text.File, before, source string) text.Span {
	skipped := max(bytes.Index(file.Data, []byte(before)), 0)
	start := max(bytes.Index(file.Data[skipped:], []byte(source)), 0) + skipped
	return text.Span{Start: uint32(start), End: uint32(min(start+len(source), len(file.Data)))}
}

func withoutMark(data []byte) []byte { return bytes.TrimPrefix(data, []byte("\ufeff")) }
