package cli

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the commands print into the scripts")

// processVariable makes the test program be djvet itself, for the tests that
// need a process. Its value is the file into which to write what the system
// knows of the process at its end; os.DevNull for none.
const processVariable = "DJVET_TEST_PROCESS"

func TestMain(m *testing.M) {
	end := os.Getenv(processVariable)
	if end == "" {
		os.Exit(m.Run())
	}
	status := Run("0.0.0-test")
	if known, err := os.ReadFile("/proc/self/status"); err == nil {
		_ = os.WriteFile(end, known, 0o600)
	}
	os.Exit(status)
}

// TestScripts runs the scripts, whose command djvet is Main in this process.
//
// The script's environment is djvet's, without what testscript itself sets.
// TERMINAL=N in it makes the standard output a terminal of N columns.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"djvet":  runDjvet,
			"status": checkStatus,
		},
		UpdateScripts: *update, RequireUniqueNames: true,
	})
}

// statusVariable hands the exit status from djvet to status.
const statusVariable = "LAST_STATUS"

func runDjvet(script *testscript.TestScript, negated bool, arguments []string) {
	columns := script.Getenv("TERMINAL")
	width, _ := strconv.Atoi(columns)
	command := Command{
		Stdin: strings.NewReader(standardInput(script)), Stdout: script.Stdout(), Stderr: script.Stderr(),
		Directory: script.MkAbs("."), Terminal: columns != "", Width: width, Version: "0.0.0-test",
		Environment: func(name string) (string, bool) {
			value := script.Getenv(name)
			return value, value != ""
		},
	}
	status := command.Main(context.Background(), arguments)
	script.Setenv(statusVariable, strconv.Itoa(status))
	if negated != (status != 0) {
		script.Fatalf("the exit status is %d", status)
	}
}

// standardInput is what the script's file "stdin" holds; nothing without one.
func standardInput(script *testscript.TestScript) string {
	data, err := os.ReadFile(script.MkAbs("stdin"))
	if err != nil {
		return ""
	}
	return string(data)
}

func checkStatus(script *testscript.TestScript, negated bool, arguments []string) {
	if negated || len(arguments) != 1 {
		script.Fatalf("usage: status N")
	}
	if got := script.Getenv(statusVariable); got != arguments[0] {
		script.Fatalf("the exit status is %s, not %s", got, arguments[0])
	}
}
