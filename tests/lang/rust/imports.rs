use std::collections::HashMap;
// expect import: module std::collections name HashMap
use std::io::{self, Read, Write as Out};
// expect import: module std name io
// expect import: module std::io name Read
// expect import: module std::io name Write as Out
pub use crate::a::b;
// expect import: module crate::a name b reexport
pub(in crate::a) use self::c::*;
// expect import: module self::c name * reexport wildcard
use super::super::d as other;
// expect import: module super::super name d as other
use crate::{e::{f, g::{h, self}}, i};
// expect import: module crate::e name f
// expect import: module crate::e::g name h
// expect import: module crate::e name g
// expect import: module crate name i
use ::anyhow::Result;
// expect import: module anyhow name Result
use serde;
// expect import: module serde
use {a, b::c};
// expect import: module a
// expect import: module b name c
use a::b as _;
// expect import: module a name b as _
extern crate alloc;
// expect import: module alloc
extern crate core as base;
// expect import: module core as base
mod file;
// expect import: structure file
pub(crate) mod shown;
// expect import: structure shown

mod inside {
    pub(super) struct Held(crate::k::Kind);
    // expect import: module crate::k name Kind
}

// expect paths: params 0
fn paths() {
    crate::x::call();
    // expect import: module crate::x name call
    crate::x::call();
    super::y::Type::new(self.z);
    // expect import: module super::y::Type name new
    super::super::up();
    // expect import: module super::super name up
    local::path();
    print!("{}", crate::w::value());
    // expect import: module crate::w name value
}
