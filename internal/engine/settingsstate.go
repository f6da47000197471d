package engine

import (
	"slices"

	"github.com/djvet/djvet/internal/eval"
)

// stateOf says how much the alternatives of a setting tell. There is at least
// one.
func stateOf(alternatives eval.Alternatives) SettingState {
	var states []SettingState
	unset, known := 0, true
	k := knower{}
	for _, a := range alternatives {
		state := k.knowledge(a.Value, 0)
		states = append(states, state)
		if a.Guard.HoldsWhenUnset() {
			unset++
			known = known && state == StateKnown
		}
	}
	all := func(state SettingState) bool {
		return !slices.ContainsFunc(states, func(s SettingState) bool { return s != state })
	}
	switch {
	case len(states) == 1:
		return states[0]
	case all(StateKnown):
		return StateOneOf
	case unset == 1 && known:
		return StateDefault
	case all(StateExternal):
		return StateExternal
	case all(StateUnknown):
		return StateUnknown
	case !slices.Contains(states, StateKnown) && !slices.Contains(states, StatePartial):
		return StateUnknown // external or not even that
	}
	return StatePartial
}

// mostDepth bounds how deep values are looked into; Python's own do not go
// there.
const mostDepth = 32

// knower remembers what it found of collections: one may stand in others many
// times over, and these again in others.
type knower map[eval.Value]SettingState

// knowledge says how much is known of one value.
func (k knower) knowledge(value eval.Value, depth int) SettingState {
	switch value.(type) {
	case *eval.Sequence, *eval.Mapping:
	default:
		return k.look(value, depth)
	}
	state, seen := k[value]
	if !seen {
		state = k.look(value, depth)
		k[value] = state
	}
	return state
}

func (k knower) look(value eval.Value, depth int) SettingState {
	if depth > mostDepth {
		return StatePartial
	}
	switch v := value.(type) {
	case *eval.External:
		return StateExternal
	case *eval.Unknown, eval.Unbound:
		return StateUnknown
	case *eval.Text:
		for _, part := range v.Parts {
			if _, isRoot := part.Hole.(eval.Root); part.Hole != nil && !isRoot {
				return StatePartial
			}
		}
	case *eval.Path:
		if state := k.knowledge(v.Name, depth+1); state == StatePartial || state == StateExternal {
			return state
		}
	case *eval.Object, *eval.Instance:
		return StatePartial // its type is known
	case *eval.Sequence:
		for _, e := range v.Elements() {
			if e.Spread != nil || !k.settled(e.Alternatives, depth) {
				return StatePartial
			}
		}
	case *eval.Mapping:
		for _, e := range v.Entries() {
			if k.knowledge(e.Key, depth+1) != StateKnown || !k.settled(e.Alternatives, depth) {
				return StatePartial
			}
		}
		if v.More() != nil {
			return StatePartial
		}
	}
	return StateKnown
}

// settled reports whether something inside a collection has one known value.
func (k knower) settled(list eval.Alternatives, depth int) bool {
	value, single := list.Single()
	return single && k.knowledge(value, depth+1) == StateKnown
}
