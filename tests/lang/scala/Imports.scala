package a.b
import x.y.Z
// expect import: module x.y.Z
import x.y._
// expect import: module x.y name * wildcard
import x.y.*, q.r
// expect import: module x.y name * wildcard
// expect import: module q.r
import x.{Z, W => V, H => _, T as U}
// expect import: module x.Z
// expect import: module x.W as V
// expect import: module x.T as U
import x.y.{
  A, // a comment
  given,
  _
}
// expect import: module x.y.A
// expect import: module x.y name * wildcard
// expect import: module x.y name * wildcard
import x.y.Z as T
// expect import: module x.y.Z as T
object O {
  export x.y.{A, *}
  // expect import: module x.y.A reexport
  // expect import: module x.y name * reexport wildcard
  // expect O.late: kind method
  def late = {
    import scala.util.Try
    // expect import: module scala.util.Try
    Try(1)
  }
}
