//go:build unix

package workspace

import "syscall"

// openFlags keep the opening of a pipe from waiting for a writer.
const openFlags = syscall.O_NONBLOCK
