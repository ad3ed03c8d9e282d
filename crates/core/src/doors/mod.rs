//! The doors by which records come in: the intake line of leads, files, watched folders, business cards. They know records; no record
//! knows them.

pub(crate) mod cards;
pub(crate) mod folders;
pub(crate) mod imports;
pub(crate) mod intake;
