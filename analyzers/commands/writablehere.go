package commands

import (
	"io/fs"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/host"
)

// writableHere reports the files of this machine which settings let the server
// write, and which every account of the machine can write or replace.
func writableHere(p *check.Pass) {
	for _, m := range p.Judged() {
		for _, file := range p.HostFiles(m) {
			j, message := p.JudgeFile(m, file, func(path string) string { return openToAll(p.Host, file.Kind, path) })
			if !j.Bad {
				continue
			}
			f := p.At(m, file.Setting, j.Value)
			f.Confidence, f.Detail = j.Confidence, file.Detail
			f.Message = message + ": whoever gets in through another service can change it"
			p.Report(f)
		}
	}
}

// anybody is an account that owns nothing and is in no group.
func anybody() host.Account { return host.Account{UID: -1} }

// openToAll says of a file that every account can write it, or put another in
// its place: the sticky bit of a directory forbids that.
func openToAll(h *check.Host, kind check.HostFileKind, name string) string {
	view := host.Look(h.System, anybody(), name)
	if view.Unknown || !view.Exists || view.Closed != "" {
		return ""
	}
	open := func(f host.File, rights host.Right) bool {
		return f.Mode&fs.ModeSticky == 0 && anybody().May(f, rights)
	}
	switch {
	case open(view.File, host.Write):
		return "every account of this machine can write " + kind.Name() + " " + name
	case open(view.DirectoryFile, host.Write|host.Enter):
		return "every account of this machine can write to " + view.Directory + ", and so replace " + kind.Name() + " " + name
	}
	return ""
}
