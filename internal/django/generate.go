package django

// The files in data are written by this command. It needs Python 3.11 or newer, whose grammar covers every release read,
// and a pip that reaches a package index. It takes about two minutes, imports nothing of what it downloads, and writes
// the same bytes each time, because generate/pins.txt, packages.txt and keys.txt name the exact releases. To take in new
// patch releases:
//
//	python3 generate/extract.py --update
//
// To take in a new minor, add it to generate/pins.txt and its dates to generate/releases.txt first, and the new counts
// to counts_test.go afterwards. `--wheels DIR` keeps the downloads. What the packages do not say (types that a default
// of None hides, deprecations that only the documentation names) stands in generate/notes.txt.
//
//go:generate python3 generate/extract.py
