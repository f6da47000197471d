package deploy

import "testing"

func TestIsPlaceholder(t *testing.T) {
	for name, want := range map[string]bool{
		"/path/to/your/project": true, "/path/to/venv": true, "/home/<user>/site": true, "/home/$USER": true, "/srv/your_project": true,
		"/home/xxx/site": true, "/home/프로젝트 루트 디렉터리/": true, "{{ path }}/x": true, "/srv/...": true, "/home/your-name/site": true, "/my_path/x": true,
		"/srv/site": false, "/home/ubuntu/mysite": false, "/home/프로젝트/x": false, "/srv/my site": false, "/opt/yourself": false, "/srv/pathfinder": false,
		"/var/www/tomato": false, "C:/Users/me": false,
	} {
		if got := IsPlaceholder(name); got != want {
			t.Errorf("%q: %t", name, got)
		}
	}
}
