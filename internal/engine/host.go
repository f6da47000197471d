package engine

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/host"
	"github.com/djvet/djvet/internal/project"
)

// ErrAccount is wrapped by the error for a machine on which the server's account
// cannot be told.
var ErrAccount = errors.New("the server's account is not known")

// apacheAccounts are those that distributions run Apache as, unless their
// configuration was changed: Debian, Fedora, Arch, SUSE, Alpine.
var apacheAccounts = []string{"www-data", "apache", "http", "wwwrun"}

// accounts tell as whom the server of each project runs on the machine.
func accounts(machine *host.Machine, projects []*project.Project) (map[*project.Project]*check.Host, error) {
	found := map[*project.Project]*check.Host{}
	if machine == nil {
		return found, nil
	}
	var absent error
	for _, p := range projects {
		account, err := accountOf(machine, p)
		if err != nil {
			absent = errors.Join(absent, err)
			continue
		}
		found[p] = account
	}
	if len(found) == 0 && absent != nil {
		return nil, absent
	}
	return found, nil
}

// accountOf tells it of one project.
func accountOf(machine *host.Machine, p *project.Project) (*check.Host, error) {
	if machine.User != "" {
		return as(machine, project.Account{User: machine.User})
	}
	said := p.Accounts()
	switch len(said) {
	case 1:
		return as(machine, said[0])
	case 0:
		return underApache(machine, p)
	}
	var names []string
	for _, a := range said {
		names = append(names, a.User+" ("+a.At.Path+")")
	}
	return nil, fmt.Errorf("%w: those%s run as %s", ErrAccount, of(p), strings.Join(names, " and "))
}

// of names the project, if it is not all there is.
func of(p *project.Project) string {
	if p.Root == "" {
		return ""
	}
	return " of " + p.Root
}

func underApache(machine *host.Machine, p *project.Project) (*check.Host, error) {
	script, ok := p.UnderApache()
	if !ok {
		return nil, fmt.Errorf("%w: no server file%s names it", ErrAccount, of(p))
	}
	for _, name := range apacheAccounts {
		if found, err := as(machine, project.Account{User: name, At: script}); err == nil {
			return found, nil
		}
	}
	return nil, fmt.Errorf("%w: %s leaves it to Apache, and none of %s is an account of this machine",
		ErrAccount, script.Path, strings.Join(apacheAccounts, ", "))
}

// as looks an account up.
func as(machine *host.Machine, said project.Account) (*check.Host, error) {
	account, err := machine.Account(said.User)
	if err != nil {
		return nil, saidBy(said, err)
	}
	if said.Group != "" {
		group, err := machine.Group(said.Group)
		if err != nil {
			return nil, saidBy(said, err)
		}
		if !slices.Contains(account.Groups, group) {
			account.Groups = append(account.Groups, group)
		}
	}
	return &check.Host{Machine: *machine, As: account, Why: said.At}, nil
}

// saidBy adds which file names an account that there is not.
func saidBy(said project.Account, err error) error {
	if said.At.Path == "" {
		return err
	}
	return fmt.Errorf("%s: %w", said.At.Path, err)
}
