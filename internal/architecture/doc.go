// Package architecture holds no code, only the test that keeps the house as
// docs/architecture.md draws it: which folder may import which, where
// tree-sitter and Django may be known, how long a file may be.
package architecture
