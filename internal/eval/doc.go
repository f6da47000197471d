// Package eval is an abstract interpreter for settings modules. It runs a module
// with everything that it imports, and says for each name every value that it
// may have: the value, the guard under which it has it, and where it comes from.
//
// Nothing is imported or executed. What the package does not model is unknown,
// with a reason; what it cannot follow taints what it may touch; and every
// evaluation ends, since steps, depth and sizes are bounded.
//
// [Evaluate] is the entry. docs/architecture.md, "Values, guards, worlds", says
// how values, guards and worlds belong together.
package eval
