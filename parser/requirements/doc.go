// Package requirements reads pip's requirement files and the requirement
// strings of PEP 508 that they, pyproject.toml and setup.py hold.
//
// It is lenient where pip has become strict (">=2.2.*"), since old projects are
// still deployed with the pip they were written for, and it does not evaluate
// environment markers: a requirement with a marker is one that may hold.
package requirements
