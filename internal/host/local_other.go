//go:build !linux

package host

import (
	"errors"
	"fmt"
	"runtime"
)

// Local is the machine that djvet runs on.
func Local() (System, error) {
	return nil, fmt.Errorf("who may write which files is only known on Linux, and this is %s: %w", runtime.GOOS, errors.ErrUnsupported)
}
