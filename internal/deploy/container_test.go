package deploy

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/internal/workspace"
)

// renderContainer writes a container on one line: what is not said is left out.
func renderContainer(c *Container) string {
	out := fmt.Sprintf("%s %s %s", c.Path, cmpOr(c.Service, "-"), c.Role)
	if c.Image != nil {
		out += " image=" + c.Image.Value
	}
	if c.Build != "" {
		out += " build=" + c.Build
	}
	for _, p := range c.Ports {
		out += fmt.Sprintf(" port=%s:%d:%d", p.Interface, p.Published, p.Target)
		if p.UDP {
			out += "/udp"
		}
		if p.Fallback {
			out += "~"
		}
	}
	if len(c.Exposed) > 0 {
		out += fmt.Sprint(" expose=", c.Exposed)
	}
	if c.HostNetwork {
		out += " host"
	}
	if c.NetworkOf != "" {
		out += " network=" + c.NetworkOf
	}
	for _, list := range []struct {
		name  string
		words []string
	}{{"alias", c.Aliases}, {"in", c.Networks}} {
		if len(list.words) > 0 {
			out += " " + list.name + "=" + strings.Join(list.words, ",")
		}
	}
	for _, v := range c.Volumes {
		out += " volume=" + v.Name + ":" + v.Target
		if v.ReadOnly {
			out += ":ro"
		}
	}
	for _, p := range c.Placements {
		out += " placed=" + p.Source + ":" + p.Target
	}
	if c.Command != nil {
		out += " runs"
		for _, word := range c.Command {
			out += fmt.Sprintf(" %q", word.Text)
			if !word.Known {
				out += "?"
			}
		}
	}
	return out
}

func cmpOr(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func TestContainers(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"short ports", map[string]string{"compose.yml": `services:
  db:
    image: postgres:16
    ports: ["5432", "5433:5432", "127.0.0.1:5434:5432", "127.0.0.1::5432", "0.0.0.0:1:2", "[::1]:6:7", "[::]:6:7", "53:53/udp", 8080]
`}, []string{`compose.yml db production image=postgres:16 port=:0:5432 port=:5433:5432 port=127.0.0.1:5434:5432 port=127.0.0.1:0:5432 ` +
			`port=:1:2 port=::1:6:7 port=:6:7 port=:53:53/udp port=:0:8080`}},
		{"port ranges", map[string]string{"compose.yml": `services:
  a:
    image: x
    ports: ["8000-8001:9000-9001", "3000-3001", "4000-4010:80", "9-3:9-3"]
`}, []string{`compose.yml a production image=x port=:8000:9000 port=:8001:9001 port=:0:3000 port=:0:3001 port=:0:80 port=:0:0`}},
		{"long ports", map[string]string{"compose.yml": `services:
  a:
    image: x
    ports:
      - {target: 80, published: "8080", host_ip: 127.0.0.1, protocol: tcp}
      - {target: 53, protocol: udp}
`}, []string{`compose.yml a production image=x port=127.0.0.1:8080:80 port=:0:53/udp`}},
		{"ports by variables", map[string]string{"compose.yml": `services:
  a:
    image: redis:${VERSION}
    ports: ["${BIND}:6379:6379", "${PORT:-8000}:8000", "${LISTEN:-127.0.0.1:7000}:70"]
`}, []string{`compose.yml a production image=redis port=${BIND}:6379:6379 port=:8000:8000~ port=127.0.0.1:7000:70~`}},
		{"volumes", map[string]string{"deploy/compose.yml": `services:
  a:
    image: x
    volumes:
      - static:/srv/static:ro
      - /var/www:/www
      - ~/x:/x
      - ../conf/site.conf:/etc/site.conf
      - ./made:/made
      - /anonymous
      - ${DATA:-./data}:/data
      - ${MEDIA}/x:/media
      - bound:/bound
      - {type: volume, source: long, target: /long, read_only: true}
      - {type: tmpfs, target: /tmp}
      - ../../outside:/outside
      - other:/www
volumes:
  static:
  bound: {driver_opts: {type: none, o: bind, device: ./bound}}
`, "conf/site.conf": ""}, []string{`deploy/compose.yml a production image=x volume=static:/srv/static:ro volume=~/x:/x volume=${MEDIA}/x:/media ` +
			`volume=long:/long:ro volume=../outside:/outside volume=other:/www placed=conf/site.conf:/etc/site.conf placed=deploy/made:/made ` +
			`placed=deploy/data:/data placed=deploy/bound:/bound`}},
		{"network", map[string]string{"compose.yml": `services:
  a:
    image: x
    network_mode: host
    container_name: alpha
    expose: ["80", "90/tcp"]
  b:
    image: x
    network_mode: service:a
  c:
    image: x
    networks: {front: {aliases: [cc]}, back: }
  d:
    image: x
    networks: [front]
    profiles: [dev]
`}, []string{
			"compose.yml a production image=x expose=[80 90] host alias=alpha", "compose.yml b production image=x network=a",
			"compose.yml c production image=x alias=cc in=front,back", "compose.yml d development image=x in=front",
		}},
		{"merged", map[string]string{"compose.yml": `services:
  base:
    image: x
    ports: ["1:1"]
    volumes: [v:/v]
    command: a b
  a:
    extends: base
    ports: ["2:2"]
    volumes: [w:/v]
  b:
    extends: base
    ports: !override ["3:3"]
    volumes_from: [a]
  c:
    extends: base
    ports: !reset []
`}, []string{
			`compose.yml base production image=x port=:1:1 volume=v:/v runs "a" "b"`,
			`compose.yml a production image=x port=:1:1 port=:2:2 volume=w:/v runs "a" "b"`,
			`compose.yml b production image=x port=:3:3 volume=w:/v runs "a" "b"`,
			`compose.yml c production image=x volume=v:/v runs "a" "b"`,
		}},
		{"built", map[string]string{"compose.yml": `services:
  web:
    build: .
    command: gunicorn x
  plain:
    build: .
`, "Dockerfile": `FROM python:3.12 AS base
EXPOSE 8000
FROM base
WORKDIR /app
COPY . /app/
ENTRYPOINT ["/entry.sh"]
CMD gunicorn mysite.wsgi
`, "manage.py": ""}, []string{
			`Dockerfile - production image=python:3.12 build=Dockerfile expose=[8000] placed=:/app runs "/entry.sh" "sh" "-c" "gunicorn mysite.wsgi"`,
			`compose.yml web production image=python:3.12 build=Dockerfile expose=[8000] placed=:/app runs "/entry.sh" "gunicorn" "x"`,
			`compose.yml plain production image=python:3.12 build=Dockerfile expose=[8000] placed=:/app runs "/entry.sh" "sh" "-c" "gunicorn mysite.wsgi"`,
		}},
		{"images of others", map[string]string{"Dockerfile": "FROM nginx:1.25\nCOPY nginx.conf /etc/nginx/conf.d/default.conf\n", "nginx.conf": "", "fly.toml": "[build]\ndockerfile = 'Dockerfile'\n"}, []string{
			`Dockerfile - production image=nginx:1.25 build=Dockerfile placed=nginx.conf:/etc/nginx/conf.d/default.conf`,
			`fly.toml - production image=nginx:1.25 build=Dockerfile placed=nginx.conf:/etc/nginx/conf.d/default.conf`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, container := range readAll(t, c.files).Containers {
				got = append(got, renderContainer(container))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// readAll opens a map of files and reads its deployment.
func readAll(t *testing.T, files map[string]string) *Deployment {
	t.Helper()
	w, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	deployment, err := Read(context.Background(), w)
	if err != nil {
		t.Fatal(err)
	}
	return deployment
}

func TestLaunchesNameTheirContainers(t *testing.T) {
	d := readAll(t, map[string]string{
		"compose.yml": "services:\n  web:\n    build: .\n", "Procfile": "web: gunicorn mysite.wsgi\n",
		"Dockerfile": "FROM python\nCMD gunicorn mysite.wsgi\n",
	})
	for _, launch := range d.Launches {
		switch {
		case launch.Kind == "Procfile" && launch.Container != nil:
			t.Errorf("%s runs in a container", launch.Path)
		case launch.Kind != "Procfile" && !slices.Contains(d.Containers, launch.Container):
			t.Errorf("%s runs in a container that is not listed", launch.Path)
		}
	}
}
