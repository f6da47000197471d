// Package finding holds what djvet says: a finding, how grave and how certain
// it is, its fingerprint, and the redaction that keeps secrets out of every
// output.
package finding

import "github.com/djvet/djvet/parser/text"

// Severity says how grave a finding is.
type Severity uint8

// The severities, least first, so that they compare.
const (
	Note Severity = iota + 1
	Warning
	Error
)

// Confidence says how certain a finding is.
type Confidence uint8

// The confidences, least first, so that they compare.
const (
	Low Confidence = iota + 1
	Medium
	High
)

// Finding is one thing that djvet found. It is complete in itself: no printer
// needs anything else but the source text, which the report carries.
type Finding struct {
	// Rule is the rule's id, for example "debug-enabled".
	Rule       string
	Severity   Severity
	Confidence Confidence
	// Message is one sentence for people. It never holds a secret's value.
	Message string
	// Path is relative to the root of the tree, slash-separated.
	Path string
	// Span is the place in the file, in bytes.
	Span text.Span
	// Project is the root of the project, relative to the root of the tree
	// ("." for the tree's root).
	Project string
	// Modules are the settings modules that the finding reaches, by dotted
	// name, sorted.
	Modules []string
	// Setting is the setting, or the dotted subject (DATABASES.default.NAME),
	// that the finding is about; "" if there is none.
	Setting string
	// Absent says that the setting is not set anywhere: the finding is about
	// Django's default, and its place is only the nearest one there is.
	Absent bool
	// Pedantic says that the finding is reported only on request, though its rule
	// is not: what the rule says of a milder case.
	Pedantic bool
	// Detail tells findings of one rule on one setting apart. It goes into the
	// fingerprint and is therefore never a secret nor derived from one.
	Detail string
	// Django are the ids of the system checks that Django would give for it,
	// sorted.
	Django []string
	// Trace tells how the value came about, in the order in which it happened.
	Trace []Step
	// Fingerprint identifies the finding across edits. Finalize sets it.
	Fingerprint string
	// Supersedes are the ids of rules whose finding on the same setting and
	// module says no more than this one: they are folded into it.
	Supersedes []string
}

// Step is one step of a Trace.
type Step struct {
	Path string
	Span text.Span
	// Message reads with the place behind it: "set in", "imported by".
	Message string
}
