// expect before: quality measured, cognitive 1
fn before(a: bool) {
    if a {}
}

// expect Shape::broken: quality broken
// expect Shape::fine: quality measured, cognitive 1
impl Shape {
    fn broken(&self) {
        let a = 1 +* / 2;
    }
    fn fine(&self) {
        while true {}
    }
}

// expect called: quality measured, cognitive 1
fn called(a: i32) {
    assert_data_eq(a, str!["the grammar takes this macro for a type"]);
    if a > 1 {}
}

// expect behind: quality measured, lines 24-24
fn behind() {}
