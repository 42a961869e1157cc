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

// expect behind: quality measured, lines 18-18
fn behind() {}
