// Package cli is djvet's command line. All of it is one value, [Command], that
// knows nothing of the process it runs in, so that tests can run every command
// with their own streams, directory and environment.
package cli
