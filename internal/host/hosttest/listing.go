// Package hosttest makes machines for tests.
package hosttest

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/djvet/djvet/internal/host"
)

// Machine makes a machine of a listing as `ls -ld` prints it, a file on each
// line:
//
//	drwxr-xr-x www-data adm /srv/mysite
//	-rw-r--r--+ root adm /srv/mysite/db.sqlite3
//	lrwxrwxrwx root adm /srv/site -> /srv/mysite
//
// A plus stands for an access control list. Directories that are not listed
// but hold something belong to root and have mode 755. Each account that is
// named exists and has a group of its own name; `groups www-data: mysite adm`
// puts it into others.
func Machine(listing string) (host.System, error) {
	m := &machine{
		files: map[string]host.File{"/": {Mode: fs.ModeDir | 0o755}},
		links: map[string]string{}, numbers: map[string]int{"root": 0}, groups: map[string][]string{},
	}
	for line := range strings.Lines(listing) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if members, found := strings.CutPrefix(line, "groups "); found {
			name, groups, _ := strings.Cut(members, ":")
			m.number(name)
			m.groups[name] = strings.Fields(groups)
			continue
		}
		if err := m.add(strings.Fields(line)); err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
	}
	for name := range m.files {
		for dir := path.Dir(name); dir != "/"; dir = path.Dir(dir) {
			if _, listed := m.files[dir]; !listed {
				m.files[dir] = host.File{Mode: fs.ModeDir | 0o755}
			}
		}
	}
	return m, nil
}

type machine struct {
	files   map[string]host.File
	links   map[string]string
	numbers map[string]int
	groups  map[string][]string
}

var errListing = errors.New("want MODE OWNER GROUP /PATH, and -> TARGET behind that of a link")

func (m *machine) add(words []string) error {
	if len(words) < 4 || len(words[0]) < 10 || !path.IsAbs(words[3]) {
		return errListing
	}
	mode, list := words[0][:10], words[0][10:] == "+"
	file := host.File{UID: m.number(words[1]), GID: m.number(words[2]), Listed: list}
	switch mode[0] {
	case 'd':
		file.Mode = fs.ModeDir
	case 'l':
		if len(words) != 6 {
			return errListing
		}
		file.Mode, m.links[words[3]] = fs.ModeSymlink, words[5]
	case '-':
	default:
		return errListing
	}
	for i, letter := range mode[1:] {
		if letter != '-' {
			file.Mode |= 1 << (8 - i)
		}
		if letter == 't' {
			file.Mode |= fs.ModeSticky
		}
	}
	m.files[words[3]] = file
	return nil
}

// number is that of an account, and of the group with its name.
func (m *machine) number(name string) int {
	number, known := m.numbers[name]
	if !known {
		number = 1000 + len(m.numbers)
		m.numbers[name] = number
	}
	return number
}

// Lstat implements host.System.
func (m *machine) Lstat(name string) (host.File, error) {
	file, ok := m.files[name]
	if !ok {
		return host.File{}, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrNotExist}
	}
	return file, nil
}

// Readlink implements host.System.
func (m *machine) Readlink(name string) (string, error) {
	target, ok := m.links[name]
	if !ok {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	return target, nil
}

// Account implements host.System.
func (m *machine) Account(name string) (host.Account, error) {
	number, known := m.numbers[name]
	if !known {
		return host.Account{}, fmt.Errorf("%w %s", host.ErrNoAccount, name)
	}
	a := host.Account{Name: name, UID: number, Groups: []int{number}}
	for _, group := range m.groups[name] {
		a.Groups = append(a.Groups, m.number(group))
	}
	return a, nil
}

// Group implements host.System.
func (m *machine) Group(name string) (int, error) {
	number, known := m.numbers[name]
	if !known {
		return 0, fmt.Errorf("%w %s", host.ErrNoAccount, name)
	}
	return number, nil
}
