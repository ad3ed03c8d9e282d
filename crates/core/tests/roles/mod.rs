//! Who sees and who changes what, asked of every command: a firm of two teams in which every record of everybody carries words of its own
//! (`firm`), the words that must reach nobody else (`canary`), and the changes that must reach nothing else (`table`).

mod canary;
mod firm;
mod rows;
mod table;
