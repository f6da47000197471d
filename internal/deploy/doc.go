// Package deploy reads deployment files (Procfile, Dockerfile, compose files,
// env files, uWSGI and systemd configurations, platform manifests, start
// scripts) and says what they start: each way is a Launch, with the settings
// module, the target, the directory and the environment, and with the place
// that says so.
//
// The package knows files and command lines, not Python: whether a settings
// module or a target exists is for others to say. Nothing is executed. What a
// file leaves to the machine it runs on (a variable of the host, a secret, an
// ignored env file) is unknown here, and stays unknown.
//
// Values of variables may be secrets. They are kept in memory so that settings
// can be evaluated with them; no message of this package prints one.
package deploy
