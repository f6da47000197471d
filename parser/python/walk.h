#ifndef DJVET_WALK_H
#define DJVET_WALK_H

#include <stdint.h>

// node is tree-sitter's TSNode.
typedef struct {
  uint32_t context[4];
  const void *id;
  const void *tree;
} node;

// raw is the type of the same name in tree.go.
typedef struct {
  uint8_t kind;
  uint32_t start, end, next;
} raw;

uint32_t djvet_count(node root);
int64_t djvet_walk(node root, const uint8_t *kinds, uint32_t kind_count,
                   const uint8_t *children, const uint8_t *mask,
                   uint32_t *open, uint32_t depth, raw *out);

#endif
