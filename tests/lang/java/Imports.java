package com.example;

import java.util.List;
// expect import: module java.util.List
import java.util.*;
// expect import: module java.util name * wildcard
import static java.lang.Math.max;
// expect import: module java.lang.Math name max static
import static java.lang.Math.*;
// expect import: module java.lang.Math name * wildcard static
import com . example
	. /* spread */ Widely;
// expect import: module com.example.Widely
import Single;
// expect import: module Single
