// Words that only a preprocessor knows are passed over.

EXPORT_BEGIN_NAMESPACE

// expect Shape::Shape: kind constructor, params 1
// expect Shape::~Shape: kind destructor
// expect Shape::area: kind method, cognitive 1, params 0
class SHAPE_API Shape : public Base {
	Q_OBJECT
public:
	explicit Shape(int width) : width(width) {}
	virtual ~Shape() NOEXCEPT {}
	SHAPE_NODISCARD int area() const SHAPE_NOEXCEPT { return width ? 1 : 0; }

private:
	DISALLOW_COPY(Shape)
	int width;
};

// expect Point::x: kind method
class point_api Point final {
	int x() { return 1; }
};

// expect make: kind function, params 2, cognitive 1
static ALWAYS_INLINE Shape *make(int a UNUSED, Shape *b MAYBE_UNUSED)
{
	return a ? b : nullptr;
}

// expect HRESULTS::run: kind method, params 1
HRESULT HRESULTS::run(DWORD flags) { return S_OK & FLAG_A & FLAG_B; }

// expect choose: cognitive 2
int choose(int a)
{
	SET_DEFAULT(a)
	if (a)          // +1: behind a macro without a semicolon
		return 1;
	else            // +1
		return 2;
}

// expect TEST(Shape, Grows): kind function, cognitive 1
TEST(Shape, Grows)
{
	EXPECT(1 ? true : false);       // +1
}

// expect TEST(Shape, Shrinks): kind function
TEST(Shape, Shrinks) {}

EXPORT_END_NAMESPACE

// expect shapes::Sized::Sized: kind constructor, params 1, cyclomatic 2, cognitive 1
// expect shapes::Sized::Sized: kind constructor, params 0
// expect shapes::Sized::operator==: kind operator, params 2, cognitive 1
// expect shapes::Sized::grow: kind method, params 1, cyclomatic 2, cognitive 1
namespace shapes {
class Sized {
	PRIVATE_UNLESS_TESTED:
	MY_CONSTEXPR Sized(int a) noexcept : size(a ? 1 : 2) {} // +1
	MY_CONSTEXPR friend bool operator==(Sized a, Sized b) MY_NOEXCEPT {
		return a && b; // +1
	}
	void grow(List list = {}) {
		MY_TRY {
			if (list.template get<int>()) b(); // +1
		}
	}
};

MY_INLINE Sized::Sized() : size(1) {}
} // namespace shapes

// A head of texts, as test frameworks have them.

// expect TEST_CASE("A shape grows", "[shape]"): kind function, cyclomatic 2, cognitive 1
TEST_CASE("A shape grows", "[shape]") {
	SECTION("by one") {
		if (a) b(); // +1
	}
}
