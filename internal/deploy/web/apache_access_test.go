package web

import (
	"context"
	"testing"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/workspace"
)

// TestApacheAccess: what the server would answer for /srv/site/mysite/wsgi.py.
// Each was compared with Apache 2.4.
func TestApacheAccess(t *testing.T) {
	const root = "<Directory />\nRequire all denied\n</Directory>\n"
	for _, test := range []struct {
		name, configuration string
		want                Access
	}{
		{"nothing is said", "", Unsaid},
		{"the root is denied", root, Denied},
		{"the directory is granted", root + "<Directory /srv/site/mysite>\nRequire all granted\n</Directory>", Granted},
		{"the order does not count", "<Directory /srv/site/mysite>\nRequire all granted\n</Directory>\n" + root, Granted},
		{"a deeper one counts", "<Directory /srv/site/mysite>\nRequire all denied\n</Directory>\n<Directory /srv>\nRequire all granted\n</Directory>", Denied},
		{"another directory", root + "<Directory /srv/site/my>\nRequire all granted\n</Directory>", Denied},
		{"the file", root + "<Directory /srv/site/mysite>\n<Files wsgi.py>\nRequire all granted\n</Files>\n</Directory>", Granted},
		{"another file", root + "<Directory /srv/site/mysite>\n<Files django.wsgi>\nRequire all granted\n</Files>\n</Directory>", Denied},
		{"files come after directories", "<Files \"*.py\">\nRequire all denied\n</Files>\n<Directory /srv/site/mysite>\nRequire all granted\n</Directory>", Denied},
		{"locations come last", root + "<Location />\nRequire all granted\n</Location>", Granted},
		{"the location of a part", root + "<Location /admin>\nRequire all granted\n</Location>", Denied},
		{"a wildcard", root + "<Directory /srv/*/mysite>\nRequire all granted\n</Directory>", Granted},
		{"a pattern", root + "<DirectoryMatch ^/srv/.*/mysite>\nRequire all granted\n</DirectoryMatch>", Granted},
		{"a password", root + "<Location />\nRequire valid-user\n</Location>", Restricted},
		{"one of two", "<Location />\nRequire all denied\nRequire all granted\n</Location>", Granted},
		{"all of two", "<Location />\n<RequireAll>\nRequire all denied\nRequire all granted\n</RequireAll>\n</Location>", Denied},
		{"all, and not some", "<Location />\n<RequireAll>\nRequire all granted\nRequire not ip 192.0.2.1\n</RequireAll>\n</Location>", Restricted},
		{"the old words do not grant", root + "<Directory /srv/site>\nOrder deny,allow\nAllow from all\n</Directory>", Denied},
		{"the old words alone", "<Directory /srv/site>\nOrder deny,allow\nAllow from all\n</Directory>", Granted},
		{"the old words deny", "<Directory /srv/site>\nOrder allow,deny\nDeny from all\n</Directory>", Denied},
		{"the old order alone denies", "<Directory /srv/site>\nOrder allow,deny\n</Directory>", Denied},
		{"the old words for some", "<Directory /srv/site>\nOrder deny,allow\nDeny from all\nAllow from 192.0.2.1\n</Directory>", Restricted},
		{"both have to agree", "<Directory /srv/site>\nRequire all granted\nOrder allow,deny\nDeny from all\n</Directory>", Denied},
		{"Satisfy", root + "<Directory /srv/site>\nAllow from all\nSatisfy Any\n</Directory>", Restricted},
		{"a condition", root + "<Directory /srv/site>\n<IfModule mod_unusual.c>\nRequire all granted\n</IfModule>\n</Directory>", Restricted},
		{"a condition that is nearly always so", root + "<Directory /srv/site>\n<IfModule mod_authz_core.c>\nRequire all granted\n</IfModule>\n</Directory>", Granted},
		{"a place that is not known", root + "<Directory ${HERE}>\nRequire all granted\n</Directory>", Restricted},
		{".htaccess may say more", root + "<Directory /srv/site>\nAllowOverride All\n</Directory>", Restricted},
		{"an include may say more", root + "Include other.conf\n", Restricted},
		{"an include may say more, but not of that", root + "Include other.conf\n<Directory /srv/site>\nRequire all denied\n</Directory>", Denied},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, deployment := open(t, "-- apache.conf --\nWSGIScriptAlias / /srv/site/mysite/wsgi.py\n"+test.configuration+"\n")
			configurations, problems := readApache(context.Background(), w, deployment)
			if len(configurations) != 1 || len(problems) > 0 {
				t.Fatalf("%d configurations, %v", len(configurations), problems)
			}
			if got := configurations[0].WSGI.Scripts[0].Access; got != test.want {
				t.Errorf("%s, want %s", accessNames[got], accessNames[test.want])
			}
		})
	}
}

func FuzzApache(f *testing.F) {
	f.Add("ServerRoot /a\nInclude b.conf\n<IfDefine !X>\nDefine X\n</IfDefine>\n<VirtualHost [::1]:>\nProxyPass / unix:/a|http://\n", "Include a.conf\nAlias ${X} ${\nWSGIScriptAlias / b\n")
	f.Add("<Directory [>\nRequire all\n</Directory>\nWSGIScriptAlias / /a\nWSGIDaemonProcess x a='b \\\n c'\n", "<DirectoryMatch (>\nOrder\nDeny\n</DirectoryMatch>\n<Location ~>\nAlias /\n</Location>\nRewriteEngine on\nRewriteRule\nRewriteRule ^ - [P]")
	f.Fuzz(func(t *testing.T, a, b string) {
		w, err := workspace.Open(context.Background(), workspace.NewMap(map[string]string{"a.conf": a, "b.conf": b}), workspace.Options{})
		if err != nil {
			t.Fatal(err)
		}
		configurations, _ := readApache(context.Background(), w, &deploy.Deployment{})
		for _, c := range configurations {
			for _, h := range c.Hosts {
				for _, r := range h.Routes {
					if file, err := w.Source(r.Path); err != nil || int(r.Span.End) > len(file.Data) || r.Span.Start > r.Span.End {
						t.Fatalf("%s %v", r.Path, r.Span)
					}
				}
			}
		}
	})
}
