package deploy

import (
	"regexp"
	"strings"
)

// placeholder finds what tutorials write where a path is to be filled in:
// /path/to/your/project, /home/<user>, {{ project_path }}, your_project, /home/$USER.
var placeholder = regexp.MustCompile(`(?i)/?path[-_/]?to([/_-]|$)|(^|[/_-])(your|yours|my_?path|some_?path)([/_-]|$)|xxx|\.\.\.|[<>{}$%*\[\]]`)

// IsPlaceholder reports whether a path of a server is one that whoever uses the
// file has to fill in, or one of which a part is not known: it says nothing of
// any machine.
func IsPlaceholder(name string) bool {
	if placeholder.MatchString(name) {
		return true
	}
	// A sentence, in whichever script: /home/프로젝트 루트 디렉터리/
	return strings.Contains(strings.TrimSpace(name), " ") && strings.ContainsFunc(name, func(r rune) bool { return r > 127 })
}
