//! The records of the business, one room per noun. A noun knows the engine and the nouns above it in this list.

pub(crate) mod activities;
pub(crate) mod attachments;
pub(crate) mod contacts;
pub(crate) mod custom_fields;
pub(crate) mod customers;
pub(crate) mod deals;
pub(crate) mod duplicates;
pub(crate) mod identity;
pub(crate) mod leads;
pub(crate) mod limits;
pub(crate) mod next_activity;
pub(crate) mod nouns;
pub(crate) mod numbers;
pub(crate) mod people;
pub(crate) mod pipelines;
pub(crate) mod products;
pub(crate) mod reach;
pub(crate) mod reached;
pub(crate) mod registrations;
pub(crate) mod saved_views;
pub(crate) mod screening;
pub(crate) mod targets;
