package workspace

import (
	"regexp"
	"strconv"
	"strings"

	version "github.com/aquasecurity/go-pep440-version"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/parser/requirements"
)

// maxSpecifiers bounds what is evaluated of a hostile requirement.
const maxSpecifiers = 50

// minorsFor gives the minors that have a release which satisfies all clauses,
// and how sure that is. There are none if there is no clause, or none that says
// anything of releases.
func minorsFor(clauses []requirements.Specifier) (django.Minors, VersionSource) {
	if len(clauses) == 0 || len(clauses) > maxSpecifiers {
		return nil, Assumed
	}
	for _, clause := range clauses {
		switch clause.Operator {
		case "==", "===":
			// An equality decides alone, whatever is written beside it.
			if minor, ok := minorOf(clause.Version); ok {
				return django.Minors{minor}, Pinned
			}
		}
	}
	var texts []string
	patches := []int{0, 99}
	for _, clause := range clauses {
		if clause.Operator == "===" {
			return nil, Assumed
		}
		texts = append(texts, lenient(clause))
		patches = append(patches, patchesNear(clause.Version)...)
	}
	specifiers, err := version.NewSpecifiers(strings.Join(texts, ","), version.WithPreRelease(true))
	if err != nil {
		return nil, Assumed
	}
	return satisfying(specifiers, patches), Ranged
}

// minorOf reads the minor of a version that an equality names: "4.2.6",
// "4.2.*", "v4.2", "4"; not "4.*", which is several.
func minorOf(text string) (django.Minor, bool) {
	text = strings.TrimSuffix(strings.TrimLeft(text, "vV"), ".")
	if strings.Contains(text, "*") {
		prefix, isPrefix := strings.CutSuffix(text, ".*")
		if !isPrefix || strings.Count(prefix, ".") < 1 || strings.Contains(prefix, "*") {
			return django.Minor{}, false
		}
		text = prefix
	}
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	minor, err := django.ParseMinor(text)
	return minor, err == nil
}

// lenient writes a clause as PEP 440 has it. Older pips took ">=2.2.*".
func lenient(clause requirements.Specifier) string {
	if clause.Operator == "==" || clause.Operator == "!=" {
		return clause.String()
	}
	return clause.Operator + strings.TrimSuffix(clause.Version, ".*")
}

// patchesNear gives the patch releases at which a clause may begin or cease to
// hold. Only these are tried, with the first and one after the last.
func patchesNear(text string) []int {
	parts := strings.SplitN(text, ".", 4)
	if len(parts) < 3 {
		return []int{1} // "> 4.2" holds for 4.2.1 only
	}
	patch, err := strconv.Atoi(leadingDigits.FindString(parts[2]))
	if err != nil || patch > 1000 {
		return nil
	}
	return []int{max(patch-1, 0), patch, patch + 1}
}

var leadingDigits = regexp.MustCompile(`^\d+`)

// satisfying gives the known minors one of whose patches is allowed. If there
// is none, those that are too old to be known are tried.
func satisfying(specifiers version.Specifiers, patches []int) django.Minors {
	for _, known := range []django.Minors{django.Known(), ancient()} {
		found := known.Filter(func(minor django.Minor) bool {
			for _, patch := range patches {
				if allows(specifiers, minor, patch) {
					return true
				}
			}
			return false
		})
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// ancient is the minors before those that internal/django knows.
func ancient() django.Minors {
	var found django.Minors
	first, _ := django.Known().Min()
	for minor := (django.Minor{Major: 1}); minor.Less(first); minor = minor.Next() {
		found = append(found, minor)
	}
	return found
}

func allows(specifiers version.Specifiers, minor django.Minor, patch int) (allowed bool) {
	// The library slices beyond its input for some clauses with pre-releases.
	defer func() {
		if recover() != nil {
			allowed = false
		}
	}()
	parsed, err := version.Parse(minor.String() + "." + strconv.Itoa(patch))
	return err == nil && specifiers.Check(parsed)
}

// poetryMinors reads a version of Poetry's or a Pipfile's: PEP 440 clauses, and
// "^4.2", "~4.2", "4.2", "4.2.*", "*", joined by commas or "||".
func poetryMinors(source string) (django.Minors, VersionSource) {
	var all django.Minors
	result := Pinned
	for alternative := range strings.SplitSeq(strings.ReplaceAll(source, "||", "|"), "|") {
		var clauses []requirements.Specifier
		for part := range strings.SplitSeq(alternative, ",") {
			clauses = append(clauses, poetryClause(strings.TrimSpace(part))...)
		}
		minors, source := minorsFor(clauses)
		if source == Assumed {
			return nil, Assumed
		}
		if source == Ranged {
			result = Ranged
		}
		all = append(all, minors...)
	}
	return django.NewMinors(all...), result
}

var poetryPart = regexp.MustCompile(`^(\^|~=|~|===|==|=|!=|<=|>=|<|>)?\s*v?(\d[\w.*+!-]*)$`)

// poetryClause reads one part; what it does not understand gives none.
func poetryClause(part string) []requirements.Specifier {
	match := poetryPart.FindStringSubmatch(part)
	if match == nil {
		return nil
	}
	operator, text := match[1], match[2]
	release := strings.Split(strings.TrimSuffix(text, ".*"), ".")
	switch operator {
	case "", "=":
		operator = "=="
	case "^", "~":
		// ^ lets everything but the first component that is not zero grow, ~
		// all after the second (or the first, if there is no second).
		grows := 0
		if operator == "~" && len(release) > 1 {
			grows = 1
		}
		for operator == "^" && grows+1 < len(release) && release[grows] == "0" {
			grows++
		}
		number, err := strconv.Atoi(release[grows])
		if err != nil {
			return nil
		}
		upper := append(append([]string{}, release[:grows]...), strconv.Itoa(number+1))
		return []requirements.Specifier{
			{Operator: ">=", Version: strings.Join(release, ".")},
			{Operator: "<", Version: strings.Join(upper, ".")},
		}
	}
	return []requirements.Specifier{{Operator: operator, Version: text}}
}
