// Package report prints what a run found: as text for people, as JSON for
// programs and as SARIF for code scanning. It adds nothing and leaves nothing
// out; what it prints of the source and of messages goes through the report's
// redactor first, so that no secret is ever printed.
package report
