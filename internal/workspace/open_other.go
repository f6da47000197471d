//go:build !unix

package workspace

// openFlags is empty where opening a file cannot wait.
const openFlags = 0
