package logging_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
)

// oracle says of each LOGGING in a list of Python expressions why dictConfig
// refuses it, "" if it does not.
const oracle = `
import json, logging.config, sys

answers = []
for text in json.load(sys.stdin):
    try:
        logging.config.dictConfig(eval(text))
        answers.append("")
    except Exception as e:
        answers.append(repr(e) + " " + repr(e.__cause__))
json.dump(answers, sys.stdout)
`

// configurations are LOGGINGs that Python takes or refuses. All of them name
// classes of the standard library only.
func configurations() []string {
	const console = `"handlers": {"console": {"class": "logging.StreamHandler"}}`
	with := func(parts ...string) string { return `{"version": 1, ` + strings.Join(parts, ", ") + `}` }
	handler := func(text string) string { return with(`"handlers": {"h": {`+text+`}}`, `"root": {"handlers": ["h"]}`) }
	formatter := func(text string) string {
		return with(`"formatters": {"f": {`+text+`}}`, `"handlers": {"h": {"class": "logging.StreamHandler", "formatter": "f"}}`)
	}
	logger := func(text string) string { return with(console, `"loggers": {"django": {`+text+`}}`) }
	texts := []string{
		`{"version": 1}`, `{"version": 2}`, `{"version": "1"}`, `{"version": None}`, `{"version": 1.0}`, `{"version": True}`,
		`{"handlers": {}}`, with(console), with(`"incremental": False`, console),
		with(console, `"root": {"handlers": ["console"], "level": "INFO"}`), with(console, `"root": {"handlers": ["file"]}`),
		with(console, `"root": {"level": "TRACE"}`), with(console, `"root": {}`), with(`"root": {"handlers": ["console"]}`),
		with(console, `"filters": {"quiet": {"name": "mysite"}}`, `"root": {"filters": ["quiet"]}`),
		with(console, `"filters": {"quiet": {}}`, `"root": {"filters": ["loud"]}`),
		with(`"handlers": {"b": {}, "a": {"class": "logging.StreamHandler", "level": "x"}}`),
		with(`"formatters": {"f": {"()": "logging.Formatter", "fmt": "%(message)s", "style": "%"}}`),
	}
	for _, text := range []string{
		`"level": "INFO"`, `"level": "info"`, `"level": "WARN"`, `"level": "FATAL"`, `"level": "VERBOSE"`, `"level": ""`, `"level": 10`, `"level": None`,
		`"handlers": []`, `"handlers": ["console"]`, `"handlers": ("console",)`, `"handlers": ("console")`, `"handlers": "console"`, `"handlers": None`,
		`"handlers": ["console", "mail_admins"]`, `"filters": []`, `"filters": ["quiet"]`, `"propagate": False`, `"other": 1`,
	} {
		texts = append(texts, logger(text))
	}
	for _, text := range []string{
		`"class": "logging.StreamHandler"`, `"level": "INFO"`, `"class": "logging.StreamHandlr"`, `"class": "logging.handlers.StreamHandler"`,
		`"class": "logging.StreamHandler", "stream": "ext://sys.stdout"`, `"class": "logging.StreamHandler", "filename": "x.log"`,
		`"class": "logging.FileHandler"`, `"class": "logging.FileHandler", "filename": "/dev/null"`,
		`"class": "logging.FileHandler", "filename": "/dev/null", "encoding": "utf-8", "delay": True, "mode": "a"`,
		`"class": "logging.FileHandler", "filename": "/dev/null", "maxBytes": 10`,
		`"class": "logging.handlers.RotatingFileHandler", "filename": "/dev/null", "maxBytes": 10, "backupCount": 2`,
		`"class": "logging.handlers.RotatingFileHandler", "filename": "/dev/null", "when": "D"`,
		`"class": "logging.handlers.TimedRotatingFileHandler", "filename": "/dev/null", "when": "D", "delay": True`,
		`"class": "logging.handlers.TimedRotatingFileHandler", "filename": "/dev/null", "maxBytes": 10`,
		`"class": "logging.handlers.WatchedFileHandler", "filename": "/dev/null"`,
		`"class": "logging.handlers.SysLogHandler", "address": ("localhost", 514)`,
		`"class": "logging.handlers.SMTPHandler", "mailhost": "localhost"`,
		`"class": "logging.handlers.SMTPHandler", "mailhost": "localhost", "fromaddr": "a@b.org", "toaddrs": ["a@b.org"], "subject": "x"`,
		`"class": "logging.NullHandler"`, `"class": "logging.NullHandler", "stream": None`,
		`"class": "logging.StreamHandler", "formatter": "verbose"`, `"class": "logging.StreamHandler", "formatter": ""`,
		`"class": "logging.StreamHandler", "filters": ["quiet"]`, `"class": "logging.StreamHandler", "filters": []`,
		`"class": "logging.StreamHandler", "level": "debug"`, `"()": "logging.StreamHandler", "level": "debug"`, `"()": "logging.StreamHandler"`,
		`"class": "logging.StreamHandler", "not a name": 1`, `"class": "logging.StreamHandler", ".": {"terminator": ""}`,
	} {
		texts = append(texts, handler(text))
	}
	for _, text := range []string{
		`"format": "%(message)s"`, `"format": "{message}"`, `"format": "{message}", "style": "{"`, `"format": "$message", "style": "$"`,
		`"format": "$message"`, `"format": "%(message)s", "style": "{"`, `"format": "plain"`, `"format": ""`, `"datefmt": "%d"`, `"style": "#"`,
		`"format": "{message}", "validate": False`, `"format": "{{message}}", "style": "{"`, `"format": "$$message", "style": "$"`,
		`"format": "{levelname:<8} {message}", "style": "{"`, `"format": "%(levelname)-8s"`, `"format": "%(asctime)", "style": "%"`, `"format": None`,
		`"format": "${message} text", "style": "$"`, `"()": "logging.Formatter"`, `"class": "logging.Formatter", "format": "%(message)s"`,
	} {
		texts = append(texts, formatter(text))
	}
	return texts
}

// TestInvalidLikePython compares with the Python that is at hand: a LOGGING is
// reported if and only if dictConfig raises.
func TestInvalidLikePython(t *testing.T) {
	python := os.Getenv("DJVET_PYTHON")
	if python == "" {
		python = "python3"
	}
	if _, err := exec.LookPath(python); err != nil {
		t.Skip("python3 is not installed")
	}
	texts := configurations()
	input, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), python, "-c", oracle)
	command.Stdin = strings.NewReader(string(input))
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answers []string
	if err := json.Unmarshal(output, &answers); err != nil {
		t.Fatal(err)
	}
	suite := enginetest.Suite{
		Rules: []string{"logging-invalid"}, Options: engine.Options{Django: django.Minors{{Major: 5, Minor: 2}}},
	}
	refused := 0
	for i, text := range texts {
		found := suite.Find(t, "LOGGING = "+text+"\n")
		if (len(found) > 0) != (answers[i] != "") {
			t.Errorf("%s\nPython says %q\ndjvet says %q", text, answers[i], found)
		}
		if answers[i] != "" {
			refused++
		}
	}
	t.Logf("%d configurations, of which Python refuses %d", len(texts), refused)
}
