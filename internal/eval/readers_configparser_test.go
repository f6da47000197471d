package eval

import (
	"math/rand/v2"
	"strings"
	"testing"
)

var configparserReads = []string{
	"NAME = config.get('a', 'x')", "NAME = config.get('a', 'X', fallback='f')", "NAME = config['a']['x']", "NAME = config['a'].get('x')", "NAME = config['b'].get('y', 'none')",
	"NAME = config.getint('a', 'n')", "NAME = config.getint('b', 'n', fallback=3)", "NAME = config.getboolean('a', 'b')", "NAME = config.getboolean('b', 'b', fallback=False)", "NAME = config['a'].getboolean('b', fallback=True)",
	"NAME = config.getfloat('a', 'n')", "NAME = config.has_section('b')", "NAME = config.has_option('a', 'x')", "NAME = config.sections()", "NAME = config['a']['y'].split(',')", "NAME = config.get('DEFAULT', 'x', fallback='q')",
	"NAME = config['DEFAULT'].get('d')", "NAME = config.get('a', 'x', raw=True)", "NAME = config['missing']['x']", "NAME = 'a' in config", "NAME = config.get('a', 'missing')", "NAME = config.get('missing', 'x')",
	"try:\n    NAME = config.get('a', 'missing')\nexcept configparser.NoOptionError:\n    NAME = 'no option'", "try:\n    NAME = config.get('c', 'x')\nexcept (configparser.NoSectionError, configparser.NoOptionError):\n    NAME = 'nothing'",
	"try:\n    NAME = config['c']['x']\nexcept KeyError:\n    NAME = 'no key'", "try:\n    NAME = config.get('c', 'x')\nexcept configparser.Error:\n    NAME = 'error'", "NAME = dict(config['a'])", "NAME = config.items('a')", "config.set('a', 'x', 'changed')",
	"if os.environ.get('A'):\n    config.read(HERE + '/two.ini')", "section = config['a']\nNAME = section.get('x', fallback='z')", "config.read([HERE + '/two.ini', HERE + '/missing.ini'])", "NAME = [config.get(s, 'x', fallback='-') for s in config.sections()]",
}

// TestReaderConfigparser compares with Python's own configparser.
func TestReaderConfigparser(t *testing.T) {
	idioms := make([]string, len(configparserReads))
	for i := range idioms {
		idioms[i] = "configparser"
	}
	compareReaders(t, []string{"configparser"}, 15, func(r *rand.Rand) program {
		maker := pickOf(r, []string{"ConfigParser()", "RawConfigParser()", "ConfigParser(interpolation=None)", "ConfigParser()", "ConfigParser(allow_no_value=True)", "ConfigParser(interpolation=configparser.BasicInterpolation())"})
		header := "import configparser, os\nHERE = os.path.dirname(os.path.abspath(__file__))\nconfig = configparser." + maker + "\n"
		if r.IntN(8) == 0 {
			header += "config.optionxform = str\n"
		}
		header += pickOf(r, []string{
			"config.read(os.path.join(HERE, 'one.ini'))\n", "config.read([HERE + '/one.ini', HERE + '/two.ini'])\n", "config.read_file(open(HERE + '/one.ini'))\n", "config.read_string(open(HERE + '/one.ini').read())\n",
			"config.read([HERE + '/missing.ini', HERE + '/one.ini'])\n", "config.read([HERE + '/one.ini', HERE + '/missing.ini'])\n", "config.read(HERE + '/one.ini', encoding='utf-8')\n",
		})
		p := lines(r, header, map[string]string{"one.ini": iniText(r), "two.ini": iniText(r)}, idioms, configparserReads)
		p.Environments = append(p.Environments, map[string]string{"A": "1"})
		return p
	})
}

func iniText(r *rand.Rand) string {
	var b strings.Builder
	for _, section := range []string{"", "[DEFAULT]\n", "[a]\n", "[b]\n", "[c]\n"} {
		if r.IntN(4) == 0 || section == "" && r.IntN(10) > 0 {
			continue
		}
		b.WriteString(section)
		for range r.IntN(5) {
			b.WriteString(pickOf(r, []string{
				"x = 1\n", "X: upper\n", "y = a,b , c\n", "n = 5\n", "n = 1.5\n", "n=\n", "b = yes\n", "b = Off\n", "b = maybe\n", "d = default\n", "x = %(d)s/y\n", "y = %(missing)s\n", "y = 100%%\n", "y = 100%\n",
				"# c\n", "; c\n", "\n", "x = a\n  more\n\n  last\n", "y = v ; no comment\n", "z = http://a:80/\n", "y = %(y)s\n", "d = %(n)s\n", "key with space = v\n", "  indented = 1\n", "novalue\n", "= empty\n", "x == 2\n", "y = grün\n", "[a]\n", "[e]x]\n", "x = \"quoted\"\n", "\tt = tab\n",
			}))
		}
	}
	return b.String()
}
