package host

import "errors"

// ErrNoAccount is wrapped by the error for an account or group that the machine
// does not have.
var ErrNoAccount = errors.New("this machine has no account or group")
