package deploy

import "testing"

// TestRoleInside asks for the role of a service by what stands in its file.
func TestRoleInside(t *testing.T) {
	const mounted = "services:\n  web:\n    build: .\n    volumes: ['.:/app']\n"
	const copied = "services:\n  web:\n    build: .\n"
	for _, c := range []struct {
		name, compose string
		want          Role
	}{
		{"the source is mounted", mounted, Development},
		{"a network for production", mounted + "networks:\n  deploy_network:\n", Production},
		{"a volume for production", mounted + "volumes:\n  production_data: {}\n", Production},
		{"names for both", mounted + "volumes:\n  production_data:\n  dev-data:\n", Development},
		{"nothing said", copied, Production},
		{"an env file for development", copied + "    env_file: .envs/.local/.django\n", Development},
		{"one of several", copied + "    env_file:\n      - .env\n      - path: dev.env\n", Development},
		{"an env file for nobody in particular", copied + "    env_file: .env\n", Production},
		{"an example of one", copied + "    env_file: .env.dev.example\n", Production},
		{"mail for developers", copied + "  mail:\n    image: mailhog/mailhog:latest\n", Development},
		{"mail for users", copied + "  mail:\n    image: boky/postfix\n", Production},
	} {
		t.Run(c.name, func(t *testing.T) {
			launches, _, _ := read(t, map[string]string{
				"docker-compose.yml": c.compose, "manage.py": "", "Dockerfile": "FROM python\nCOPY . /app\nCMD [\"gunicorn\", \"a.wsgi\"]\n",
			})
			for _, l := range launches {
				if l.Kind == "compose" && l.Role != c.want {
					t.Errorf("%s: want %s, got %s (%s)", l.Path, c.want, l.Role, l.Why.Text)
				}
			}
			if len(launches) < 2 {
				t.Errorf("want a launch of the service and one of the image, got %d", len(launches))
			}
		})
	}
}
