package workspace

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ignoreLines are patterns of every sort, combined at random.
var ignoreLines = []string{
	"*.py", "!*.py", "*", "!*/", "/a", "a/", "!a/", "a", "b/c", "/b/c", "!/b/c/", "**/c", "b/**", "a/**/d.py", "**", "**/",
	"!b/**/e.txt", "[ab]*", "[!a]*", "?.py", "d.p?", `\!x`, `\#x`, "#comment", "  ", "a ", `e\ `, "e f.txt", "*.t[x]t", "[]a]",
	"{a,b}", "a/*", "!a/b", "/*", "!/a", "b/", "*.tx*", "a**", "**a", "a//", "/", "!", "//a", "a/b/", "[z", `a\`, "x?", "é*", "*.py\r", "b*c/",
}

var ignoreNames = []string{"a", "b", "c", "d.py", "e.txt", "!x", "#x", "e f.txt", "e ", "{a,b}", "x1", "été", "]"}

func TestIgnoredLikeGit(t *testing.T) {
	skipWithoutGit(t)
	random := rand.New(rand.NewPCG(3, 4))
	ignored, asked := 0, 0
	for round := range 120 {
		dir := t.TempDir()
		git(t, dir, "", "init", "-q")
		var paths []string
		for range 30 {
			name := randomPath(random)
			if write(t, dir, name, "") {
				paths = append(paths, name)
			}
		}
		for range 1 + random.IntN(3) {
			in := ""
			if random.IntN(2) == 0 {
				in = parentOf(paths[random.IntN(len(paths))])
			}
			write(t, dir, joinTree(in, ".gitignore"), randomLines(random))
		}
		if random.IntN(3) == 0 {
			write(t, dir, ".git/info/exclude", randomLines(random))
		}
		if random.IntN(2) == 0 {
			git(t, dir, "", "add", "-f", "--", paths[random.IntN(len(paths))])
		}
		compareWithGit(t, dir, round, paths, &ignored, &asked)
	}
	t.Logf("%d of %d paths ignored, all as git", ignored, asked)
}

// compareWithGit asks for every path and every directory above it.
func compareWithGit(t *testing.T, dir string, round int, paths []string, ignored, asked *int) {
	t.Helper()
	tree, err := OpenDirectory(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tree.Close() }()
	questions := slices.Clone(paths)
	for _, name := range paths {
		for above := parentOf(name); above != ""; above = parentOf(above) {
			questions = append(questions, above)
		}
	}
	slices.Sort(questions)
	questions = slices.Compact(questions)
	answer := strings.Split(git(t, dir, strings.Join(questions, "\x00")+"\x00", "check-ignore", "-z", "--stdin"), "\x00")
	tracked := strings.Split(git(t, dir, "", "ls-files", "-z"), "\x00")
	for _, name := range questions {
		info, err := os.Lstat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		want := slices.Contains(answer, name)
		*asked++
		if want {
			*ignored++
		}
		// git calls a directory ignored that holds tracked files.
		if want && info.IsDir() && slices.ContainsFunc(tracked, func(file string) bool { return within(file, name) }) {
			want = false
		}
		if got := tree.Ignored(name, info.IsDir()); got != want {
			t.Errorf("round %d: Ignored(%q) = %v, git says %v\n%s", round, name, got, want, allIgnoreFiles(dir))
		}
	}
}

func TestIgnoredInRepositories(t *testing.T) {
	skipWithoutGit(t)
	base := t.TempDir()
	main := filepath.Join(base, "main")
	write(t, base, "main/.gitignore", "*.env\nvendor/\nsub/*.py\n")
	write(t, base, "main/kept.env", "")
	write(t, base, "main/new.env", "")
	write(t, base, "main/vendor/tracked.py", "")
	write(t, base, "main/sub/.gitignore", "inner.txt\n")
	write(t, base, "main/sub/x.py", "")
	git(t, main, "", "init", "-q")
	git(t, main, "", "add", "-f", "kept.env", "vendor/tracked.py", ".gitignore")
	git(t, main, "", "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x")
	git(t, filepath.Join(main, "sub"), "", "init", "-q")
	git(t, main, "", "worktree", "add", "-q", filepath.Join(base, "linked"))
	write(t, base, "main/.git/info/exclude", "excluded\n")
	if err := os.Symlink("new.env", filepath.Join(main, "link.txt")); err != nil {
		t.Fatal(err)
	}

	tests := []struct {
		root, name string
		dir, want  bool
	}{
		{"main", "kept.env", false, false},
		{"main", "new.env", false, true},
		{"main", "absent.env", false, true},
		{"main", "link.txt", false, true},
		{"main", "vendor", true, false},
		{"main", "vendor/tracked.py", false, false},
		{"main", "vendor/other.py", false, true},
		{"main", "excluded", false, true},
		// Rules do not reach into another repository.
		{"main", "sub/x.py", false, false},
		{"main", "sub/a.env", false, false},
		{"main", "sub/inner.txt", false, true},
		// A linked work tree has its own index and shares info/exclude.
		{"linked", "kept.env", false, false},
		{"linked", "new.env", false, true},
		{"linked", "excluded", false, true},
		// From above, no repository's rules are in force until one begins.
		{"", "main/new.env", false, true},
		{"", "new.env", false, false},
	}
	for _, test := range tests {
		tree, err := OpenDirectory(filepath.Join(base, test.root))
		if err != nil {
			t.Fatal(err)
		}
		if got := tree.Ignored(test.name, test.dir); got != test.want {
			t.Errorf("%s: Ignored(%q) = %v", test.root, test.name, got)
		}
		if err := tree.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestIgnoredWithoutIndex: what cannot be read as an index has no tracked
// files; without git at all, what is there was exported and counts.
func TestIgnoredWithoutIndex(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ".gitignore", ".env\n")
	write(t, dir, ".env", "")
	write(t, dir, "sub/x", "")
	tree, err := OpenDirectory(dir)
	if err != nil {
		t.Fatal(err)
	}
	if tree.Ignored(".env", false) || !tree.Ignored("sub/.env", false) {
		t.Error("without git, only absent files are ignored")
	}
	for _, index := range []string{"DIRC", "DIRC\x00\x00\x00\x02\xff\xff\xff\xff", strings.Repeat("\xff", 5000), ""} {
		write(t, dir, ".git/index", index)
		tree, err := OpenDirectory(dir)
		if err != nil {
			t.Fatal(err)
		}
		if !tree.Ignored(".env", false) {
			t.Errorf("index %q: .env is not ignored", index[:min(len(index), 8)])
		}
	}
	write(t, dir, "pointed/.git", "gitdir: ../nowhere\n")
	write(t, dir, "pointed/.env", "")
	if tree, err = OpenDirectory(dir); err != nil || !tree.Ignored("pointed/.env", false) {
		t.Error("a .git file that points nowhere hides the repository around it")
	}
}

func randomPath(random *rand.Rand) string {
	var components []string
	for range 1 + random.IntN(4) {
		components = append(components, ignoreNames[random.IntN(len(ignoreNames))])
	}
	return strings.Join(components, "/")
}

func randomLines(random *rand.Rand) string {
	var lines []string
	for range 1 + random.IntN(6) {
		lines = append(lines, ignoreLines[random.IntN(len(ignoreLines))])
	}
	return strings.Join(lines, "\n")
}

// write writes a file unless a name above it is a file, or it is a directory.
func write(t testing.TB, dir, name, content string) bool {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return false
	}
	return os.WriteFile(full, []byte(content), 0o644) == nil
}

func skipWithoutGit(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
}

// git runs git without the configuration of the user.
func git(t *testing.T, dir, input string, arguments ...string) string {
	t.Helper()
	command := exec.Command("git", append([]string{"-c", "core.quotePath=false", "-C", dir}, arguments...)...)
	command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull, "HOME="+dir, "XDG_CONFIG_HOME="+dir)
	command.Stdin = strings.NewReader(input)
	output, err := command.CombinedOutput()
	if err != nil && (arguments[0] != "check-ignore" || command.ProcessState.ExitCode() != 1) {
		t.Fatalf("git %q: %v: %s", arguments, err, output)
	}
	return string(output)
}

func allIgnoreFiles(dir string) string {
	var all strings.Builder
	_ = filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if base := filepath.Base(name); err == nil && (base == ".gitignore" || base == "exclude") {
			content, _ := os.ReadFile(name)
			fmt.Fprintf(&all, "%s: %q\n", strings.TrimPrefix(name, dir), content)
		}
		return nil
	})
	return all.String()
}
