package cli

import (
	"errors"
	"fmt"
)

// The exit statuses. Of several that apply the first of this order counts:
// StatusFailed, StatusUsage, StatusFindings, StatusNoProject, StatusOK. A run
// that a signal ends has the status that shells give it: 128 and its number.
const (
	// StatusOK: nothing to report.
	StatusOK = 0
	// StatusFindings: findings at or above --fail-on.
	StatusFindings = 1
	// StatusUsage: the command line or the configuration is wrong.
	StatusUsage = 2
	// StatusNoProject: there is no Django project to check.
	StatusNoProject = 3
	// StatusFailed: an incident kept djvet from judging everything, or it
	// failed itself.
	StatusFailed = 4
)

// statusSignal is added to the number of a signal that ends a run.
const statusSignal = 128

// Interruption is the cause with which a context is cancelled when a signal
// ends the run. Its value is the signal's number.
type Interruption int

// Error says it to people.
func (i Interruption) Error() string { return "interrupted" }

// usageError is a mistake of whoever called djvet.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// usagef makes a usageError.
func usagef(format string, arguments ...any) error {
	return &usageError{fmt.Errorf(format, arguments...)}
}

// statusOf is the exit status for an error.
func statusOf(err error) int {
	var usage *usageError
	var signal Interruption
	switch {
	case err == nil:
		return StatusOK
	case errors.As(err, &signal):
		return statusSignal + int(signal)
	case errors.As(err, &usage):
		return StatusUsage
	}
	return StatusFailed
}
