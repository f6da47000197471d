package django

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/thirdparty.txt
var thirdPartyText string

type thirdPartyTable struct {
	packages map[string]string // by setting
	names    []string          // sorted
	families []family
}

// thirdParty is data/thirdparty.txt, decoded at first use: it is asked for names, and its lines are by package.
var thirdParty = sync.OnceValue(decodeThirdParty)

func decodeThirdParty() (all thirdPartyTable) {
	// A name has some twenty bytes; letting the map grow by itself would cost more than all the rest.
	all.packages = make(map[string]string, len(thirdPartyText)/20)
	for line := range strings.Lines(thirdPartyText) {
		pkg, names, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		for name := range strings.SplitSeq(names, " ") {
			if prefix, ok := strings.CutSuffix(name, "*"); ok {
				all.families = append(all.families, family{prefix, pkg})
				continue
			}
			all.packages[name] = pkg
			all.names = append(all.names, name)
		}
	}
	slices.Sort(all.names)
	return all
}

// family is the names that a package's users compose themselves, such as SOCIAL_AUTH_<provider>_KEY.
type family struct{ prefix, pkg string }

// ThirdPartySetting names the package, as its index calls it, that a setting belongs to; false if none is known.
// The names come from the released packages where these spell them, otherwise from their documentation.
// A setting that Django once had may be another package's today (COMMENTS_APP), never one that a known minor has.
func ThirdPartySetting(name string) (pkg string, ok bool) {
	if pkg, ok := thirdParty().packages[name]; ok {
		return pkg, true
	}
	for _, f := range thirdParty().families {
		if strings.HasPrefix(name, f.prefix) && name != f.prefix {
			return f.pkg, true
		}
	}
	return "", false
}

// ThirdPartySettingNames is the sorted names that ThirdPartySetting knows, without those that users compose.
func ThirdPartySettingNames() []string { return slices.Clone(thirdParty().names) }
