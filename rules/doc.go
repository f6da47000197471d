// Package rules is the catalogue of djvet's rules: one Markdown file for each,
// embedded. The file's front matter holds the id, topic, severity and the like;
// its sections feed `djvet explain`, the documentation, SARIF help and editor
// hovers, and its good and bad examples run as tests. The package imports
// nothing of djvet's.
package rules
