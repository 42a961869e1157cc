// A header that C cannot read is read as C++.
#pragma once
#include "base.h"
// expect import: include base.h

namespace tool {

// expect tool::Part::size: kind method, cognitive 1
class Part : public Base {
public:
	int size() const { return full ? 1 : 0; }
};

} // namespace tool
