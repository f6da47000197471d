// Package eval works out what a settings module makes of its settings, from
// source alone: an abstract interpreter that follows imports, branches,
// readers of the environment, paths and changes, and never imports or runs
// anything.
//
// # Values
//
// What a name may be is a list of [Alternatives]: a [Value], the [Guard] under
// which it holds, and the [Origin] that tells where it comes from. A guard is a
// conjunction over environment variables (a set of texts, or unset) and opaque
// tests, of which only the name is known. What cannot be followed is [Unknown],
// with the reason; what something outside the repository supplies is
// [External], with its name.
//
// # Worlds
//
// A module is evaluated in a [World]: the open one, in which any variable may be
// set or not, an exact one, or that of a deployment. Statements run under a
// condition, a disjunction of guards: an assignment in a branch leaves the other
// worlds as they were, an exception leaves the worlds in which it is raised.
//
// # Bounds
//
// Every evaluation ends: steps, calls, imports, the size of strings and
// collections, the number of alternatives and of cases are bounded, and what is
// beyond a bound is unknown.
package eval
