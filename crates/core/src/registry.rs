//! The one list of commands. A row gives the window's call, the HTTP route, the shell command with its help, the
//! TypeScript types, the permission, the reach and the topics. Hosts contain no per-command code.

use crate::doors::{cards, folders, imports, intake};
use crate::engine::command::{Nothing, commands};
use crate::engine::store::custom::CustomField;
use crate::engine::store::export::{ExportRecords, ExportedRecords};
use crate::engine::store::field::FieldInfo;
use crate::engine::store::list::{CountQuery, ListQuery, RecordCount, TotalQuery};
use crate::records::{
    activities, attachments, contacts, custom_fields, customers, deals, duplicates, identity, leads, people, pipelines,
    products, registrations, saved_views, screening, targets,
};
use crate::services::{bin, company, hand_over, history, sample, takeout};
use crate::views::{board, books, deal_sheet, forecast, funnel, health, lists, paper, search, sheets};

commands! {
    // The company and its file.

    /// The company, its settings, the person asking and what they may do.
    query "workspace.info" company::info, Nothing => company::Info, WorkspaceRead Lan [Workspace, Customers, Leads, Deals, People, Products];
    /// Answers the first-run questions: makes the pipeline of the kind of business and, when asked, the sample company.
    change "workspace.setup" company::setup, company::Setup => company::Info, WorkspaceManage Lan [Workspace, People, Leads, Customers, Products, Pipelines, Deals, Activities, Targets];
    /// Changes settings of the company; only given fields.
    change "workspace.save" company::save, company::Save => company::Info, WorkspaceManage Lan [Workspace, Customers, Deals, Targets];
    /// The number of the last change, and what came since another: cheap, so that a screen notices what others did.
    query "workspace.pulse" company::pulse, company::PulseSince => company::Pulse, WorkspaceRead Lan [];
    /// Says that the clock is right after a long silence, so that what the program does by itself goes on.
    change "workspace.confirm_clock" company::confirm_clock, Nothing => company::Info, WorkspaceManage Lan [Workspace];
    /// Checks the whole file: pages, indexes, references.
    query "workspace.check" company::check, Nothing => company::Check, WorkspaceManage Lan [];
    /// Everything that is in the file as an archive in open formats: a CSV per table and the attached files.
    query "takeout.write" takeout::write, takeout::TakeOut => takeout::Takeout, WorkspaceManage Lan [];
    /// Deletes every record, and leaves a copy of the file beside it; the company and its settings stay. Cannot be undone.
    job "workspace.clear" company::clear, company::Clear => company::Cleared, WorkspaceManage Local [Workspace, People, Customers, Products, Deals, Activities, Targets, Leads, Imports, History, Fields];
    /// Adds the sample company beside one's own records.
    change "sample.add" sample::add, Nothing => sample::Added, WorkspaceManage Lan [Workspace, People, Leads, Customers, Products, Pipelines, Deals, Activities, Targets];
    /// Removes every sample record, and nothing of one's own.
    change "sample.remove" sample::remove, Nothing => sample::Removed, WorkspaceManage Lan [Workspace, People, Leads, Customers, Products, Pipelines, Deals, Activities, Targets];

    // People, customers, products.

    /// The people who work here.
    query "people.list" people::list, Nothing => Vec<people::Person>, WorkspaceRead Lan [People];
    /// Adds a person, or changes one.
    change "people.save" people::save, people::SavePerson => people::Person, PeopleManage Lan [People, Workspace];
    /// What a person holds, in numbers: leads, deals, customers, contacts, tasks.
    query "people.holdings" hand_over::holdings, hand_over::HoldingsOf => hand_over::Holdings, PeopleManage Lan [People, Leads, Deals, Customers, Activities];
    /// Hands what a person holds over to others, and lets them go when asked: one change, one undo.
    change "people.hand_over" hand_over::hand_over, hand_over::HandOver => hand_over::HandedOver, PeopleManage Lan [People, Workspace, Leads, Deals, Customers, Activities];
    /// Customers by name, with what they bought and what is open.
    query "customers.list" customers::list, ListQuery => customers::CustomerPage, CustomerRead Lan [Customers, Deals];
    /// How many customers a selection has.
    query "customers.totals" customers::totals, TotalQuery => RecordCount, CustomerRead Lan [Customers, Deals];
    /// What can be asked of customers, and what they can be sorted by.
    query "customers.fields" customers::fields, Nothing => Vec<FieldInfo>, CustomerRead Lan [Fields];
    /// The customers a list shows as a workbook or CSV, with its columns and order.
    query "customers.export" customers::export, ExportRecords => ExportedRecords, CustomerRead Lan [Customers, Deals];
    /// The customers a list shows on paper, with its columns, order and totals: a PDF, or pictures of its pages.
    query "customers.print" lists::customers, lists::PrintRecords => paper::Printed, CustomerRead Lan [Customers, Deals, Fields];
    /// One customer with its contacts and deals.
    query "customers.get" customers::get, customers::GetCustomer => customers::Customer, CustomerRead Lan [Customers, Deals];
    /// Adds a customer, or changes one; only given fields.
    change "customers.save" customers::save, customers::SaveCustomer => customers::Customer, CustomerWrite Lan [Customers, Deals];
    /// Puts customers into the recycle bin, with their contacts; refused while deals belong to them.
    change "customers.remove" customers::remove, customers::RemoveCustomers => customers::RemovedCustomers, CustomerWrite Lan [Customers, Deals, Activities];
    /// Contacts, of one customer or of all.
    query "contacts.list" contacts::list, ListQuery => contacts::ContactPage, CustomerRead Lan [Customers];
    /// How many contacts a selection has.
    query "contacts.totals" contacts::totals, TotalQuery => RecordCount, CustomerRead Lan [Customers];
    /// What can be asked of contacts, and what they can be sorted by.
    query "contacts.fields" contacts::fields, Nothing => Vec<FieldInfo>, CustomerRead Lan [Fields];
    /// The contacts a list shows as a workbook or CSV, with its columns and order.
    query "contacts.export" contacts::export, ExportRecords => ExportedRecords, CustomerRead Lan [Customers];
    /// The contacts a list shows on paper, with its columns, order and totals: a PDF, or pictures of its pages.
    query "contacts.print" lists::contacts, lists::PrintRecords => paper::Printed, CustomerRead Lan [Customers, Fields];
    /// One contact.
    query "contacts.get" contacts::get, contacts::GetContact => contacts::Contact, CustomerRead Lan [Customers];
    /// Adds a contact, or changes one; only given fields.
    change "contacts.save" contacts::save, contacts::SaveContact => contacts::Contact, CustomerWrite Lan [Customers];
    /// Puts contacts into the recycle bin.
    change "contacts.remove" contacts::remove, contacts::RemoveContacts => contacts::RemovedContacts, CustomerWrite Lan [Customers, Activities];
    /// What is sold, with list prices.
    query "products.list" products::list, Nothing => Vec<products::Product>, WorkspaceRead Lan [Products];
    /// Adds a product, or changes one; only given fields.
    change "products.save" products::save, products::SaveProduct => products::Product, CatalogueWrite Lan [Products];

    // Leads.

    /// Leads, selected by a condition and sorted, a page at a time.
    query "leads.list" leads::list, ListQuery => leads::LeadPage, LeadRead Lan [Leads, Activities, People];
    /// Counts over all leads a selection finds.
    query "leads.totals" leads::totals, TotalQuery => leads::LeadTotals, LeadRead Lan [Leads];
    /// How many leads several selections have, counted in one pass.
    query "leads.counts" leads::counts, CountQuery => Vec<i64>, LeadRead Lan [Leads];
    /// One lead with everything its page shows.
    query "leads.get" leads::get, leads::GetLead => leads::Lead, LeadRead Lan [Leads, Activities, People];
    /// The leads a list shows as a workbook or CSV, with its columns and order.
    query "leads.export" leads::export, ExportRecords => ExportedRecords, LeadRead Lan [Leads];
    /// The leads a list shows on paper, with its columns, order and totals: a PDF, or pictures of its pages.
    query "leads.print" lists::leads, lists::PrintRecords => paper::Printed, LeadRead Lan [Leads, Activities, People, Fields];
    /// What can be asked of leads, for conditions and sorting.
    query "leads.fields" leads::fields, Nothing => Vec<FieldInfo>, LeadRead Lan [Fields];
    /// A new lead, through the intake line: cleaned, screened, held against who is known.
    change "leads.create" intake::create, intake::CreateLead => intake::Entered, LeadWrite Lan [Leads, Activities];
    /// Several new leads, each through the intake line; what became of each.
    change "leads.create_many" intake::create_many, intake::CreateLeads => Vec<intake::LeadFate>, LeadWrite Lan [Leads, Activities];
    /// Reads business cards: vCards, QR codes, pictures, text; the fields to confirm.
    job "cards.read" cards::read, cards::ReadCards => cards::CardReading, LeadWrite Lan [];
    /// Changes fields of a lead; only given ones, null clears.
    change "leads.edit" leads::edit, leads::EditLead => leads::Lead, LeadWrite Lan [Leads];
    /// Writes the same into fields of many leads; only given ones, null clears.
    change "leads.edit_many" leads::edit_many, leads::EditLeads => leads::Changed, LeadWrite Lan [Leads];
    /// Sets the state of leads; invalid and returned need a reason.
    change "leads.set_state" leads::set_state, leads::SetState => leads::Changed, LeadWrite Lan [Leads];
    /// Hands leads to a person, or takes them off everybody; claims what nobody has.
    change "leads.assign" leads::assign, leads::AssignLeads => leads::Changed, LeadWrite Lan [Leads];
    /// Puts tags on leads and takes them off.
    change "leads.tag" leads::tag, leads::TagLeads => leads::Changed, LeadWrite Lan [Leads];
    /// Lets a lead out of quarantine.
    change "leads.release" leads::release, leads::ReleaseLead => leads::Lead, LeadWrite Lan [Leads];
    /// Puts leads into the recycle bin, or takes them out.
    change "leads.remove" leads::remove, leads::RemoveLeads => leads::Changed, LeadWrite Lan [Leads];
    /// Tags, with how many leads carry each.
    query "tags.list" leads::list_tags, Nothing => Vec<leads::Tag>, LeadRead Lan [Leads];
    /// Saved ways to look at a list, one's own and everybody's.
    query "views.list" saved_views::list, saved_views::ListViews => Vec<saved_views::View>, LeadRead Lan [Leads];
    /// Saves a view, or changes one.
    change "views.save" saved_views::save, saved_views::SaveView => saved_views::View, LeadWrite Lan [Leads];
    /// Takes a view away.
    change "views.remove" saved_views::remove, saved_views::RemoveView => Vec<saved_views::View>, LeadWrite Lan [Leads];
    /// Who is known by the same keys: leads, contacts and customers, each with its owner.
    query "duplicates.check" identity::check, identity::CheckDuplicates => Vec<identity::DuplicateHit>, LeadRead Lan [Leads, Customers];
    /// Who has a customer, whatever one knows of them: a name, a number, an address.
    query "duplicates.look_up" duplicates::look_up, duplicates::LookUp => duplicates::LookedUp, LeadRead Lan [Leads, Customers, People];
    /// Sends word to whoever has a record: a task for them, on the record.
    change "duplicates.tell_owner" duplicates::tell_owner, duplicates::TellOwner => duplicates::Told, LeadWrite Lan [Leads, Activities];
    /// The rules that say when a new lead is a duplicate, and what becomes of it.
    query "duplicates.rules" identity::list_rules, Nothing => Vec<identity::DuplicateRule>, LeadRead Lan [Leads];
    /// Replaces the rules.
    change "duplicates.save_rules" identity::save_rules, identity::SaveRules => Vec<identity::DuplicateRule>, LeadManage Lan [Leads];
    /// Likely pairs over the whole file, with the evidence for each; worked out in the background.
    job "duplicates.review" duplicates::review, duplicates::ReviewDuplicates => duplicates::Review, LeadRead Lan [Leads, Customers];
    /// Says of pairs that they are two, so that they are not offered again.
    change "duplicates.distinct" duplicates::distinct, duplicates::Distinct => duplicates::Decisions, LeadWrite Lan [Leads, Customers];
    /// Holds records against each other, field by field, with what belongs to each.
    query "duplicates.compare" duplicates::compare, duplicates::CompareRecords => duplicates::Comparison, LeadRead Lan [Leads, Customers, Deals, Activities];
    /// Makes several records one; everything that refers to them moves, and one undo takes it back.
    change "duplicates.merge" duplicates::merge, duplicates::MergeRecords => duplicates::Merged, LeadWrite Lan [Leads, Customers, Deals, Activities];
    /// The lists intake screens by: blacklist, sensitive words, domains of throw-away mail.
    query "screen.list" screening::list_words, screening::ListWords => screening::ScreenList, LeadRead Lan [Leads];
    /// Adds words to a list, one per line.
    change "screen.add" screening::save_words, screening::SaveWords => screening::ScreenList, LeadManage Lan [Leads];
    /// Takes words out of the lists.
    change "screen.remove" screening::remove_words, screening::RemoveWords => screening::ScreenList, LeadManage Lan [Leads];
    /// Other names of companies: brands, products, what people say.
    query "aliases.list" identity::list_aliases, Nothing => identity::AliasList, LeadRead Lan [Leads, Customers];
    /// Adds other names, a line each: company, tab, other name.
    change "aliases.save" identity::save_aliases, identity::SaveAliases => identity::AliasList, LeadManage Lan [Leads];
    /// Takes other names out.
    change "aliases.remove" identity::remove_aliases, identity::RemoveAliases => identity::AliasList, LeadManage Lan [Leads];
    /// Customers somebody registered: protected ones, one's own, or those that ended.
    query "registrations.list" registrations::list, registrations::ListRegistrations => registrations::RegistrationList, LeadRead Lan [Leads, People, Workspace];
    /// Who has registered what is being typed, or the record at hand.
    query "registrations.check" registrations::check, registrations::CheckRegistrations => Vec<registrations::Registration>, LeadRead Lan [Leads, Customers, People];
    /// Registers a customer, so that nobody else takes it up for a while.
    change "registrations.add" registrations::add, registrations::AddRegistration => registrations::Registration, LeadWrite Lan [Leads];
    /// Gives a registered customer back; whoever keeps the rules of leads also ends what others hold.
    change "registrations.end" registrations::end, registrations::EndRegistration => registrations::Registration, LeadWrite Lan [Leads];
    /// Gives a registration a later last day.
    change "registrations.extend" registrations::extend, registrations::ExtendRegistration => registrations::Registration, LeadManage Lan [Leads];

    // The health of the data.

    /// What is wrong with the leads, contacts and customers one may see, what to see to first, and the share without a finding.
    job "health.report" health::report, health::ReportHealth => health::HealthReport, LeadRead Lan [Leads, Customers, Activities, People];
    /// The records of a finding, each with what stands there and what it would be mended to.
    query "health.records" health::records, health::RecordsOf => health::HealthRecords, LeadRead Lan [Leads, Customers, Activities, People];
    /// Mends all records of a finding that can be mended without losing anything.
    change "health.fix" health::fix, health::FixFinding => health::Fixed, LeadWrite Lan [Leads, Customers];
    /// Who looks after the data, when a check is due, and how the data stood at the last ones.
    query "health.plan" health::plan, Nothing => health::HealthPlan, LeadRead Lan [Workspace, People];
    /// Says who looks after the data, and how often.
    change "health.save_plan" health::save_plan, health::SavePlan => health::HealthPlan, LeadManage Lan [Workspace];
    /// Ticks the check of the data off, with the figure as it stands.
    survey "health.checked" health::checked, Nothing => health::Checked, LeadWrite Lan [Workspace];

    // Pipelines and deals.

    /// Fields of one's own of a kind of record, archived ones too.
    query "custom_fields.list" custom_fields::list, custom_fields::ListFields => Vec<CustomField>, WorkspaceRead Lan [Fields];
    /// What forms, lists and pages of a kind of record take by its description: plain fields of the program, and one's own in use.
    query "custom_fields.in_use" custom_fields::list_in_use, custom_fields::ListFields => Vec<CustomField>, WorkspaceRead Lan [Fields];
    /// How many records say something in each field of one's own, and which views use it.
    query "custom_fields.usage" custom_fields::usage, custom_fields::ListFields => Vec<custom_fields::FieldUsage>, WorkspaceManage Lan [Fields, Leads, Customers, Deals];
    /// Adds a field of one's own to leads, customers, contacts or deals, or changes one.
    change "custom_fields.save" custom_fields::save, custom_fields::SaveField => CustomField, WorkspaceManage Lan [Fields, Leads, Customers, Deals];
    /// Puts fields of one's own in another order.
    change "custom_fields.order" custom_fields::order, custom_fields::OrderFields => Vec<CustomField>, WorkspaceManage Lan [Fields];
    /// Brings an archived field of one's own back into forms and lists.
    change "custom_fields.restore" custom_fields::restore, custom_fields::FieldRef => CustomField, WorkspaceManage Lan [Fields, Leads, Customers, Deals];
    /// Takes a field of one's own out of forms and lists; its values stay.
    change "custom_fields.archive" custom_fields::archive, custom_fields::FieldRef => CustomField, WorkspaceManage Lan [Fields, Leads, Customers, Deals];
    /// Removes an archived field with all of its values; one undo brings them back.
    change "custom_fields.remove" custom_fields::remove, custom_fields::FieldRef => custom_fields::RemovedField, WorkspaceManage Lan [Fields, Leads, Customers, Deals];
    /// Pipelines with their stages.
    query "pipelines.list" pipelines::list, Nothing => Vec<pipelines::Pipeline>, WorkspaceRead Lan [Pipelines];
    /// Adds a pipeline, or changes its name and stages.
    change "pipelines.save" pipelines::save, pipelines::SavePipeline => pipelines::Pipeline, PipelineManage Lan [Pipelines, Deals];
    /// The board: a column per stage with count, sum and weighted sum, and its first cards.
    query "board.get" board::get, board::GetBoard => board::Board, DealRead Lan [Deals, Activities, Pipelines, Customers, People, Products];
    /// Further cards of one column.
    query "board.more" board::more, board::MoreCards => Vec<board::Card>, DealRead Lan [Deals, Activities, Customers, People, Products];
    /// Deals, filtered and sorted, a page at a time.
    query "deals.list" deals::list, ListQuery => deals::DealPage, DealRead Lan [Deals, Activities, Customers, People, Products];
    /// Count and sums over all deals a filter finds.
    query "deals.totals" deals::totals, TotalQuery => deals::Totals, DealRead Lan [Deals];
    /// What can be asked of deals, and what they can be sorted by.
    query "deals.fields" deals::fields, Nothing => Vec<FieldInfo>, DealRead Lan [Fields];
    /// The deals a list shows as a workbook or CSV, with its columns and order.
    query "deals.export" deals::export, ExportRecords => ExportedRecords, DealRead Lan [Deals, Customers, People, Products];
    /// The deals a list shows on paper, with its columns, order and totals: a PDF, or pictures of its pages.
    query "deals.print" lists::deals, lists::PrintRecords => paper::Printed, DealRead Lan [Deals, Activities, Customers, People, Products, Pipelines, Fields];
    /// One deal with everything its page shows.
    query "deals.get" deals::get, deals::GetDeal => deals::Deal, DealRead Lan [Deals, Activities, Customers, People, Products, Pipelines];
    /// One deal on paper: figures, stages, own fields, steps, people. A PDF, or pictures of its pages.
    query "deals.sheet" deal_sheet::sheet, deal_sheet::DealSheet => paper::Printed, DealRead Lan [Deals, Activities, Customers, People, Products, Pipelines, Fields];
    /// A new deal.
    change "deals.create" deals::create, deals::CreateDeal => deals::Deal, DealWrite Lan [Deals, Customers];
    /// Changes fields of a deal; only given ones, null clears.
    change "deals.edit" deals::edit, deals::EditDeal => deals::Deal, DealWrite Lan [Deals, Customers];
    /// Moves a deal to another stage.
    change "deals.move" deals::move_to, deals::MoveDeal => deals::Deal, DealWrite Lan [Deals];
    /// Wins a deal: asks for the amount and the day.
    change "deals.win" deals::win, deals::WinDeal => deals::Deal, DealWrite Lan [Deals, Customers];
    /// Loses a deal: asks for the reason.
    change "deals.lose" deals::lose, deals::LoseDeal => deals::Deal, DealWrite Lan [Deals, Customers];
    /// Opens a closed deal again.
    change "deals.reopen" deals::reopen, deals::ReopenDeal => deals::Deal, DealWrite Lan [Deals, Customers];
    /// Puts deals into the recycle bin.
    change "deals.remove" deals::remove, deals::RemoveDeals => deals::RemovedDeals, DealWrite Lan [Deals, Customers];
    /// What happened and what is planned, newest first.
    query "activities.list" activities::list, activities::ListTimeline => Vec<activities::TimelineItem>, CustomerRead Lan [Activities, Deals, Customers];
    /// Writes a note, or plans or reports a call, meeting, mail or task.
    change "activities.add" activities::add, activities::AddActivity => activities::Activity, ActivityWrite Lan [Activities, Deals, Leads];
    /// Changes the text or the day of an activity.
    change "activities.edit" activities::edit, activities::EditActivity => activities::Activity, ActivityWrite Lan [Activities, Deals, Leads];
    /// Ticks an activity off, or takes the tick back.
    change "activities.done" activities::done, activities::TickActivity => activities::Activity, ActivityWrite Lan [Activities, Deals, Leads];
    /// Pins an activity to the top of its timeline, or takes the pin out.
    change "activities.pin" activities::pin, activities::PinActivity => activities::Activity, ActivityWrite Lan [Activities];
    /// What a pasted chat record says, day by day, and which messages stand in the timeline already.
    query "activities.read_chat" activities::read_chat, activities::PasteChat => activities::ChatReading, CustomerRead Lan [Activities];
    /// Puts a pasted chat record into the timeline, each day at its own time; what stands there already is left out.
    change "activities.paste_chat" activities::paste_chat, activities::PasteChat => activities::PastedChat, ActivityWrite Lan [Activities, Deals, Leads];
    /// Files of a lead, a deal, a customer or a contact.
    query "attachments.list" attachments::list, attachments::ListAttachments => Vec<attachments::Attachment>, CustomerRead Lan [Activities];
    /// One file with its content.
    query "attachments.get" attachments::get, attachments::AttachmentRef => attachments::AttachmentFile, CustomerRead Lan [];
    /// Adds a file to a record, 25 MB at most.
    change "attachments.add" attachments::add, attachments::AddAttachment => attachments::Attachment, CustomerWrite Lan [Activities];
    /// Takes a file away from a record.
    change "attachments.remove" attachments::remove, attachments::AttachmentRef => attachments::Attachment, CustomerWrite Lan [Activities];
    /// Targets of a year.
    query "targets.list" targets::list, targets::ListTargets => Vec<targets::Target>, ForecastRead Lan [Targets];
    /// Sets a target; without an amount, takes it away.
    change "targets.save" targets::save, targets::SaveTarget => Option<targets::Target>, TargetWrite Lan [Targets];

    // Search.

    /// Leads, customers, contacts, deals and notes that answer what was typed: part of a name, a number, a note; pinyin, initials.
    query "search.find" search::find, search::Find => search::Hits, WorkspaceRead Lan [Leads, Customers, Deals, Activities];
    /// Records one worked on lately.
    query "search.recent" search::recent, search::ListRecent => search::Recent, WorkspaceRead Lan [Leads, Customers, Deals, History];

    // What the figures say.

    /// The forecast of a period: won, target, outlook, gap, the models side by side.
    query "forecast.get" forecast::get, forecast::ForecastQuery => forecast::Forecast, ForecastRead Lan [Deals, Targets, Pipelines, People, Workspace];
    /// What the learned model makes of a period: outlook, band, chance of the target, the deals that decide it.
    query "forecast.learned" forecast::learned, forecast::ForecastQuery => forecast::Answer, ForecastRead Lan [Deals, Targets, Pipelines, People, Workspace];
    /// How good every model would have been at every past start, against naive forecasts; worked out in the background.
    job "forecast.backtest" forecast::backtest, forecast::BacktestQuery => forecast::BacktestAnswer, ForecastRead Lan [Deals, Pipelines];
    /// What people say of a period by their own word: figures and adjustments, each with its history, and the committed outlook.
    query "forecast.calls" forecast::calls, forecast::ForecastQuery => forecast::ForecastCommits, ForecastRead Lan [Targets, People];
    /// Says what one expects of a period, or adjusts what another said; without an amount, takes it back.
    change "forecast.call" forecast::call, forecast::ForecastCommit => forecast::CommitEntry, DealWrite Lan [Targets];
    /// What changed in a forecast between the ends of two days, in steps that add up to the last cent.
    query "forecast.waterfall" forecast::waterfall, forecast::WaterfallQuery => forecast::Waterfall, ForecastRead Lan [Deals, Pipelines, Workspace];
    /// The open deals one should not rely on as they stand, each with its reasons and what to do.
    query "forecast.risks" forecast::risks, forecast::ForecastQuery => forecast::Risks, ForecastRead Lan [Deals, Activities, Customers, Pipelines, People, Workspace];
    /// The deals behind one number of the forecast.
    query "forecast.records" forecast::records, forecast::RecordsQuery => deals::DealPage, ForecastRead Lan [Deals, Targets, Pipelines, People];
    /// The forecast book, page by page as pictures of the printed pages.
    query "forecast.book" books::preview, books::BookQuery => paper::Printed, ForecastRead Lan [Deals, Targets, Pipelines, People, Workspace];
    /// The forecast book as a PDF.
    query "forecast.print" books::print, books::PrintQuery => paper::Printed, ForecastRead Lan [Deals, Targets, Pipelines, People, Workspace];
    /// The forecast as a workbook with live formulas, or its deals as CSV.
    query "forecast.sheet" sheets::sheet, sheets::SheetQuery => sheets::Sheet, ForecastRead Lan [Deals, Targets, Pipelines, People, Workspace];
    /// The funnel of a pipeline, by count and by value.
    query "funnel.get" funnel::get, funnel::FunnelQuery => funnel::Funnel, ForecastRead Lan [Deals, Pipelines];
    /// How fast deals go: win rate, cycle, velocity, days in each stage, the bottleneck, the trend.
    query "funnel.velocity" funnel::velocity, funnel::FunnelQuery => funnel::Velocity, ForecastRead Lan [Deals, Pipelines];
    /// The deals behind one number of the funnel.
    query "funnel.records" funnel::records, funnel::RecordsQuery => deals::DealPage, ForecastRead Lan [Deals, Pipelines, Customers, People];

    // Files coming in.

    /// What can be imported, with the fields of each kind.
    query "imports.kinds" imports::kinds, Nothing => Vec<imports::KindInfo>, ImportRun Lan [Fields];
    /// An empty workbook to fill in, with the headings of a kind and what each holds.
    query "imports.template" imports::template, imports::TemplateOf => imports::Template, ImportRun Lan [];
    /// Hands over a file in pieces; for windows and browsers.
    job "imports.upload" imports::upload, imports::Upload => imports::Uploaded, ImportRun Lan [];
    /// Looks at a file: format, encoding, headings, guessed fields, first rows.
    job "imports.inspect" imports::inspect, imports::InspectFile => imports::Inspection, ImportRun Lan [];
    /// Says what an import would do, and writes nothing.
    job "imports.dry_run" imports::dry_run, imports::Plan => imports::DryRun, ImportRun Lan [];
    /// Starts an import in the background.
    job "imports.start" imports::start, imports::Plan => imports::Started, ImportRun Lan [Imports];
    /// How far an import is, or what became of it.
    job "imports.status" imports::status, imports::ImportRef => imports::Status, ImportRun Lan [Imports];
    /// Goes on with an import that was interrupted, behind the last row that was written; the file must be the same.
    job "imports.resume" imports::resume, imports::ResumeImport => imports::Started, ImportRun Lan [Imports];
    /// Stops an import and takes back what it had written.
    job "imports.cancel" imports::cancel, imports::ImportRef => imports::Status, ImportRun Lan [Imports];
    /// Imports so far, newest first.
    query "imports.list" imports::list, Nothing => Vec<imports::Status>, ImportRun Lan [Imports];
    /// The rows that could not be taken, each with its reason, as a CSV file.
    query "imports.errors" imports::errors, imports::ImportRef => imports::ErrorFile, ImportRun Lan [Imports];
    /// Takes back a whole import, whatever its size.
    change "imports.undo" imports::undo, imports::ImportRef => imports::Status, ImportRun Lan [Imports, People, Leads, Customers, Products, Deals, Activities];

    /// The folders that are watched, how each stands, and the files that came in last.
    query "folders.list" folders::list, Nothing => Vec<folders::Folder>, ImportRun Lan [Imports];
    /// Names a folder whose files come in by themselves, or changes what becomes of them.
    change "folders.save" folders::save, folders::SaveFolder => Vec<folders::Folder>, WorkspaceManage Local [Imports];
    /// Lets go of a folder; its files stay where they are.
    change "folders.remove" folders::remove, folders::FolderRef => Vec<folders::Folder>, WorkspaceManage Lan [Imports];
    /// Looks into the folders now.
    job "folders.look" folders::look, Nothing => Vec<folders::Folder>, ImportRun Lan [Imports, Leads, Customers, Products, Deals, Activities];

    // The recycle bin.

    /// What lies in the recycle bin: leads, deals, customers, contacts, files; what, when, by whom.
    query "bin.list" bin::list, bin::ListBin => bin::BinPage, WorkspaceRead Lan [Leads, Customers, Deals, Activities, People];
    /// Brings records back out of the recycle bin, whole.
    change "bin.restore" bin::restore, bin::RestoreRecords => bin::Restored, CustomerWrite Lan [Leads, Customers, Deals, Activities];

    // What was changed, and taking it back.

    /// Changes, newest first.
    query "history.list" history::list, history::ListChanges => Vec<history::Change>, HistoryUndo Lan [History];
    /// The history of each field of one record: who, when, old, new.
    query "history.fields" history::fields, history::FieldsOf => Vec<history::FieldChange>, DealRead Lan [History, Deals, Customers, Fields];
    /// Takes back one's last change, or the one named.
    change "history.undo" history::undo, history::Undo => history::Reversal, HistoryUndo Lan [Workspace, People, Leads, Customers, Products, Pipelines, Deals, Activities, Targets, Imports, Fields];
    /// Makes the change again that was taken back last.
    change "history.redo" history::redo, history::Redo => history::Reversal, HistoryUndo Lan [Workspace, People, Leads, Customers, Products, Pipelines, Deals, Activities, Targets, Imports, Fields];
}
