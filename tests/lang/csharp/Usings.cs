using System;
// expect import: module System name * wildcard
using System.Collections.Generic;
// expect import: module System.Collections.Generic name * wildcard
using static System.Math;
// expect import: module System.Math name * wildcard static
using Text = Some.Library.Text<int>;
// expect import: module Some.Library.Text as Text
using global::Other.Place;
// expect import: module global::Other.Place name * wildcard
global using Every.Where;
// expect import: module Every.Where name * reexport wildcard

namespace Example
{
	using Inner . Space;
	// expect import: module Inner.Space name * wildcard
}
