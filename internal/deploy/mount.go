package deploy

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/yaml"
)

// mount is an item of volumes.
type mount struct {
	// name is a path in the repository if inTree is true, as Volume.Name
	// otherwise.
	name, target string
	inTree       bool
	readOnly     bool
	node         *yaml.Node
	file         *composeFile
}

// mounts are the mounts of a service. Of two with one target the later counts,
// as compose merges them.
func (r *reader) mounts(s *service, depth int) []mount {
	var mounts []mount
	add := func(m mount) {
		mounts = slices.DeleteFunc(mounts, func(other mount) bool { return other.target == m.target })
		mounts = append(mounts, m)
	}
	for _, part := range s.parts {
		if from := part.node.Get("volumes_from"); from != nil && depth < maxScripts {
			for _, item := range from.Items {
				name, _, _ := strings.Cut(item.Text(), ":")
				if other := r.service(part.file, name, 0); other != nil {
					for _, m := range r.mounts(other, depth+1) {
						add(m)
					}
				}
			}
		}
		volumes := part.node.Get("volumes")
		if volumes == nil {
			continue
		}
		if volumes.Tag == "!reset" || volumes.Tag == "!override" {
			mounts = nil
		}
		for _, item := range volumes.Items {
			if m, ok := part.file.mount(item); ok {
				add(m)
			}
		}
	}
	return mounts
}

// mount reads an item of volumes in the short or the long form. It reports false
// for what has no source: an anonymous volume, a tmpfs.
func (c *composeFile) mount(item *yaml.Node) (mount, bool) {
	m := mount{node: item, file: c}
	if item.Kind == yaml.Mapping {
		if kind := item.Get("type").Text(); kind != "" && kind != "bind" && kind != "volume" {
			return mount{}, false
		}
		m.name, m.target = c.mountText(item.Get("source").Text()), c.mountText(item.Get("target").Text())
		m.readOnly = item.Get("read_only").Text() == "true"
	} else {
		parts := cutAtColons(item.Text())
		if len(parts) < 2 {
			return mount{}, false
		}
		m.name, m.target = c.mountText(parts[0]), c.mountText(parts[1])
		m.readOnly = len(parts) > 2 && slices.Contains(strings.Split(parts[2], ","), "ro")
	}
	if m.name == "" || !path.IsAbs(m.target) {
		return mount{}, false
	}
	m.target = path.Clean(m.target)
	if !isHostPath(m.name) {
		m.name = c.device(m.name)
	}
	if strings.HasPrefix(m.name, ".") {
		m.name = path.Join(c.directory, m.name)
		if m.inTree = inTree(m.name); m.name == "." {
			m.name = ""
		}
	}
	return m, true
}

// mountText is a part of a mount with its variables replaced; what is not known
// stays as it is written. $PWD is where compose is run: beside its file.
func (c *composeFile) mountText(written string) string {
	written = strings.ReplaceAll(strings.ReplaceAll(written, "${PWD}", "."), "$PWD", ".")
	if expanded := interpolate(written, c.host); expanded.known {
		return expanded.text
	}
	return written
}

// isHostPath reports whether a mount's source is a path and no volume's name.
func isHostPath(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "/") || strings.HasPrefix(name, "~")
}

// device is the directory that a volume of the local driver binds, or the
// volume's own name if it binds none.
func (c *composeFile) device(volume string) string {
	options := c.root.At("volumes", volume, "driver_opts")
	device := c.mountText(options.Get("device").Text())
	if device == "" || !isHostPath(device) || !strings.Contains(options.Get("o").Text(), "bind") {
		return volume
	}
	return device
}

// cutAtColons splits at the colons that stand outside of ${…}.
func cutAtColons(written string) []string {
	var parts []string
	depth, start := 0, 0
	for i := range len(written) {
		switch c := written[i]; {
		case c == '{':
			depth++
		case c == '}' && depth > 0:
			depth--
		case c == ':' && depth == 0:
			parts = append(parts, written[start:i])
			start = i + 1
		}
	}
	return append(parts, written[start:])
}

// binds are the bind mounts of what the repository holds, and the one that
// mounts the project's source, if one does.
func (r *reader) binds(s *service) (placed []placement, source *yaml.Node) {
	for _, m := range r.mounts(s, 0) {
		if !m.inTree || m.name != "" && !r.workspace.Exists(m.name) {
			continue
		}
		placed = append(placed, placement{target: m.target, source: m.name, mounted: true})
		if source == nil && r.holdsProject(m.name) {
			source = m.node
		}
	}
	return placed, source
}
