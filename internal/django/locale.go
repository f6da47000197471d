package django

import _ "embed"

//go:embed data/locales.txt
var localesText string

// Locales is the sorted locales that a minor has a catalogue of its own texts for, as its folders name them: "de",
// "pt_BR", "zh_Hans". Locales with formats alone (de_CH) are not among them. The languages that a project offers
// unless it sets LANGUAGES are that setting's default. A minor that is not known is an *UnknownMinorError.
func Locales(m Minor) ([]string, error) { return keysIn(table(localesText), m) }

// keysIn is the keys of a table of key and runs that a minor has.
func keysIn(t table, m Minor) ([]string, error) {
	if err := checkKnown(m); err != nil {
		return nil, err
	}
	var keys []string
	t.each(func(key, runs string) {
		if inRuns(runs, m) {
			keys = append(keys, key)
		}
	})
	return keys, nil
}
