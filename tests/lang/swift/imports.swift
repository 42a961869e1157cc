import Foundation
// expect import: module Foundation name * wildcard
import UIKit.UIView
// expect import: module UIKit.UIView name * wildcard
@testable import App
// expect import: module App name * wildcard
@_exported import Core
// expect import: module Core name * reexport wildcard
import struct Core.Deep.Point
// expect import: module Core.Deep name Point
public import func Core.run
// expect import: module Core name run
