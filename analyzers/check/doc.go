// Package check is what every rule is made from: the analyzer that holds the
// project, the helper that turns a function into a rule analyzer, and the
// policy by which a setting with several possible values is judged.
//
// A rule is a Markdown file in rules/ and one function:
//
//	check.Rule("debug-enabled", func(p *check.Pass) { … })
//
// The function asks p.Project for settings and calls p.Report. It never looks
// at syntax, never prints a secret, and says nothing where it cannot be sure.
package check
