// Package shell reads shell scripts and command lines: POSIX sh and bash,
// parsed by mvdan.cc/sh and lowered to a small tree that holds what runs, with
// which words, and whether it runs always or in a branch. Nothing is expanded
// here: a word keeps its parts, so that a caller with an environment can say
// what it is.
//
// Command lines mostly stand inside other files, often broken over several
// lines. Source is such a text together with the places of its pieces, so that
// every span that Parse and Split give is one of the file.
package shell
