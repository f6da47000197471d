package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strconv"
	"strings"
)

// fingerprintBytes is how much of the hash a fingerprint keeps: enough that
// two never meet by chance, and half as long to read.
const fingerprintBytes = 16

// Finalize sorts findings in place and gives each its fingerprint: a hash of
// the rule, the path relative to the project's root, the setting, the detail
// and, for those that agree in all of these, their number in order of
// position. It holds neither a line, so that edits around the place do not
// change it, nor any value. It is unique within a project; two projects that
// are copies of one another have the same fingerprints.
func Finalize(findings []Finding) {
	Sort(findings)
	type place struct{ project, key string }
	counts := make(map[place]int, len(findings))
	for i := range findings {
		found := &findings[i]
		// The parts are quoted, so that none can run into the next.
		key := strconv.Quote(found.Rule) + strconv.Quote(relative(found.Project, found.Path)) +
			strconv.Quote(found.Setting) + strconv.Quote(found.Detail)
		counts[place{found.Project, key}]++
		hash := sha256.Sum256([]byte(key + strconv.Itoa(counts[place{found.Project, key}])))
		found.Fingerprint = hex.EncodeToString(hash[:fingerprintBytes])
	}
}

// relative is a path of the tree relative to a folder of the tree. Files of a
// server often stand beside the project, so it may begin with "..".
func relative(root, file string) string {
	root, file = path.Clean("/"+root), path.Clean("/"+file)
	up := ""
	for root != "/" && file != root && !strings.HasPrefix(file, root+"/") {
		root, up = path.Dir(root), up+"../"
	}
	return up + strings.TrimPrefix(strings.TrimPrefix(file, root), "/")
}
