package eval

import (
	"slices"
	"strings"
)

// Domain is a set of states that one environment variable may be in: unset, or
// set to one of some texts. The texts are either those listed or all but those
// listed, so that domains are closed under complement, union and intersection,
// and contradictions are found exactly. The zero Domain is empty.
type Domain struct {
	// Unset says that the variable may be unset.
	Unset bool
	// Except says that Texts are those it may not be.
	Except bool
	// Texts are sorted and without duplicates.
	Texts []string
}

func anyText() Domain            { return Domain{Except: true} }
func unsetOnly() Domain          { return Domain{Unset: true} }
func nonEmpty() Domain           { return Domain{Except: true, Texts: []string{""}} }
func exactly(text string) Domain { return Domain{Texts: []string{text}} }

// Has reports whether the variable may be set to the text.
func (d Domain) Has(text string) bool {
	_, found := slices.BinarySearch(d.Texts, text)
	return found != d.Except
}

// Set reports whether the variable may be set to anything.
func (d Domain) Set() bool { return d.Except || len(d.Texts) > 0 }

func (d Domain) empty() bool { return !d.Unset && !d.Set() }
func (d Domain) full() bool  { return d.Unset && d.Except && len(d.Texts) == 0 }

func (d Domain) complement() Domain {
	return Domain{Unset: !d.Unset, Except: !d.Except, Texts: d.Texts}
}

func (d Domain) intersect(other Domain) Domain {
	result := Domain{Unset: d.Unset && other.Unset}
	switch {
	case d.Except && other.Except:
		result.Except = true
		result.Texts = mergeTexts(d.Texts, other.Texts)
	case d.Except:
		result.Texts = withoutTexts(other.Texts, d.Texts)
	case other.Except:
		result.Texts = withoutTexts(d.Texts, other.Texts)
	default:
		for _, text := range d.Texts {
			if other.Has(text) {
				result.Texts = append(result.Texts, text)
			}
		}
	}
	return result
}

func (d Domain) union(other Domain) Domain {
	return d.complement().intersect(other.complement()).complement()
}

func (d Domain) equal(other Domain) bool {
	return d.Unset == other.Unset && d.Except == other.Except && slices.Equal(d.Texts, other.Texts)
}

func mergeTexts(a, b []string) []string {
	merged := slices.Concat(a, b)
	slices.Sort(merged)
	return slices.Compact(merged)
}

func withoutTexts(texts, removed []string) []string {
	var kept []string
	for _, text := range texts {
		if _, found := slices.BinarySearch(removed, text); !found {
			kept = append(kept, text)
		}
	}
	return kept
}

// describe says in words what the domain demands of the variable.
func (d Domain) describe(name string) string {
	switch {
	case d.equal(unsetOnly()):
		return name + " is unset"
	case d.equal(anyText()):
		return name + " is set"
	case d.equal(nonEmpty()):
		return name + " is set and not empty"
	case !d.Except:
		described := name + " is " + quoted(d.Texts)
		if d.Unset {
			described += " or unset"
		}
		return described
	case d.Unset:
		return name + " is not " + quoted(d.Texts)
	default:
		return name + " is set, but not to " + quoted(d.Texts)
	}
}

func quoted(texts []string) string {
	parts := make([]string, len(texts))
	for i, text := range texts {
		parts[i] = `"` + text + `"`
	}
	return strings.Join(parts, " or ")
}
