package imports

import "fmt"
// expect import: path fmt
import (
	"net/http"
	// expect import: path net/http
	local "example.com/project/a/b"
	// expect import: path example.com/project/a/b as local
	. "example.com/dot"
	// expect import: path example.com/dot name * wildcard
	_ `example.com/blank`
	// expect import: path example.com/blank as _
	"C"
	// expect import: path C
)
