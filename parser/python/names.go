package python

// keywords are the words that are never names.
var keywords = map[string]bool{
	"False": true, "None": true, "True": true, "and": true, "as": true,
	"assert": true, "async": true, "await": true, "break": true, "class": true,
	"continue": true, "def": true, "del": true, "elif": true, "else": true,
	"except": true, "finally": true, "for": true, "from": true, "global": true,
	"if": true, "import": true, "in": true, "is": true, "lambda": true,
	"nonlocal": true, "not": true, "or": true, "pass": true, "raise": true,
	"return": true, "try": true, "while": true, "with": true, "yield": true,
}

// identifiers lists the names in a text, each once, in the order in which they
// first stand there. form is the mask of the text, or the text itself if it is
// damaged: then words in strings and comments are among the names, as nobody
// knows what was meant to be a string.
func identifiers(form []byte, text string) []string {
	var found []string
	seen := map[string]bool{}
	for i := 0; i < len(form); {
		start := i
		for i < len(form) && isWord(form[i]) {
			i++
		}
		if i == start {
			i++
			continue
		}
		word := text[start:i]
		prefix := i < len(form) && (form[i] == '"' || form[i] == '\'') && isPrefix([]byte(word))
		if '0' <= word[0] && word[0] <= '9' || keywords[word] || prefix {
			continue
		}
		if word = normal(word); !seen[word] {
			seen[word] = true
			found = append(found, word)
		}
	}
	return found
}
