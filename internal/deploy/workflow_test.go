package deploy

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWorkflows(t *testing.T) {
	t.Parallel()
	const workflow = `on: {push: {branches: [main]}}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: python manage.py runserver
      - uses: actions/checkout@v4
      - uses: appleboy/ssh-action@v1
        with:
          host: ${{ secrets.HOST }}
          script: |
            cd /srv/mysite

            TOKEN=${{ secrets.TOKEN }} python manage.py migrate
            gunicorn --bind ${{ vars.ADDRESS }} mysite.wsgi
  dev:
    steps:
      - uses: appleboy/ssh-action@v1
        with: {script: "gunicorn mysite.wsgi"}
`
	launches, problems, w := read(t, map[string]string{
		".github/workflows/main.yml": workflow, ".github/workflows/broken.yml": "a: [\n", "manage.py": "",
		"other/workflows/main.yml": workflow,
	})
	if len(problems) > 0 {
		t.Errorf("problems: %v", problems)
	}
	source, err := w.Source(".github/workflows/main.yml")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range launches {
		for _, c := range l.Commands {
			line, _ := source.Position(c.Span.Start)
			got = append(got, render(l)+" | "+c.Program+" "+string(source.Data[c.Span.Start:c.Span.End])+" "+string(rune('0'+line/10))+string(rune('0'+line%10)))
		}
	}
	want := []string{
		".github/workflows/main.yml GitHub workflow/deploy production gunicorn target=mysite.wsgi dir=/srv/mysite DJANGO_SETTINGS_MODULE? | manage.py migrate manage.py migrate 14",
		".github/workflows/main.yml GitHub workflow/deploy production gunicorn target=mysite.wsgi dir=/srv/mysite DJANGO_SETTINGS_MODULE? | gunicorn gunicorn --bind ${{ vars.ADDRESS }} mysite.wsgi 15",
		".github/workflows/main.yml GitHub workflow/dev development gunicorn target=mysite.wsgi DJANGO_SETTINGS_MODULE? | gunicorn gunicorn mysite.wsgi 19",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
