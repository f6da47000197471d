package django

// LanguageAlias is the language that Python's gettext takes another name for, as
// far as some Django has a catalogue of it: "english" is "en". Source:
// locale.locale_alias of Python 3.8 to 3.13.
func LanguageAlias(name string) (language string, ok bool) {
	language, ok = map[string]string{
		"a3": "az", "cz": "cs", "in": "id", "iw": "he", "sh": "sr", "sp": "sr",
		"american": "en", "arabic": "ar", "bokmal": "nb", "bokmål": "nb", "bulgarian": "bg", "catalan": "ca", "cextend": "en", "croatian": "hr",
		"czech": "cs", "danish": "da", "dansk": "da", "deutsch": "de", "dutch": "nl", "eesti": "et", "english": "en", "estonian": "et",
		"finnish": "fi", "français": "fr", "french": "fr", "galego": "gl", "galician": "gl", "german": "de", "greek": "el", "hebrew": "he",
		"hrvatski": "hr", "hungarian": "hu", "icelandic": "is", "italian": "it", "japan": "ja", "japanese": "ja", "korean": "ko",
		"lithuanian": "lt", "nynorsk": "nn", "polish": "pl", "portuguese": "pt", "romanian": "ro", "rumanian": "ro", "russian": "ru",
		"serbocroatian": "sr", "slovak": "sk", "slovene": "sl", "slovenian": "sl", "spanish": "es", "swedish": "sv", "thai": "th",
		"turkish": "tr", "univ": "en", "universal": "en",
	}[name]
	return language, ok
}
