package deploy

import "strings"

// option is an option of a server's command line with its value, or, without a
// name, a word that is none.
type option struct {
	name string
	// value is the value alone, and word the word that it stands in; flags have
	// the empty value.
	value, word argument
	hasValue    bool
}

// options reads the words behind the name of a program.
func (s server) options(rest []argument) []option {
	var options []option
	for i := 0; i < len(rest); i++ {
		given := rest[i]
		name, joined, isJoined := strings.Cut(given.text, "=")
		if !strings.HasPrefix(name, "-") || name == "-" {
			options = append(options, option{value: given, word: given, hasValue: true})
			continue
		}
		takesValue := strings.Contains(s.values, " "+name+" ")
		if !isJoined && len(name) > 2 && name[1] != '-' && strings.IndexByte(s.attached, name[1]) >= 0 && !takesValue {
			name, joined, isJoined = name[:2], name[2:], true
		}
		o := option{name: name, word: given, hasValue: isJoined}
		if !isJoined && takesValue && i+1 < len(rest) {
			i++
			o.word, joined, o.hasValue = rest[i], rest[i].text, true
		}
		o.value = o.word
		o.value.text = joined
		if o.hasValue {
			o.value.span = o.word.tail(joined)
		}
		options = append(options, o)
	}
	return options
}
