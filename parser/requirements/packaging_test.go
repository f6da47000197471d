package requirements

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestLikePackaging compares with the library that pip uses.
func TestLikePackaging(t *testing.T) {
	if exec.Command("python3", "-c", "import packaging.requirements").Run() != nil {
		t.Skip("python3 with the package packaging is not installed")
	}
	cases := packagingCases()
	input, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("python3", "-c", `
import json, sys
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
answers = []
for line in json.load(sys.stdin):
    try:
        r = Requirement(line)
        answers.append([canonicalize_name(r.name), sorted(r.extras), sorted(str(s) for s in r.specifier), r.url or "", r.marker is not None])
    except Exception as error:
        answers.append(None)
json.dump(answers, sys.stdout)
`)
	command.Stdin = strings.NewReader(string(input))
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answers []any
	if err := json.Unmarshal(output, &answers); err != nil {
		t.Fatal(err)
	}
	accepted := 0
	for i, answer := range answers {
		if answer == nil {
			continue // we may be more lenient
		}
		accepted++
		got, err := ParseRequirement(cases[i])
		if err != nil {
			t.Errorf("%q: %v", cases[i], err)
			continue
		}
		specifiers := []string{}
		for _, s := range got.Specifiers {
			if !slices.Contains(specifiers, s.String()) {
				specifiers = append(specifiers, s.String())
			}
		}
		slices.Sort(specifiers)
		extras := append([]string{}, got.Extras...) // not nil: it is compared as JSON
		slices.Sort(extras)
		extras = slices.Compact(extras)
		ours, _ := json.Marshal([]any{got.Name, extras, specifiers, got.URL, got.Marker != ""})
		theirs, _ := json.Marshal(answer)
		if !bytes.Equal(ours, theirs) {
			t.Errorf("%q: %s, packaging says %s", cases[i], ours, theirs)
		}
	}
	t.Logf("%d of %d requirements are valid and read alike", accepted, len(cases))
}

// packagingCases combines the parts a requirement may have.
func packagingCases() []string {
	var cases []string
	for _, name := range []string{"Django", "zope.interface", "a-_b", "A1", "-a", "a."} {
		for _, extras := range []string{"", "[a]", " [ a , b-c ]", "[a,a]", "[]", "[a"} {
			for _, version := range []string{
				"", "==4.2", " == 4.2.* , != 4.2.3", ">=4.2,<5", "~=4.2", "===x.y", "(>=1,<2)", " ( ~= 1.0 ) ", ">1.0a1",
				"<=2!1.0+local.1", " @ https://x/y.zip", "@file:///x", ">=4.2.*", "=4.2", " 4.2", "==4.2,", "==v4.2", "==4.2-1", "===4.2;x",
			} {
				for _, marker := range []string{"", "; python_version < '3.8'", " ;os_name=='nt' and extra == \"x\"", " # c"} {
					cases = append(cases, name+extras+version+marker)
				}
			}
		}
	}
	return cases
}
