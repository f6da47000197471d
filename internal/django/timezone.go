package django

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/timezones.txt
var timeZonesText string

// timeZones is the lines of data/timezones.txt, which are sorted as Python sorts: by bytes.
var timeZones = sync.OnceValue(func() []string { return strings.Fields(timeZonesText) })

// IsTimeZone tells whether the time zone database has a zone of that name, backward links such as US/Eastern among
// them. Letters' case counts, as it does on servers, where a zone is a file.
func IsTimeZone(name string) bool {
	_, found := slices.BinarySearch(timeZones(), name)
	return found
}

// TimeZones is the sorted names of all time zones.
func TimeZones() []string { return slices.Clone(timeZones()) }

// IsZoneFile tells whether the time zone database has a file of that name, which is what Django looks for as it loads
// the settings: besides the zones, their copies in posix and right, and the zone of the machine.
func IsZoneFile(name string) bool {
	zone := strings.TrimPrefix(strings.TrimPrefix(name, "posix/"), "right/")
	return IsTimeZone(zone) || zone == "localtime" || zone == "posixrules"
}
