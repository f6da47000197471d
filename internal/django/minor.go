package django

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Minor is a feature release of Django, such as 5.2. The zero Minor means "none".
//
// From 2028 on Django numbers its feature releases by year, and what follows the year counts patches
// (DEP 20): 2028.0 and 2028.24 are both the Minor {2028, 0}, written 2028.
type Minor struct{ Major, Minor int }

// firstCalendarYear is the first feature release that is numbered by its year.
const firstCalendarYear = 2028

// ParseMinor reads the minor of a version: "5.2", "5.2.1", "5.2a1", "2028.3". It does not ask whether that minor exists.
func ParseMinor(version string) (Minor, error) {
	major, rest, ok := leadingInt(version)
	if ok && major >= firstCalendarYear && (rest == "" || rest[0] == '.') {
		return Minor{Major: major}, nil
	}
	if !ok || rest == "" || rest[0] != '.' {
		return Minor{}, fmt.Errorf("%q is no Django version", version)
	}
	minor, rest, ok := leadingInt(rest[1:])
	if !ok || rest != "" && strings.IndexByte(".abr+-", rest[0]) < 0 {
		return Minor{}, fmt.Errorf("%q is no Django version", version)
	}
	return Minor{major, minor}, nil
}

func leadingInt(s string) (n int, rest string, ok bool) {
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(s[:end])
	return n, s[end:], err == nil
}

// String is the minor as Django writes it: "5.2", "2028"; "" for the zero Minor.
func (m Minor) String() string {
	switch {
	case m.IsZero():
		return ""
	case m.Major >= firstCalendarYear:
		return strconv.Itoa(m.Major)
	}
	return fmt.Sprintf("%d.%d", m.Major, m.Minor)
}

// IsZero tells whether m is the zero Minor, that is, none.
func (m Minor) IsZero() bool { return m == Minor{} }

// Compare orders minors by age, as cmp.Compare does.
func (m Minor) Compare(o Minor) int {
	return cmp.Or(cmp.Compare(m.Major, o.Major), cmp.Compare(m.Minor, o.Minor))
}

// Less tells whether m is older than o.
func (m Minor) Less(o Minor) bool { return m.Compare(o) < 0 }

// Next is the feature release after m, whether or not it is out: 1.11 is followed by 2.0, and an x.2 by the next
// major, which since 6.2 is a year.
func (m Minor) Next() Minor {
	switch {
	case m.Major >= firstCalendarYear:
		return Minor{Major: m.Major + 1}
	case m == Minor{6, 2}:
		return Minor{Major: firstCalendarYear}
	case m == Minor{1, 11}, m.Major > 1 && m.Minor >= 2:
		return Minor{m.Major + 1, 0}
	}
	return Minor{m.Major, m.Minor + 1}
}
