package workspace

import (
	"bytes"
	"regexp"
)

// sniffed are the words that only one kind of server file has, in the order
// in which they are tried: uWSGI's sections stand in files of their own, but an
// Apache or nginx file may mention uwsgi.
var sniffed = []struct {
	kind DeployKind
	mark *regexp.Regexp
}{
	{UWSGI, regexp.MustCompile(`(?m)^\s*\[uwsgi\]`)},
	{Supervisor, regexp.MustCompile(`(?m)^\s*\[(supervisord|program:|group:|eventlistener:|supervisorctl|fcgi-program:)`)},
	{Systemd, regexp.MustCompile(`(?m)^\s*\[(Unit|Service|Install)\]`)},
	{Apache, regexp.MustCompile(`(?mi)^\s*(<(VirtualHost|Directory|Location|IfModule|Files)\b|WSGI[A-Za-z]+\s|DocumentRoot\s|LoadModule\s)`)},
	{Nginx, regexp.MustCompile(`(?m)^\s*(server|http|events|upstream\s+[\w.-]+|location\s+[^{]*)\s*\{|^\s*(proxy_pass|uwsgi_pass|listen)\s[^;]*;`)},
	{Redis, regexp.MustCompile(`(?m)^\s*(maxmemory|appendonly|requirepass|rdbcompression)\s`)},
}

// DeployKindOf tells which kind of deployment file the content of a Config file
// is; NoDeploy if it is none.
func DeployKindOf(src []byte) DeployKind {
	if bytes.IndexByte(src[:min(len(src), 4096)], 0) >= 0 {
		return NoDeploy
	}
	for _, candidate := range sniffed {
		if candidate.mark.Match(src) {
			return candidate.kind
		}
	}
	return NoDeploy
}

// DeployFile is a deployment file and what it is.
type DeployFile struct {
	Path string
	Kind DeployKind
}

// DeployFiles gives the deployment files, sorted by path. It reads those whose
// path does not say what they are.
func (w *Workspace) DeployFiles() []DeployFile {
	var found []DeployFile
	for _, name := range w.candidates().deploy {
		kind := DeployPath(name)
		if kind == Config {
			file, err := w.Source(name)
			if err != nil {
				continue
			}
			if kind = DeployKindOf(file.Data); kind == NoDeploy {
				continue
			}
		}
		found = append(found, DeployFile{Path: name, Kind: kind})
	}
	return found
}
