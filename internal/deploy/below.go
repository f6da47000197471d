package deploy

import "strings"

// Below is what is left of a cleaned path at or below a directory, and whether it
// is there. Every path is below "", the root of the repository.
func Below(name, directory string) (rest string, below bool) {
	if directory == "" {
		return name, true
	}
	directory = strings.TrimSuffix(directory, "/")
	if name == directory {
		return "", true
	}
	return strings.CutPrefix(name, directory+"/")
}
