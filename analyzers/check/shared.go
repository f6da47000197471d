package check

// Shared gives something that several rules of a project need, made by the first
// that asks. The key is a value of a type of its own, as for a context. The rules
// of a project run one after the other, so nothing is locked.
func Shared[T any](p *Pass, key any, produce func() T) T {
	if known, ok := p.shared[key].(T); ok {
		return known
	}
	made := produce()
	if p.shared == nil {
		p.shared = map[any]any{}
	}
	p.shared[key] = made
	return made
}
