// A function that does not parse is not measured; its neighbours are.
object Broken {
  // expect Broken.before: cyclomatic 2, cognitive 1, quality measured
  def before(a: Boolean): Unit = {
    if (a) {
      one()
    }
  }

  // expect Broken.broken: quality broken
  def broken(a: Boolean): Unit = {
    val x = = 1
    one()
  }

  // expect Broken.after: cyclomatic 2, cognitive 1, quality measured
  def after(a: Boolean): Unit = {
    while (a) {
      one()
    }
  }
}

// expect Injected.action: cyclomatic 2, cognitive 1, quality measured
class Injected @Inject() (val a: A, @Named("x") b: B)(implicit c: C) extends Base(a) {
  def action = Action { implicit request: Request[Any] =>
    request.a && request.b
  }

  // expect Injected.typed: cyclomatic 2, cognitive 1, quality measured
  def typed = list.map { x: Int => x || 1 }
}
