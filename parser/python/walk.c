// The walk over tree-sitter's tree, in C because a call from Go into C costs
// more than a step of the walk: through the binding, the walk takes as long as
// the parse. These are functions of tree-sitter's public interface, which the
// binding links but does not offer in this form.

#include "walk.h"

#include <stdbool.h>

typedef struct {
  const void *tree;
  const void *id;
  uint32_t context[3];
} cursor;

extern cursor ts_tree_cursor_new(node);
extern void ts_tree_cursor_delete(cursor *);
extern node ts_tree_cursor_current_node(const cursor *);
extern bool ts_tree_cursor_goto_parent(cursor *);
extern bool ts_tree_cursor_goto_next_sibling(cursor *);
extern bool ts_tree_cursor_goto_first_child(cursor *);
extern uint16_t ts_node_symbol(node);
extern uint32_t ts_node_start_byte(node);
extern uint32_t ts_node_end_byte(node);
extern uint32_t ts_node_descendant_count(node);

// djvet_count is how many nodes a walk can give at most.
uint32_t djvet_count(node root) { return ts_node_descendant_count(root); }

// is_format tells whether the string at a place has an f in its prefix.
static bool is_format(const uint8_t *text) {
  for (;; text++) {
    if (*text == 'f' || *text == 'F') return true;
    if (*text == '"' || *text == '\'' || *text == '`' || !*text) return false;
  }
}

// djvet_walk writes the nodes of a tree to out, in preorder, and gives their
// number, or -1 if they are nested deeper than depth, which is the size of open.
// The kinds are by symbol. children tells of which kinds the children are
// wanted: 0 of none, 1 of all, 2 of f-strings only.
int64_t djvet_walk(node root, const uint8_t *kinds, uint32_t kind_count,
                   const uint8_t *children, const uint8_t *mask,
                   uint32_t *open, uint32_t depth, raw *out) {
  cursor c = ts_tree_cursor_new(root);
  uint32_t count = 0, level = 0;
  for (;;) {
    node n = ts_tree_cursor_current_node(&c);
    uint16_t symbol = ts_node_symbol(n);
    uint8_t kind = symbol < kind_count ? kinds[symbol] : 0;
    if (kind != 0) {
      uint32_t i = count++, start = ts_node_start_byte(n);
      out[i] = (raw){kind, start, ts_node_end_byte(n), count};
      uint8_t wanted = children[kind];
      if ((wanted == 1 || (wanted == 2 && is_format(mask + start))) &&
          ts_tree_cursor_goto_first_child(&c)) {
        if (level == depth) {
          ts_tree_cursor_delete(&c);
          return -1;
        }
        open[level++] = i;
        continue;
      }
    }
    while (!ts_tree_cursor_goto_next_sibling(&c)) {
      if (!ts_tree_cursor_goto_parent(&c)) {
        ts_tree_cursor_delete(&c);
        return count;
      }
      out[open[--level]].next = count;
    }
  }
}
