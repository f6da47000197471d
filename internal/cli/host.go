package cli

import (
	"errors"
	"path/filepath"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/host"
)

// addHost adds the machine that djvet runs on to the engine's options.
func addHost(options *engine.Options, flags *checkFlags) error {
	switch {
	case !flags.host && flags.user != "":
		return usagef("--user is about the machine that djvet runs on: give --host too")
	case !flags.host:
		return nil
	case flags.world.asDjango:
		return usagef("--host and --as-django: Django says nothing about who may write its files")
	}
	system, err := host.Local()
	if err != nil {
		return usagef("--host: %w", err)
	}
	if flags.user != "" {
		if _, err := system.Account(flags.user); err != nil {
			return usagef("--user: %w", err)
		}
	}
	options.Host = &host.Machine{System: system, User: flags.user}
	return nil
}

// at is the machine, with the checkout at a directory.
func at(machine *host.Machine, directory string) *host.Machine {
	if machine == nil {
		return nil
	}
	placed := *machine
	placed.Root = filepath.ToSlash(directory)
	return &placed
}

// hostError says what to do about an account that is not known.
func hostError(err error) error {
	if errors.Is(err, engine.ErrAccount) || errors.Is(err, host.ErrNoAccount) {
		return usagef("--host: %w; name the account that the server runs as: --user NAME", err)
	}
	return err
}
