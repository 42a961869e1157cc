//! How units are found and named, their kinds, lines and parameters.

// expect parameters: params 4, kind function
fn parameters(a: i32, (b, c): (i32, i32), d: &mut [u8], e: impl Fn(i32, i32) -> i32) {}

// expect modifiers: params 1, lines 8-9
#[inline]
pub(crate) async unsafe extern "C" fn modifiers<'a, T: Fn(i32) -> i32>(a: &'a T) {
}

struct Shape<T> {
    a: T,
}

// expect Shape::new: kind method, params 1
// expect Shape::area: kind method, params 0, lines 22-24
// expect Shape::take: kind method, params 1
impl<T> Shape<T> {
    pub fn new(a: T) -> Self {
        Self { a }
    }
    pub fn area(&self) -> i32 {
        1
    }
    fn take(mut self, b: i32) {}
}

// expect Shape::fmt: kind method, params 1
impl<T> std::fmt::Display for Shape<T> {
    fn fmt(&self, f: &mut Formatter) -> Result { Ok(()) }
}

// expect &'a mut dyn Shape::run: kind method
impl<'a> Run for &'a mut dyn Shape {
    fn run(&self) {}
}

// expect a::Outer::run: kind method
impl Run for a::Outer<i32> {
    fn run(&self) {}
}

// expect Run::twice: kind method, params 0
trait Run {
    const LIMIT: usize = 1;
    type Item;
    fn run(&self);
    fn twice(&self) {
        self.run();
    }
}

// expect tests::helper: kind function
// expect tests::inner::deep: kind function
// expect tests::inner::Local::run: kind method
mod tests {
    use super::*;
    // expect import: module super name * wildcard
    fn helper() {}
    mod inner {
        fn deep() {}
        impl Local {
            fn run() {}
        }
    }
}

extern "C" {
    fn foreign(a: i32) -> i32;
}

// a closure of no function is top-level code
static LAZY: Lazy<i32> = Lazy::new(|| 1);

// expect holder: cognitive 0
// expect holder::Local::method: cognitive 1
fn holder() {
    struct Local;
    impl Local {
        fn method(&self) {
            if true {} // +1: a method is always a unit
        }
    }
}

macro_rules! make {
    ($name:ident) => {
        fn $name() {
            if true {}
        }
    };
}
