// Package rules is the catalogue of djvet's rules: one Markdown file for each,
// embedded. The package imports nothing of djvet's.
//
// # A rule's file
//
// rules/<id>.md begins with front matter, in TOML between two lines of "+++";
// its keys are the fields of Rule, and an unknown one is an error. These
// sections follow, all of them and in this order: "What it reports", "Why",
// "Bad", "Good", "Fix", "References". The first sentences of "What it
// reports" and of "Fix" also stand alone, in lists and below findings.
//
// The same words feed `djvet explain`, the documentation, SARIF help and
// editor hovers.
//
// # Examples
//
// "Bad" and "Good" hold the rule's first tests. An example is one or more
// fenced blocks, each with an info string of a language and a path:
//
//	```python mysite/settings.py
//
// The blocks under the section itself are one example, and so are those under
// each "###" heading in it. The test harness runs the rule alone on
// Example.Tree, which completes the project: it says what it adds. The rule
// reports a bad example and is silent on a good one.
package rules
