// Package engine is the one entry to djvet's work: [Check] takes a tree and
// gives a report. The command line, the language server, sweeps and the public
// API all go through it.
package engine
