package shell

// Split cuts a command line into words as Python's shlex.split does: blanks
// separate, quotes and backslashes protect, and nothing is expanded or has a
// meaning of its own: && is a word. Compose, supervisor and platform manifests
// start programs that way, without a shell. An unclosed quote runs to the end,
// and closed is then false.
func Split(source Source) (words []Word, closed bool) {
	input := source.Text
	at := 0
	for {
		for at < len(input) && isBlank(input[at]) {
			at++
		}
		if at == len(input) {
			return words, true
		}
		start := at
		var literal []byte
		quote := byte(0)
		for at < len(input) && (quote != 0 || !isBlank(input[at])) {
			c := input[at]
			switch {
			case quote == 0 && (c == '\'' || c == '"'):
				quote = c
			case quote != 0 && c == quote:
				quote = 0
			case c == '\\' && quote == 0 && at+1 < len(input):
				at++
				literal = append(literal, input[at])
			case c == '\\' && quote == '"' && at+1 < len(input) && (input[at+1] == '"' || input[at+1] == '\\'):
				at++
				literal = append(literal, input[at])
			default:
				literal = append(literal, c)
			}
			at++
		}
		words = append(words, Word{
			Span:  source.Span(start, at),
			Text:  input[start:at],
			Parts: []Part{{Literal: string(literal)}},
		})
		if quote != 0 {
			return words, false
		}
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
