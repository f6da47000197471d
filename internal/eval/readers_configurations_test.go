package eval

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestReaderConfigurations compares classes of django-configurations with
// what its importer makes of them. Django's defaults, which it copies into the
// module, are left out where the source does not name the setting.
func TestReaderConfigurations(t *testing.T) {
	comparison{
		python: withPackages(t, "configurations", "dj_database_url"),
		prepare: func(p program, o outcome) {
			for _, run := range o.Runs {
				for name := range run.Values {
					if name != "CONFIGURATION" && !strings.Contains(p.Files["proj/settings.py"], name) {
						delete(run.Values, name)
					}
				}
			}
		},
		count: (*share).whole,
	}.generated(t, 14, configurationProgram)
}

var configurationSettings = []string{"DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "TIME_ZONE", "MY_LIST", "OTHER", "PORT", "DATABASES", "INSTALLED_APPS"}

func configurationProgram(r *rand.Rand) program {
	var b strings.Builder
	b.WriteString("import os\nfrom configurations import Configuration, values\n\nTOP = ['top']\nMY_LIST = ['module']\ndef helper(x):\n    return [x, x]\n\nclass Mixin:\n")
	b.WriteString(configurationBody(r, nil))
	classes := []string{}
	for i, name := range []string{"Base", "Dev", "Prod", "Test"} {
		bases := []string{"Configuration"}
		if i > 0 {
			bases = []string{pickOf(r, classes)}
			if other := pickOf(r, classes); r.IntN(4) == 0 && other != bases[0] {
				bases = append(bases, other)
			}
		}
		switch r.IntN(5) {
		case 0:
			bases = append([]string{"Mixin"}, bases...)
		case 1:
			bases = append(bases, "Mixin")
		}
		fmt.Fprintf(&b, "\nclass %s(%s):\n", name, strings.Join(bases, ", "))
		if i == 0 { // so that none is Django's default
			for _, setting := range configurationSettings {
				fmt.Fprintf(&b, "    %s = '%s'\n", setting, strings.ToLower(setting))
			}
		}
		b.WriteString(configurationBody(r, classes))
		classes = append(classes, name)
	}
	p := program{
		Files: map[string]string{
			"proj/settings.py": b.String(),
			"proj/__init__.py": "from configurations import importer\nif not importer.installed:\n    importer.install()\n",
		},
		Module: "proj.settings", Repair: false, idioms: map[string]string{},
	}
	for _, name := range configurationSettings {
		p.idioms[name] = name
	}
	for range 5 {
		environment := map[string]string{"DJANGO_SETTINGS_MODULE": "proj.settings", "DJANGO_CONFIGURATION": pickOf(r, append(classes, "Prod", "Dev"))}
		for name, texts := range map[string][]string{
			"DJANGO_DEBUG": {"yes", "0", " True ", "", "N"}, "DJANGO_SECRET_KEY": {"k", "s"}, "DJANGO_ALLOWED_HOSTS": {"a, b,,", "", "x"}, "DJANGO_PORT": {"5", "7", "0"},
			"DATABASE_URL": {"sqlite:///db.sqlite3", "postgres://u:p@h/d"}, "APP_OTHER": {"1", "0"}, "OTHER": {"2", "1"}, "DJANGO_MY_LIST": {"q", "r,s"}, "DJANGO_TIME_ZONE": {"UTC", ""}, "DJANGO_OTHER": {"3", "no"},
		} {
			if r.IntN(2) == 0 {
				environment[name] = pickOf(r, texts)
			}
		}
		p.Environments = append(p.Environments, environment)
	}
	return p
}

// configurationBody are some attributes of a class.
func configurationBody(r *rand.Rand, classes []string) string {
	var b strings.Builder
	for range r.IntN(6) {
		name := pickOf(r, configurationSettings)
		value := pickOf(r, []string{
			"values.BooleanValue(False)", "values.BooleanValue(True, environ_name='OTHER', environ_prefix='APP')", "values.SecretValue()", "values.Value('x')", "values.Value()",
			"values.IntegerValue(5)", "values.IntegerValue(environ_name='PORT')", "values.ListValue(['d'])", "values.ListValue([], separator=';')", "values.TupleValue()", "values.SetValue(['a'])",
			"values.DatabaseURLValue('sqlite:///x.db')", "values.DatabaseURLValue(environ=False)", "values.Value('e', environ=False)", "values.FloatValue(1.5)", "values.DictValue({'a': 1})", "values.PositiveIntegerValue(3)",
			"values.Value('r', environ_required=True)", "values.Value('p', environ_prefix=None)", "values.Value('n', environ_name='OTHER', environ_prefix='')", "values.Value('l', environ_name='OTHER', late_binding=True)", "values.BooleanValue(None)", "values.BooleanValue(environ_name='DEBUG')",
			"True", "False", "'literal'", "['l']", "TOP + ['x']", "helper(1)", "os.environ.get('OTHER', 'o')", "{'default': {'NAME': 'n'}}", "values.URLValue('http://a.b/')", "values.PathValue('/')",
			"values.PathValue('/tmp', environ_name='OTHER', environ_prefix='APP')", "None", "5",
		})
		if len(classes) > 0 && r.IntN(5) == 0 {
			value = pickOf(r, classes) + "." + name
			if r.IntN(2) == 0 {
				value += " + ['more']"
			}
			fmt.Fprintf(&b, "    try:\n        %s = %s\n    except (AttributeError, TypeError):\n        %s = 'none'\n", name, value, name)
			continue
		}
		if r.IntN(30) > 0 && strings.ContainsAny(value, "(") {
			for _, refused := range []string{"Secret", "required", "(None)", "BooleanValue(environ_name", "environ=False)", "PathValue('/tmp'"} {
				if strings.Contains(value, refused) {
					value = "values.Value('instead')"
				}
			}
		}
		switch r.IntN(9) {
		case 0:
			fmt.Fprintf(&b, "    @property\n    def %s(self):\n        return self.%s\n", name, pickOf(r, []string{"TIME_ZONE", "PORT", "OTHER"}))
		case 1:
			fmt.Fprintf(&b, "    @property\n    def %s(self):\n        return ['p'] + (self.MY_LIST if isinstance(self.MY_LIST, list) else [])\n", name)
		case 2:
			fmt.Fprintf(&b, "    def %s(self):\n        return 'called'\n", name)
		case 3:
			b.WriteString(pickOf(r, []string{
				"    @classmethod\n    def pre_setup(cls):\n        super().pre_setup()\n        cls.OTHER = 'pre'\n", "    @classmethod\n    def post_setup(cls):\n        cls.OTHER = 'post'\n",
				"    @classmethod\n    def pre_setup(cls):\n        os.environ['DJANGO_TIME_ZONE'] = 'pre'\n", "    DOTENV = None\n", "    if os.environ.get('OTHER'):\n        PORT = 1\n",
			}))
		default:
			fmt.Fprintf(&b, "    %s = %s\n", name, value)
		}
	}
	return b.String() + "    pass\n"
}
