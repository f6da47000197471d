// Package workspace knows what files there are: it walks a [Tree] once,
// remembers the names, reads and parses files on demand, resolves Python
// imports among them, and tells from paths and a few bytes which of them matter
// to djvet. It also reads which Django the project uses.
//
// It knows nothing of roles: whether a settings module is that of production is
// internal/project's to say.
//
// # What is not there
//
// Three kinds of files are treated as if they did not exist, so that a result
// depends on the repository and not on the machine it is checked on:
//
//   - what is installed or generated: version control, virtual environments,
//     site-packages, node_modules, caches, and copies of Django itself;
//   - what git ignores and does not track (a developer's own .env or local.py);
//     [Workspace.IgnoredModule] says which module such a file would supply;
//   - what is not a file: pipes, devices, dangling links.
//
// Symbolic links to directories are not followed.
package workspace
