package deploy

// Deployment is what the deployment files of a repository say together.
type Deployment struct {
	// Launches are sorted by path, place and service.
	Launches []Launch
	// Containers are the services of compose files, whatever runs in them, and
	// the final stages of Dockerfiles, sorted by path and place.
	Containers []*Container
	// Problems are the files that could not be read or understood, sorted by
	// path and place.
	Problems []Problem
}
