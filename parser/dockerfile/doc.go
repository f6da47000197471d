// Package dockerfile reads Dockerfiles into instructions: continued lines are
// joined, flags, heredocs and the JSON form are told apart, and every word
// keeps its place in the file. What an instruction means for an image is for
// the caller.
//
// It is written by hand: the format is line based, the reference parser
// (moby/buildkit) gives lines but no columns and draws in its whole module,
// and the tree-sitter grammar gives no words for shell text nor the values of
// quoted ones, so that most of this package would stand beside it all the same.
package dockerfile
