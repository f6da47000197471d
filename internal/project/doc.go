// Package project finds the Django projects of a workspace and decides which of
// their settings modules are those of production, and why.
//
// The roles follow the order of docs/architecture.md, "Roles": what was
// configured, what a production launch names, what the module's name says, what
// wsgi.py names, what others import, what stands alone. Everything that a role
// rests on is kept as evidence, since the report says why a module was judged.
package project
