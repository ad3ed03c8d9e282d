//! The commands in the words of the rulebook, spoken to only through `Workspace::dispatch`. One program: each more would
//! link the whole house again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says where"
)]

mod activities;
mod aliases;
mod attachments;
mod bin;
mod book;
mod calls;
mod cards;
mod chats;
mod csv_files;
mod custom_fields;
mod customer_reach;
mod customers;
mod damage;
mod deals;
mod derived;
mod described;
mod duplicates;
mod exports;
mod folders;
mod folders_people;
mod forecast_past;
mod forecast_risks;
mod formula;
mod hand_over;
mod health;
mod health_plan;
mod imports;
mod imports_checks;
mod imports_deals;
mod imports_files;
mod imports_leads;
mod imports_merge;
mod imports_merged;
mod imports_only;
mod imports_others;
mod imports_resume;
mod imports_roles;
mod imports_scope;
mod imports_shared;
mod imports_speed;
mod imports_undo;
mod imports_updates;
mod inputs;
mod intake_owners;
mod leads;
mod leads_lists;
mod leads_undo;
mod limits;
mod lists;
mod look_up;
mod merging;
mod moved;
mod numbers;
mod people;
mod prints;
mod registrations;
mod registrations_in_bulk;
mod roles;
mod row_scope;
mod sample;
mod sample_removal;
mod search;
mod seen;
mod sheet;
mod stage_history;
mod takeout;
mod targets_split;
mod tick;
mod topics;
mod unclean_end;
mod undo_beside;
mod undo_histories;
mod undo_own;
mod undo_scope;
mod upgrade;
mod velocity;
mod velocity_maven;
mod workspace;
mod world;
