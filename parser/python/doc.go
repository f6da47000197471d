// Package python turns the text of a Python file into immutable nodes.
//
// Parsing has four steps, a file each:
//
//  1. scan.go reads the text once, as a tokenizer does: strings, comments,
//     brackets, indentation. It finds what is wrong at that level, enforces the
//     limits, and makes the mask.
//  2. tree.go gives the mask to tree-sitter, and walk.go copies its tree into a
//     flat slice. Nothing of tree-sitter goes further than that.
//  3. damage.go replaces statements that cannot be read, in the mask, and has
//     it parsed again, so that the tree which is lowered never holds an error.
//  4. lower.go and its kin make the nodes of ast_*.go.
//
// The mask is a copy of the source of the same length in which everything is
// replaced that tree-sitter need not, or cannot, read: the text of strings and
// comments, line ends inside brackets, carriage returns, odd indentation.
// Every offset in it is an offset in the file. Error recovery of tree-sitter
// invents structure; the mask is what keeps it out.
package python
