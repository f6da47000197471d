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
	if c.variable("NO_COLOR") != "" {
		return false
	}
	if value := c.variable("CLICOLOR_FORCE"); value != "" && value != "0" {
		return true
	}
	if c.variable("TERM") == "dumb" {
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
