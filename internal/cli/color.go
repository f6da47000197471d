package cli

// The answers to --color.
const (
	colorAuto   = "auto"
	colorAlways = "always"
	colorNever  = "never"
)

func newColorChoice() *choice { return newChoice(colorAuto, colorAuto, colorAlways, colorNever) }

// colored says whether to paint: what the flag says, then NO_COLOR, then
// CLICOLOR_FORCE, then whether people look at it.
func (c Command) colored(flag *choice, output string) bool {
	switch flag.value {
	case colorAlways:
		return true
	case colorNever:
		return false
	}
	if value, _ := c.lookup("NO_COLOR"); value != "" {
		return false
	}
	if value, _ := c.lookup("CLICOLOR_FORCE"); value != "" && value != "0" {
		return true
	}
	if term, _ := c.lookup("TERM"); term == "dumb" {
		return false
	}
	return c.Terminal && output == ""
}

// maxWidth is the number of columns above which sentences are hard to read.
const maxWidth = 120

// width is the number of columns to fill; 0 if that is not known.
func (c Command) width(output string) int {
	if !c.Terminal || output != "" {
		return 0
	}
	return min(c.Width, maxWidth)
}
