package workspace

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5/plumbing/format/index"
)

// The largest files of git's that are read. An index has about 100 bytes for a
// file, so this is one of a million files.
const (
	maxIgnoreFile = 1 << 20
	maxIndexFile  = 100 << 20
)

// repository is what the ignore rules need of a git directory.
type repository struct {
	// exclude are the patterns of info/exclude.
	exclude []ignorePattern
	// tracked gives the paths of the index, sorted. It is read only once a
	// pattern matches something: in a fresh clone none does.
	tracked func() []string
}

// tracks reports whether the index has the file, or something in the directory.
// The path is relative to the repository.
func (r *repository) tracks(name string, dir bool) bool {
	tracked := r.tracked()
	// A directory that is tracked itself is a submodule.
	if _, found := slices.BinarySearch(tracked, name); found {
		return true
	}
	if !dir {
		return false
	}
	at, _ := slices.BinarySearch(tracked, name+"/")
	return at < len(tracked) && within(tracked[at], name)
}

// directoryGit reads the ignore rules of a Directory. It goes around the
// os.Root, which opens a deep path a component at a time: a .gitignore is
// looked for in every directory, and only a regular file is read.
type directoryGit struct{ directory *Directory }

func (g directoryGit) ignoreFile(dir string) []byte {
	return readRegular(filepath.Join(g.directory.path, filepath.FromSlash(dir), ".gitignore"), maxIgnoreFile)
}

func (g directoryGit) repository(dir string) *repository {
	return openRepository(filepath.Join(g.directory.path, filepath.FromSlash(dir)))
}

// openRepository reads the git directory of a work tree, or gives nil if there
// is none.
func openRepository(workTree string) *repository {
	own := gitDirectory(workTree)
	if own == "" {
		return nil
	}
	common := own
	// A linked work tree has its own index and shares the rest.
	if text := readRegular(filepath.Join(own, "commondir"), maxIgnoreFile); len(text) > 0 {
		common = joinUnlessAbsolute(own, strings.TrimSpace(string(text)))
	}
	return &repository{
		exclude: parseIgnoreFile(readRegular(filepath.Join(common, "info", "exclude"), maxIgnoreFile)),
		tracked: sync.OnceValue(func() []string { return readIndex(filepath.Join(own, "index")) }),
	}
}

// gitDirectory is the git directory of a work tree: .git, or what the file .git
// points to. It is "" if there is none.
func gitDirectory(workTree string) string {
	name := filepath.Join(workTree, ".git")
	info, err := os.Lstat(name)
	if err != nil {
		return ""
	}
	if info.IsDir() {
		return name
	}
	target, found := strings.CutPrefix(string(readRegular(name, maxIgnoreFile)), "gitdir:")
	if !found {
		return ""
	}
	name = joinUnlessAbsolute(workTree, strings.TrimSpace(target))
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		return ""
	}
	return name
}

func joinUnlessAbsolute(dir, name string) string {
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// readIndex gives the paths of an index, sorted. Of a damaged one it gives what
// could be read: the rest then counts as not tracked, which is the safe side.
func readIndex(name string) []string {
	data := readRegular(name, maxIndexFile)
	if len(data) == 0 {
		return nil
	}
	var decoded index.Index
	decodeIndex(data, &decoded)
	paths := make([]string, 0, len(decoded.Entries))
	for _, entry := range decoded.Entries {
		paths = append(paths, entry.Name)
	}
	slices.Sort(paths)
	return paths
}

func decodeIndex(data []byte, into *index.Index) {
	// The decoder is not written for hostile input: what it panics on is as
	// damaged as what it refuses.
	defer func() { _ = recover() }()
	_ = index.NewDecoder(bytes.NewReader(data)).Decode(into) // entries read before an error are kept
}

// readRegular reads a regular file of at most limit bytes, or nothing.
func readRegular(name string, limit int64) []byte {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > limit {
		return nil
	}
	file, err := os.OpenFile(name, os.O_RDONLY|openFlags, 0)
	if err != nil {
		return nil
	}
	defer func() { _ = file.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(file, limit))
	if err != nil {
		return nil
	}
	return data
}
