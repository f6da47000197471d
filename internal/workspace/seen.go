package workspace

import (
	"path"
	"sync"
)

// seen remembers what a walk saw, so that not every file has to be asked again
// whether it is a symbolic link, a pipe or a device.
type seen struct {
	mutex  sync.RWMutex
	others map[string]bool // what is no regular file
	walked map[string]bool // the directories of which every entry was seen
	last   string          // the directory noted last
}

func (s *seen) note(entry Entry) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.walked == nil {
		s.others, s.walked = map[string]bool{}, map[string]bool{}
	}
	if dir := path.Dir(entry.Path); dir != s.last {
		s.walked[dir], s.last = true, dir
	}
	if entry.Type != 0 {
		s.others[entry.Path] = true
	}
}

// regular reports whether a name was a regular file when it was walked over, or
// was not there. It is false for what no walk came across.
func (s *seen) regular(name string) bool {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	return s.walked[path.Dir(name)] && !s.others[name]
}
