package yaml

import (
	"fmt"

	yamlv3 "gopkg.in/yaml.v3"
)

// lowerer turns the library's nodes into ours.
type lowerer struct {
	places *places
	// seen holds the anchored nodes that are done; one that is there without
	// a node is being lowered, so that an alias to it would be a circle.
	seen map[*yamlv3.Node]*Node
}

func (l *lowerer) lower(node *yamlv3.Node, depth int) (*Node, error) {
	if depth > maxDepth {
		return nil, ErrTooDeep
	}
	if node.Kind == yamlv3.AliasNode {
		node = node.Alias
		done, begun := l.seen[node]
		if begun && done == nil {
			return nil, ErrTooDeep
		}
		if done != nil {
			return done, nil
		}
	}
	anchored := node.Anchor != ""
	if anchored {
		l.seen[node] = nil
	}
	lowered := &Node{Tag: node.ShortTag(), size: 1}
	lowered.Span.Start = l.places.offset(node.Line, node.Column)
	lowered.Span.End = lowered.Span.Start
	var err error
	switch node.Kind {
	case yamlv3.ScalarNode:
		lowered.Kind, lowered.Value = Scalar, node.Value
		l.scalar(lowered, node.Style)
	case yamlv3.SequenceNode:
		lowered.Kind = Sequence
		err = l.sequence(lowered, node, depth)
	case yamlv3.MappingNode:
		lowered.Kind = Mapping
		err = l.mapping(lowered, node, depth)
	default:
		err = fmt.Errorf("YAML node of an unknown kind %d", node.Kind)
	}
	if err != nil {
		return nil, err
	}
	if lowered.size > maxNodes {
		return nil, fmt.Errorf("%w: more than %d nodes with its aliases followed", ErrTooLarge, maxNodes)
	}
	if anchored {
		l.seen[node] = lowered
	}
	return lowered, nil
}

func (l *lowerer) sequence(lowered *Node, node *yamlv3.Node, depth int) error {
	for _, child := range node.Content {
		item, err := l.lower(child, depth+1)
		if err != nil {
			return err
		}
		lowered.Items = append(lowered.Items, item)
		lowered.grow(item, child.Kind == yamlv3.AliasNode)
	}
	return nil
}

func (l *lowerer) mapping(lowered *Node, node *yamlv3.Node, depth int) error {
	var merged []*Node
	index := make(map[string]int, len(node.Content)/2)
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, err := l.lower(node.Content[i], depth+1)
		if err != nil {
			return err
		}
		value, err := l.lower(node.Content[i+1], depth+1)
		if err != nil {
			return err
		}
		lowered.grow(key, false)
		lowered.grow(value, node.Content[i+1].Kind == yamlv3.AliasNode)
		if node.Content[i].ShortTag() == "!!merge" {
			merged = append(merged, value)
			continue
		}
		// Of a key written twice the last counts, as in PyYAML.
		if key.Kind == Scalar {
			if earlier, twice := index[key.Value]; twice {
				lowered.Pairs[earlier] = Pair{key, value}
				lowered.Repeats = true
				continue
			}
			index[key.Value] = len(lowered.Pairs)
		}
		lowered.Pairs = append(lowered.Pairs, Pair{key, value})
	}
	merge := func(from *Node) {
		for _, pair := range from.Pairs {
			if pair.Key.Kind != Scalar {
				continue
			}
			if _, own := index[pair.Key.Value]; !own {
				index[pair.Key.Value] = len(lowered.Pairs)
				lowered.Pairs = append(lowered.Pairs, pair)
			}
		}
	}
	for _, value := range merged {
		switch value.Kind {
		case Mapping:
			merge(value)
		case Sequence:
			for _, item := range value.Items {
				merge(item)
			}
		case Scalar:
		}
	}
	return nil
}

// grow counts a child, and stretches the span to it unless it stands elsewhere.
func (n *Node) grow(child *Node, alias bool) {
	n.size += child.size
	if !alias {
		n.Span.End = max(n.Span.End, child.Span.End)
	}
}
