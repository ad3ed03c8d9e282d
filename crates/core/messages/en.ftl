# The core's sentences. Keys are codes with "." written as "-".

## The call itself
internal = Something went wrong inside the program ({ $cause }). This change was not made and your data is whole. Please try again; if it happens again, send us the log.
call-input = The input does not fit this command: { $cause }. Nothing was changed.
call-unknown_command = There is no command "{ $command }". `leadwell commands` lists them all.
call-unknown_person = This person does not exist or is no longer active and cannot act. Choose somebody else.
call-forbidden = Your role may not do this: "{ $command }". Nothing was changed; ask the owner if you need it.
call-local_only = "{ $command }" works only on the computer that holds the file.
call-clock = The clock of this computer cannot be right: it shows a year before { $first } or after { $last }. Nothing was changed; set the clock, then try again.

## The file
disk-full = The disk is full, so nothing was written; everything before it is safe. Free some space and try again.
file-not_found = The file was not found. It may have been moved or renamed, or its drive is not connected. Nothing was changed.
file-cannot_open = The file cannot be opened: it does not exist or you may not access it. Nothing was changed; check its place and permissions.
file-read_only = This file, its folder or the medium it lies on is read-only, so nothing was written. Check its permissions, or move the file to where you may write.
file-io = Reading or writing the disk failed ({ $cause }). What was saved is safe; check the disk and try again.
file-moved = "{ $path }" was moved, removed or replaced while it was open, so nothing is read from it or written to it any more. What was saved before is in the file that was open, wherever it lies now. Close the file here, put it back or choose it where it lies, and open it again.
file-exists = There is already a file of this name. It was not overwritten and nothing was made. Choose another name.
file-log_left = "{ $path }" was left here by a program that did not close its file. A new file of this name would take it in and be damaged, so nothing was made and nothing was changed. If the file it belongs to was moved, move it there as well; otherwise move it away or choose another name.
file-log_does_not_fit = The last program did not close this file, and its log "{ $log }" does not fit it: together they are damaged ({ $cause }). Nothing was changed. Copy both to a safe place first. If the file was copied back from a backup, move the log and the file ending in -shm away and open it again; otherwise restore the latest backup.
file-empty = The file "{ $path }" is empty, so it is not a Leadwell file. It was left alone; choose another file or a backup.
file-not_leadwell = This is not a Leadwell file, or its head is damaged. It was left alone; choose a .leadwell file or restore a backup.
file-damaged = The file is damaged ({ $cause }). Nothing more was written to it. Restore the latest backup.
file-newer = The file "{ $path }" was saved by a newer Leadwell (data version { $found }; this program knows up to { $known }). It was left alone; update the program to open it.
file-network_drive = "{ $path }" lies on a network drive ({ $system }), where a database can be damaged, so it was not opened. Move the file to a disk of this computer.
file-copy_failed = The copy made before the upgrade did not pass its check ({ $cause }), so nothing was upgraded. The file was left alone.
record-refused = This change clashes with another record (a name used twice, or something still refers to it) and was not saved.
workspace-busy = Another program is writing to this file and did not finish within 5 seconds. The change was not saved; try again in a moment.

## The company
workspace-already_set_up = This file has been set up already. The company can be changed in Settings.
workspace-name_missing = Enter the company's name.
workspace-currency = "{ $value }" is not the code of a currency (ISO 4217). Use one such as CNY, USD or EUR.
workspace-time_zone = The time zone "{ $value }" is not known. Use a name such as Europe/Berlin.
workspace-fiscal_month = The business year starts in a month from 1 to 12.
workspace-coverage_line = The healthy coverage must be more than 0.
workspace-registration_days = A registration lasts from 1 to 3650 days.
workspace-rate_floor = The smallest sample must be at least 1.
person-unknown = There is nobody called "{ $name }" here.

## Pipelines
pipeline-unknown = This pipeline does not exist; it may have been removed.
pipeline-none = There is no pipeline yet. Make one in Settings first.
pipeline-name_missing = Enter a name for the pipeline.
pipeline-name_taken = There is already a pipeline called "{ $name }". Choose another name.
pipeline-no_stages = A pipeline needs at least one stage.
stage-unknown = This stage is not part of the pipeline; it may have been retired.
stage-name_missing = Enter a name for the stage.
stage-name_taken = The stage name "{ $name }" is used twice. Choose another.
stage-win_rate = The win rate of "{ $name }" must lie between 0 % and 100 %.
stage-category = The forecast category of "{ $name }" must be pipeline, best case or commit.
stage-rotting_days = The rotting limit of "{ $name }" must be at least 1 day.
stage-in_use = { $count } open deals still stand in "{ $name }". Move them first, then retire the stage.

## Deals
deal-unknown = This deal was not found; it may have been removed, or it is not among those you may see.
deal-selection_missing = Say which deals are meant: choose some, or give a condition. Nothing was changed.
deal-name_missing = Enter a name for the deal.
deal-amount_negative = An amount cannot be negative.
deal-currency = "{ $value }" is not the code of a currency (ISO 4217), such as CNY, USD or EUR.
deal-rate_missing = This amount is in { $currency }; enter its rate to { $base }. Currencies are never added up as they stand.
deal-owner_unknown = The owner does not exist, is no longer active, or is not in your team.
deal-probability = A probability must lie between 0 % and 100 %.
deal-category = There is no forecast category "{ $value }".
deal-won_needs_amount = A won deal must have an amount.
deal-closed = "{ $name }" is closed. Reopen it first.
deal-open = "{ $name }" is still open.
deal-other_pipeline = The stage "{ $stage }" belongs to another pipeline.
deal-reason_missing = Say why it was lost; later analysis needs the reason.
deal-closed_in_future = The closing day { $day } has not come yet. Enter today or an earlier day.

## Lists and filters
list-unknown_column = The list cannot be sorted by "{ $column }".
list-bad_cursor = This place in the list is no longer valid; load the list from its beginning.
list-none_apart = Nothing is kept apart in this list; only leads are.
list-counts = Give one selection to count, or up to { $most }.

## History
history-changed_since = This cannot be undone: the same record was changed again afterwards ({ $what }). Nothing was changed; edit it by hand.
record-changed_meanwhile = { $who } changed this after you opened it. Nothing was saved; what they wrote is in the file. Save again to put yours in its place, or leave it as it is.
history-used_since = This cannot be done: "{ $name }" would be deleted, and with it { $what ->
    [attachments] files
    [activities] notes, calls or tasks
    [lead_tags] the tags of leads
    [lead_contacts] further ways to reach somebody
    [lead_values] what fields of your own say
    [customer_values] what fields of your own say
    [contact_values] what fields of your own say
    [deal_values] what fields of your own say
    [registrations] registrations of a customer
    [merges] what was merged into it
    [leads] leads
    [customers] companies below it
    [contacts] contacts
    [deals] deals
    [chat_messages] messages of a chat
    [changes] the record of what this person did
   *[other] other records
  } that came from somewhere else ({ $count }). Nothing was changed and nothing is lost. Leave it, put it into the recycle bin, or first remove what belongs to it.
history-not_undoable = This change was undone already, or cannot be undone.
history-not_yours = This is a change by { $who }; only they or the owner can undo it.
history-nothing_to_undo = There is nothing to undo.
history-nothing_to_redo = There is nothing to redo.
history-customer_in_bin = This cannot be done: the customer "{ $name }" lies in the recycle bin, and its deals or contacts would be left without a customer. Nothing was changed; restore the customer first.

## Forecast
forecast-as_of_future = { $day } has not come yet. A forecast can look back from a past day; choose today or an earlier one.
forecast-call_start = A figure is said of a whole period; this one begins on { $start }.
forecast-call_negative = The expected amount cannot be negative.
forecast-call_reason = An adjustment needs a reason.
forecast-call_others = You can say only your own figure; a manager speaks for the team, the owner for the company.
forecast-call_adjusts = Adjustments are made by a manager or the owner; you can say your own figure.
funnel-stage_elsewhere = The stages chosen for a funnel must belong to its pipeline.
forecast-days = The number of days must lie between 1 and 3660.
forecast-unknown = There is no record { $id } to narrow the forecast by.
forecast-since_later = The changes are to begin on { $since }, after the day of the forecast, { $day }. Choose a day that is not later.
waterfall-new = New
waterfall-reopened = Reopened
waterfall-pulled_in = Pulled in
waterfall-carried_over = Carried over
waterfall-included = Counted again
waterfall-taken_over = Taken over
waterfall-grown = Grown
waterfall-chance_changed = Chance changed
waterfall-shrunk = Shrunk
waterfall-slipped = Slipped
waterfall-omitted = Left out
waterfall-handed_over = Handed over
waterfall-removed = Removed
waterfall-lost = Lost
waterfall-won_elsewhere = Won, other period
waterfall-won = Won
risk-overdue_rule = Expected day passed
risk-overdue = { $many ->
    [one] Expected 1 day ago
   *[other] Expected { $days } days ago
}
risk-overdue_act = Set a new date, or mark it lost
risk-outlived_rule = Older than any deal won
risk-outlived = { $days } days old; the oldest deal ever won was { $oldest }
risk-outlived_act = Ask whether they still want to buy; else mark it lost
risk-rotting_rule = Idle beyond the limit
risk-rotting = { $many ->
    [one] Idle for 1 day (limit { $limit })
   *[other] Idle for { $days } days (limit { $limit })
}
risk-rotting_act = Get in touch for real this week
risk-slipped_rule = Put off twice or more
risk-slipped = Put off { $times } times
risk-slipped_act = Check their buying process with them, then set a new date
risk-commit_without_next_rule = Commit without a next step
risk-commit_without_next = Commit without a next step
risk-commit_without_next_act = Plan the next step today, or take it out of commit
risk-oversized_rule = Far above the usual amount
risk-oversized_customer = { $times } times this customer’s median purchase ({ $wins } won)
risk-oversized_pipeline = { $times } times the median win of the pipeline ({ $wins } won)
risk-oversized_act = Check scope and budget with them; change the amount if need be
risk-without_next_rule = No next step
risk-without_next = No next step
risk-without_next_act = Plan the next step

## The hosts: window, browser, shell
gateway-wrong_host = This address is not known here. Use the link that `leadwell serve` printed.
gateway-wrong_origin = The request did not come from a page of this program, so it was refused. Nothing was changed.
gateway-no_session = You are not let in here yet. Open the link that `leadwell serve` printed; it works once. A browser that is let in gets a new one under Settings, Browsers; or end the service and start it again.
gateway-not_json = The request is not JSON. Nothing was changed.
gateway-too_large = The request is larger than { $megabytes } MB. Nothing was changed; send the file in smaller parts.
gateway-too_slow = The request did not arrive in time. Nothing was changed; try again.
gateway-no_interface = This program was built without its interface. Run `cargo xtask run`, which builds both.
gateway-cannot_listen = Nothing can be served at { $address } ({ $cause }). Choose another address or port, or 127.0.0.1:0 for a free one.
gateway-no_such_file = There is no such file here.
gateway-no_such_session = This browser is signed out already.
gateway-not_loopback = { $address } can be reached over the network, where everything sent could be read on its way; that is not served. Choose an address of this computer itself, such as 127.0.0.1:0.
cli-no_workspace = There is no file "{ $path }". It may have been moved or renamed, or its drive is not connected. `leadwell new` makes a new one.
cli-no_file_in_answer = This answer carries no file, so none was written.
file-not_ours = Only documents this program has saved and web, mail or telephone addresses can be opened from here.

## Customers, people, products, activities, targets, sample
person-name_missing = Enter the person's name.
person-name_taken = There is already a person called "{ $name }". Choose another name, or add something that tells them apart.
person-role_missing = Choose a role for the new person.
person-last_owner = "{ $name }" is the only owner and cannot lose that role or be deactivated. Make somebody else an owner first.
person-manager_circle = "{ $name }" is led by this person, directly or not, and cannot lead them in turn.
person-hand_over_self = "{ $name }" cannot hand records over to themself. Choose somebody else.
person-hand_over_left = "{ $name }" no longer works here and cannot take records over. Choose somebody who does.
person-hand_over_nobody = Choose at least one person to take over from "{ $name }".
record-not_yours = "{ $name }" is with { $owner }, and only they, their manager or the owner of the file can change it. Nothing was changed.
record-may_only_claim = You may look after what nobody has; handing it to somebody else is for whoever assigns records. Nothing was changed.
customer-held = { $owner } looks after "{ $name }". Ask them, or choose another customer. Nothing was changed.
customer-unknown = This customer cannot be found; it may have been removed.
customer-selection_missing = Say which customers are meant: choose some, or give a condition. Nothing was changed.
customer-name_missing = Enter the customer's name.
customer-employees_negative = The number of employees cannot be negative.
customer-revenue_negative = The yearly revenue cannot be negative.
customer-founded_year = { $year } is not a year in which a company can have been founded.
customer-parent_circle = "{ $name }" belongs to this customer, directly or not, and cannot own it in turn.
customer-has_deals = "{ $name }" cannot be removed while deals belong to it (now: { $count }). Remove those deals first, or give them another customer. Nothing was changed.
contact-unknown = This contact cannot be found; it may have been removed.
contact-selection_missing = Say which contacts are meant: choose some, or give a condition. Nothing was changed.
contact-name_missing = Enter the contact's name.
bin-nothing_chosen = Choose records first.
bin-some_gone = Chosen records that are not in the recycle bin any more, or that you may not see: { $count }. Nothing was changed; choose again.
product-unknown = This product cannot be found.
product-name_missing = Enter the product's name.
product-name_taken = There is already a product called "{ $name }"; choose another name.
product-price_negative = The list price cannot be negative.
activity-unknown = This activity cannot be found; it may have been removed, or belong to a deal you may not see.
activity-may_not_write = You may look at this record but not change it, so you cannot write on its timeline. Nothing was saved.
activity-about_nothing = Say which deal, customer or contact this is about.
activity-chat_unread = No chat was recognised: each message needs a name before it, and best a time as well. Copy the messages out of WeChat, QQ or WeCom; if it is just a text, write a note.
activity-about_one = Choose one of deal, customer and contact.
activity-text_missing = Write something.
activity-note_is_done = A note is done by being written; it has no day and cannot be reopened. Plan a task instead.
activity-day_missing = What is not done yet needs a day. Choose one, or mark it as done.
attachment-unknown = This attachment cannot be found; it may have been removed, or belong to a record you may not see.
attachment-name_missing = Give the attachment a file name.
attachment-too_large = An attachment can have { $limit } MB at most; this file was not kept. Make it smaller, or attach only the pages you need.
attachment-unreadable = The content of the attachment did not arrive whole; nothing was kept. Choose the file again.
card-one_of = Give either the text of the card or one file.
card-too_large = The file is too large: pictures of cards and vCard files can have { $limit } MB at most.
card-unreadable = This file cannot be read. Use a PNG or JPEG picture or a vCard (.vcf) file, or paste the text.
card-nothing_found = No name and no way to reach anybody was recognised. Copy the card by hand; the picture is attached to the lead.
card-engine_missing = The text recogniser Tesseract is not installed on this computer, so the text in the picture was not read. To install it: on Debian or Ubuntu run sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim; on macOS run brew install tesseract tesseract-lang; on Windows run winget install UB-Mannheim.TesseractOCR, choose Chinese (simplified) during setup, and add its folder to Path. For now, copy the card by hand; the picture is attached to the lead.
card-engine_failed = The text recogniser could not read this picture (it took too long, or its Chinese and English languages are missing). Copy the card by hand; the picture is attached to the lead. Or try a sharper picture.
lead-too_many = { $limit } at most at a time. For more, use the import.
target-unknown = This target cannot be found.
target-year = { $year } is not a year.
target-not_a_start = A target runs from the first day of its period; this period begins on { $start }.
target-negative = A target cannot be negative.
target-stretch_below = The stretch target cannot be lower than the target.
target-not_your_team = You can set targets only for people of your team.
sample-already_there = The sample company is in the file already. Remove it before adding it again.
sample-not_there = There is no sample data in the file; nothing was changed.

## Imports
import-empty_file = The file is empty: there is no heading row in it. Nothing was imported.
import-no_rows = The file has headings but no rows below them. Nothing was imported.
import-too_large = The file is too large ({ $size } MB; at most { $limit } MB). Split it, or save it as CSV.
import-too_many_columns = The file has more than { $limit } columns. It is probably not a table, or the delimiter is wrong.
import-not_a_table = This is a { $what } file, not a table. CSV, XLSX, XLS, XLSB and ODS can be imported.
import-markup = This file contains a web page or XML, whatever its extension says. Open it in a spreadsheet program and save it as XLSX or CSV.
import-damaged = The workbook is damaged or incomplete and cannot be read. Open it in a spreadsheet program and save it again; nothing was imported.
import-bomb = Unpacked, the workbook would take more than { $limit } MB; it was not opened. Save its rows as CSV.
import-too_many_cells = The document has more than { $limit } cells, most of them repetitions. Save its rows as CSV.
import-endless_cell = A cell or a row of the workbook is longer than { $limit } MB; it was not opened. Shorten it, or save the table as CSV.
import-scattered = The filled cells of this workbook lie so far apart that there are more than { $limit } empty ones between them. Delete what stands far away from the table, or save the table as XLSX or CSV; nothing was imported.
import-locked = The workbook is protected with a password. Take the password off in the spreadsheet program and save it again; nothing was imported.
import-in_use = "{ $path }" is open in another program that keeps it to itself. Close it there and try again.
import-no_such_file = There is no file "{ $path }". It may have been moved or renamed.
import-may_not_read = You may not read "{ $path }". Check its permissions.
import-no_file = "{ $path }" is not a file.
import-unknown_encoding = "{ $value }" is not an encoding. Use a name such as utf-8, gbk or utf-16le.
import-garbage = This is not a text file: it is full of bytes no text has. Only its name says that it is a table; nothing was imported.
import-wrong_encoding = The text fits no known encoding (UTF-8, UTF-16, GBK/GB18030, Big5 …). Save the file as UTF-8 again, or say which encoding it has; nothing was imported.
import-endless_row = The row after number { $line } is longer than { $limit } MB: most likely a quotation mark in it never closes. Correct the file; nothing was imported.
import-bad_delimiter = This character cannot be a delimiter.
import-no_such_sheet = The workbook has no sheet "{ $name }".
import-piece_too_large = A piece of the file may have at most { $limit } MB.
import-piece_unreadable = This piece of the file did not arrive whole. Send the file again.
import-no_such_upload = This file was not sent, or was let go of in the meantime. Send it again.
import-path_not_allowed = A path can be named only on the computer that holds the file. Send the file itself.
import-kind_forbidden = Your role may not import "{ $kind }". Nothing was changed; ask the owner if you need it.
import-required_unmapped = No column is assigned to "{ $field }", and without it no record can be made.
import-bad_key = "{ $field }" cannot be the key: it is assigned to no column, or it does not tell one record from another.
import-unknown_field = There is no field "{ $field }".
import-unknown_target = "{ $value }" cannot stand for "{ $name }": there is nothing of that name here for "{ $field }". Nothing was imported; correct the name, or make the record first.
import-values_no_names = The values of "{ $field }" cannot be given another meaning; only those of stages, people, customers, products and options can. Correct them in the file.
import-unknown_header = The file has no heading "{ $header }".
import-field_twice = Two columns are assigned to "{ $field }". Choose one.
import-manager_refused = The manager "{ $name }" could not be added. Nothing was imported.
import-unknown = There is no such import.
import-still_running = This import is still running. Stop it first.
import-too_many_uploads = As many files as can be held for you at a time are being worked with. Nothing was lost; wait until one of them is done.
import-already_running = Another import into this file is still running. Wait for its end, or stop it.
import-not_running = This import is not running any more.
import-not_interrupted = This import was not interrupted, or somebody has gone on with it already. Look at the list of imports.
import-cannot_go_on = This import was begun by an older version, which did not note how far it had come. Take it back, then import the file again.
import-file_needed = The file was not kept. Choose the same file again, and the import goes on where it stood.
import-file_changed = "{ $name }" is not the file this import began with: its content is different. Nothing was changed. Choose the file as it was, or take the import back and begin anew.
import-no_merge = Deals are not merged: what is said of one belongs together. Choose to skip or to update those that are known.
import-nothing_to_undo = This import has nothing left to take back.
import-changed_since = This import cannot be taken back: records it made were changed or used afterwards. Nothing was changed. Undo those changes first, or remove the records by hand.
import-failed = The import did not succeed: { $reason }
import-cancelled = The import was stopped; what it had written was taken back.
import-column_line = Leadwell: line
import-column_reason = Leadwell: reason

import-unwanted_rows = Rows that do not meet the condition: { $rows }. They are left out.
import-without_key = Rows without a key: { $rows }. Nothing tells them from records already here, so importing this file again makes all of them again. A column for "{ $keys }" prevents that.
import-repeated_rows = Rows that say the same as an earlier row of the file: { $rows }. Each of them becomes a record of its own.
import-like_one_there = Rows that say the same as a record already here ({ $fields }): { $rows }. They would be made again; perhaps this file was imported before.
import-unknown_product = { $state ->
    [offered] The product "{ $value }" (rows: { $rows }) is not known. Did you mean "{ $suggestion }"? As it is, these rows are set aside.
    [accepted] The product "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }".
    [chosen] The product "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }", as chosen.
    [remembered] The product "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }", as remembered from the last import.
    [ambiguous] Several products are called "{ $value }" (rows: { $rows }); the oldest is taken.
    [blank] The product "{ $value }" (rows: { $rows }) is left empty, as chosen.
   *[unknown] The product "{ $value }" (rows: { $rows }) is not known; these rows are set aside. Import the products first, or say what is meant.
}
import-unknown_customer = { $state ->
    [offered] The customer "{ $value }" (rows: { $rows }) is not known. Did you mean "{ $suggestion }"? As it is, these rows are set aside.
    [accepted] The customer "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }".
    [chosen] The customer "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }", as chosen.
    [remembered] The customer "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }", as remembered from the last import.
    [made] The customer "{ $value }" (rows: { $rows }) is new and will be added.
    [ambiguous] Several customers are called "{ $value }" (rows: { $rows }); the oldest is taken.
    [blank] The customer "{ $value }" (rows: { $rows }) is left empty, as chosen.
   *[unknown] The customer "{ $value }" (rows: { $rows }) is not known; these rows are set aside. Import the customers first, or have missing ones added.
}
import-unknown_person = { $state ->
    [offered] Nobody is called "{ $value }" (rows: { $rows }). Did you mean "{ $suggestion }"? As it is, these rows are set aside.
    [accepted] The person "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }".
    [chosen] The person "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }", as chosen.
    [remembered] The person "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }", as remembered from the last import.
    [blank] The person "{ $value }" (rows: { $rows }) is left empty, as chosen.
   *[unknown] Nobody is called "{ $value }" (rows: { $rows }); these rows are set aside. Import the people first, or say who is meant.
}
import-unknown_option = { $state ->
    [offered] "{ $what }" has no option "{ $value }" (rows: { $rows }). Did you mean "{ $suggestion }"? As it is, these rows are set aside.
    [accepted] The option "{ $value }" of "{ $what }" (rows: { $rows }) is taken as "{ $suggestion }".
    [chosen] The option "{ $value }" of "{ $what }" (rows: { $rows }) is taken as "{ $suggestion }", as chosen.
    [remembered] The option "{ $value }" of "{ $what }" (rows: { $rows }) is taken as "{ $suggestion }", as remembered from the last import.
    [blank] The option "{ $value }" of "{ $what }" (rows: { $rows }) is left empty, as chosen.
   *[unknown] "{ $what }" has no option "{ $value }" (rows: { $rows }); these rows are set aside. Add the option in Settings, or say which one is meant.
}
import-unknown_stage = { $state ->
    [offered] The pipeline has no stage "{ $value }" (rows: { $rows }). Did you mean "{ $suggestion }"? As it is, these rows are set aside.
    [accepted] The stage "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }".
    [chosen] The stage "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }", as chosen.
    [remembered] The stage "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }", as remembered from the last import.
    [blank] The stage "{ $value }" (rows: { $rows }) is left empty, as chosen.
   *[unknown] The pipeline has no stage "{ $value }" (rows: { $rows }); these rows are set aside. Say which stage is meant, or add it to the pipeline.
}
import-unknown_parent = { $state ->
    [offered] The parent company "{ $value }" (rows: { $rows }) is not known. Did you mean "{ $suggestion }"? As it is, these customers are added without a parent.
    [accepted] The parent company "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }".
    [chosen] The parent company "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }", as chosen.
    [remembered] The parent company "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }", as remembered from the last import.
    [ambiguous] Several customers are called "{ $value }" (rows: { $rows }); the oldest is taken as the parent.
    [blank] The parent company "{ $value }" (rows: { $rows }) is left empty, as chosen.
   *[unknown] The parent company "{ $value }" (rows: { $rows }) is not known; these customers are added without a parent.
}
import-unknown_manager = { $state ->
    [made] "{ $value }" leads people of this file (rows: { $rows }) and is not in it; a manager of this name will be added.
    [chosen] The manager "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }", as chosen.
    [remembered] The manager "{ $value }" (rows: { $rows }) is taken as "{ $suggestion }", as remembered from the last import.
    [blank] The manager "{ $value }" (rows: { $rows }) is left empty, as chosen.
   *[unknown] The manager "{ $value }" (rows: { $rows }) is not known; these people are added without one.
}
import-further_values = { $count } further values of "{ $what }" match nothing exactly (rows: { $rows }).
import-without_customer = Rows without a customer: { $rows }. They are taken; the customer can be added later.
import-without_created_on = Rows without a creation date: { $rows }. They are taken; such deals count from the day of the import.
import-without_owner = Rows without an owner: { $rows }. They go to you.
import-open_without_amount = { $accepted ->
    [yes] Open deals without an amount: { $rows }. They take the list price of their product.
   *[no] Open deals without an amount: { $rows }. They can take the list price of their product; as it is, they count with no amount.
}
import-lost_at_zero = Lost deals with the amount 0: { $rows }. That is taken as an unknown amount.
import-closed_stage_assumed = Won and lost deals: { $rows }. The file does not say where they stood before; "{ $stage }" is assumed.
import-parent_circle = Rows that would put a customer below itself: { $rows }. That parent is left out.
import-manager_circle = Rows that would let a person lead themself: { $rows }. That manager is left out.

row-missing = "{ $field }" is empty.
row-refused = The workspace has a record already that this row clashes with.
row-bad_amount = "{ $value }" is not an amount.
row-too_large = { $value } is too large.
row-negative_amount = The amount { $value } is negative.
row-bad_number = "{ $value }" is not a whole number.
row-bad_year = "{ $value }" is not a year.
row-bad_day = "{ $value }" is not a date.
row-day_order = In the date "{ $value }" either number may be the month. Say whether the day or the month comes first.
row-bad_rate = "{ $value }" is not a share between 0 % and 100 %.
row-bad_currency = "{ $value }" is not a currency.
row-bad_exchange_rate = "{ $value }" is not an exchange rate.
row-unknown_value = "{ $field }": nothing here is called "{ $value }".
row-similar_value = "{ $field }": nothing here is called "{ $value }"; perhaps "{ $suggestion }" is meant.
row-bad_role = "{ $value }" is not a role (owner, manager, sales, assistant, viewer).
row-bad_status = "{ $value }" is not a status (open, won, lost).
row-bad_category = "{ $value }" is not a forecast category (pipeline, best case, commit, omitted).
row-closed_without_day = The deal is closed, but the file does not say when.
row-closed_in_future = The deal is closed, but on { $value }, which has not come yet.
row-closed_before_created = The deal closed on { $value }, before it was created on { $created }.
row-rate_missing = The amount is in { $currency }, but there is no rate to { $base }.
row-won_without_amount = The deal is won, but has no amount.
row-not_yours = Somebody outside your team looks after the record with this key; only they, their manager or the owner of the file can change it.
row-other_pipeline = The deal with this key is not in the pipeline "{ $pipeline }".
row-repeated_key = The key "{ $value }" stands in line { $line } already.
row-in_bin = The record with the key "{ $value }" is in the recycle bin.
row-key_taken = There is already a record with the key "{ $value }".
row-key_ambiguous = Several records have the key "{ $value }"; which one is meant cannot be told.
row-text_too_long = "{ $field }" has { $length } characters; it takes { $limit } at most.
row-cell_too_long = The cell "{ $column }" has { $length } characters; at most { $limit } can be taken.
row-too_many_cells = The row has { $cells } cells, but there are { $columns } headings. Perhaps a delimiter in a text is not inside quotation marks.
row-bad_decimal = "{ $value }" is not a number with at most { $decimals } decimals.
row-bad_yes_no = "{ $value }" is neither yes nor no.
row-bad_link = "{ $value }" is not the address of a page.
row-undecodable = The row holds characters that cannot be read in the file's encoding.

## The forecast book
book-path_not_allowed = A place to save can be named only on the computer that holds the file. Download the book instead and choose where to keep it.
book-document = Sales forecast { $period }
book-notice = Internal
book-page = Page { $page } of { $pages }
book-file = Sales forecast { $period } as of { $day }
book-foot = As of { $moment } ({ $zone }). { $currency }. Filter: pipeline { $pipeline }; owner { $owner }; product { $product }; { $from } to { $to }, { $overdue }
book-foot_everything = As of { $moment } ({ $zone }). { $currency }. Filter: all pipelines, owners and products; { $from } to { $to }, { $overdue }
book-all = all
book-scope_own = only oneself
book-scope_team = oneself and team
book-overdue_counted = overdue included
book-overdue_elsewhere = overdue excluded
book-continued = { " " }(continued)
book-deals = { $many ->
    [one] 1 deal
   *[other] { $n } deals
}
book-year = { $year }
book-business_year = FY { $year }–{ $next }
book-quarter_1 = Q1
book-quarter_2 = Q2
book-quarter_3 = Q3
book-quarter_4 = Q4
book-quarter_of = { $quarter } { $year }
book-from_to = { $from } to { $to }
book-next_days = Next { $n } days
book-unit_and = { $unit }; { $note }
book-with_unit = { $name }, { $unit }
book-amount_in = Amount, { $unit }
book-over = { $amount } over
book-model = Model
book-model_stage_weight = Stage weight
book-model_manual_weight = Manual weight
book-model_commitment = Commitment
book-model_commitment_head = Commit
book-model_best_practice = Best practice
book-model_cascade = Stage cascade
book-formula_stage_weight = Σ amount × win rate set for the stage
book-formula_manual_weight = Σ amount × the deal’s own probability
book-formula_commitment = full amount of deals in commit
book-formula_best_practice = Σ amount × measured rate to won
book-formula_cascade = stage by stage × rate to the next
book-category = Category
book-category_commit = Commit
book-category_best_case = Best case
book-category_pipeline = Pipeline
book-category_omitted = Omitted
book-closed = Won
book-stage = Stage
book-owner = Owner
book-product = Product
book-customer = Customer
book-deal = Deal
book-code = No.
book-month = Month
book-target = Target
book-won = Won
book-outlook = Outlook
book-gap = Gap
book-excess = Over target
book-open = Open
book-coverage = Coverage
book-estimate = From open
book-to_target = To target
book-attained = Of target
book-deals_head = Deals
book-open_head = Open
book-overdue_head = Overdue
book-open_total = All open
book-no_target = no target set
book-status_on_track = on track
book-status_at_risk = at risk
book-status_behind = behind

# Page 1
book-title_short = { $period }: outlook { $outlook }, { $gap } below target
book-title_above = { $period }: outlook { $outlook }, { $gap } above target
book-title_even = { $period }: outlook { $outlook }, on target
book-title_no_target = { $period }: outlook { $outlook }, no target set
book-title_nothing = { $period }: nothing won yet and no open deal counts
book-title_was = { $period } closed at { $outlook }, no target was set
book-title_was_short = { $period } closed at { $outlook }, { $gap } below target
book-title_was_above = { $period } closed at { $outlook }, { $gap } above target
book-title_was_even = { $period } closed at { $outlook }, on target
book-title_was_nothing = { $period }: nothing was won
book-sub_won = Won so far: { $won } ({ $deals }).
book-sub_won_none = Nothing is won yet.
book-sub_over = The period ended on { $day }; no open deal counts in it.
book-working_days = { $many ->
    [one] 1 working day is
   *[other] { $n } working days are
}
book-sub_reached = The target is reached; { $left } left, and another { $open } is open for the period ({ $deals }).
book-sub_missing = { $left } left to win another { $missing }, { $share } of the { $open } open for the period ({ $deals }).
book-sub_missing_nothing_open = { $left } left to win another { $missing }, but no amount is open for the period.
book-sub_nothing_open = { $left } left and no open deal counts in the period.
book-sub_open = { $left } left; { $open } is open for the period ({ $deals }), of which { $model } expects { $estimate }.
book-sub_overdue = The expected day of { $deals } worth { $amount } has passed and needs a new look.
book-hero_won = Won { $amount }
book-hero_open = Expected { $amount }
book-hero_target = Target { $amount }
book-won_note = { $share }, { $deals }
book-outlook_note = { $share }, { $status }
book-gap_note = target − outlook
book-excess_note = outlook − target
book-coverage_low = below healthy { $line }
book-coverage_fine = healthy from { $line }
book-coverage_reached = target reached
book-open_note = { $deals }, { $overdue } overdue
book-models_heading = Outlook by each model
book-bullet_note = solid won, hatched expected from open deals, upright line target
book-won_and_open = Won and expected
book-basis_measured = { $model }: measured on up to { $measured } resolved deals.
book-basis_mixed = { $model }: measured on up to { $measured } resolved deals; where history is insufficient, benchmark “{ $benchmark }”.
book-basis_benchmark = { $model }: benchmark “{ $benchmark }”, insufficient history (n = { $n }).
book-roll_up_heading = Commitment by category
book-roll_up_note = solid won, dense hatch commit, wide hatch best case, outline pipeline; line target
book-of_category = Category
book-cumulative = Up to here
book-horizons_heading = The next 30, 60 and 90 days
book-horizons_note = from today, cumulative, overdue included; models show what open deals bring, without won
book-horizon = Span
book-until = Until
book-aside = Not counted here: { $parts }.
book-aside_part = { $what } { $deals }, { $amount }
book-aside_part_unknown = { $what } { $deals }, { $amount } ({ $unknown } without an amount)
book-aside_elsewhere = in other periods
book-aside_undated = without a close date
book-aside_omitted = omitted
book-aside_counted = counted here
book-aside_term = { $what } { $deals }, { $amount }
book-formula_outlook = Outlook = won + expected from open deals (title and bar: by stage weight). Gap = target − outlook.
book-formula_coverage = Coverage = open ÷ (target − won).
book-formula_status = An outlook of 100% of target is on track, from 85% at risk, below that behind.

# How the figures are made
book-models_title = { $n } models give { $low } to { $high }
book-models_sub = { $low } is lowest and { $high } highest, { $apart } apart.
book-models_title_same = All { $n } models give { $high }
book-arithmetic_heading = How the figures are made
book-arithmetic_note = a row is a stage’s open deals of the period; a pocket calculator agrees
book-rate_configured = Set win rate
book-rate_own = Own probability
book-rate_used = Rate to won
book-plus_won = Plus won
book-cascade_heading = Stage cascade, step by step
book-cascade_note = { $unit }; carried in + own = total, total × rate = moves on
book-cascade_own = Own open
book-cascade_carried = Carried in
book-cascade_total = Total
book-cascade_rate = Rate
book-cascade_moved = Moves on
book-revenue = Revenue
book-source = Source
book-source_measured = measured, n = { $n }
book-source_benchmark = benchmark, n = { $n }
book-insufficient_stage = { $stage } (n = { $n })
book-insufficient = Insufficient history (fewer than { $floor } resolved deals): { $stages }. The benchmark “{ $benchmark }” stands in.
book-identities_heading = Sums to the last digit
book-identities_note = { $unit }; won + expected = outlook, target − outlook = gap
book-identity_open = + expected
book-identity_outlook = = outlook
book-identity_gap = Gap
book-formula_calculation = Each figure is rounded once; “all open” is outlook less won, so that columns add up. Own probability: mean weighted by amount.
book-formula_measured = Measured rate = advanced ÷ (advanced + lost) without deals still in the stage; a skipped stage is passed, each deal counts once; Wilson 95%.

# By month and stage
book-months_continued = By month and stage (continued)
book-months_title = { $period } by month and stage
book-months_title_target = { $month } decides: target { $target }, outlook { $outlook }
book-months_title_open = Most is open in { $month }: { $open } ({ $deals })
book-months_average = The past { $n } months won { $average } a month on average.
book-months_previous = The period before won { $won }.
book-months_heading = By month: { $past } past, { $coming } ahead
book-months_note = by day won or expected; solid won, hatched expected ({ $model }), thick line target
book-actual = won
book-expected = outlook
book-month_over = over
book-month_running = running
book-period_total = Period
book-months_table_note = Amounts in { $unit }; expected and outlook by { $model }. Each figure is rounded on its own, so sums may differ in the last digit.
book-months_target_note = The months’ targets add up to { $sum }; the period’s target of { $target } was set by itself.
book-stages_heading = By stage: open and won
book-stages_note = solid dot measured with its 95% interval; hollow dot benchmark where history is insufficient
book-rate_to_won = Won of resolved
book-interval = 95% interval
book-benchmark = set { $rate }
book-formula_months = Outlook = won + expected; overdue deals count in the month of today.

# By person
book-people_continued = By person (continued)
book-people_count = { $many ->
    [one] 1 person
   *[other] { $n } people
}
book-people_title_all = { $many ->
    [one] The target is expected to be reached
   *[other] All { $n } people are expected to reach their targets
}
book-people_title_gap = { $reached } on target; the gap lies with { $names }
book-people_title_won_most = Best result: { $name } with { $outlook }
book-people_title_most = Highest outlook: { $name } with { $outlook }
book-people_sub_short = { $people } expected below target, together by { $amount }.
book-people_sub_over = Those above exceed theirs by { $amount }.
book-people_sub_plain = { $many ->
    [one] 1 person has won or open deals in the period; no personal target is set.
   *[other] { $n } people have won or open deals in the period; no personal targets are set.
}
book-people_heading = Results and targets
book-people_heading_plain = Results
book-people_note_plain = largest outlook first; solid won, hatched expected
book-people_table_note_plain = Totals equal page 1.
book-people_note = largest gap first; solid won, hatched expected, upright line target
book-everybody = Total
book-people_table_note = Gap = target − outlook; “over” is above target. Totals equal page 1.
book-people_target_note = The personal targets listed add up to { $sum }; the period’s target of { $target } was set by itself.
book-certainty_heading = How sure the open deals are
book-certainty_note = largest first; dense hatch commit, wide hatch best case, outline pipeline
book-formula_people = Outlook = won + what the leading model expects, added up by owner. Each figure is rounded on its own, so sums may differ in the last digit.

# Lists
book-deals_continued = List of deals (continued)
book-deals_title = { $deals } open for the period, { $open }
book-deals_sub_overdue = The expected day of { $deals } worth { $amount } has passed; they come first.
book-group_overdue = Overdue, counted here
book-group_largest = Largest won deals
book-close_on = Close
book-closed_on = Won on
book-rate = Rate
book-counted = Counted
book-subtotal_of = Subtotal { $name }
book-unlisted = Another { $deals }, not listed one by one, together { $amount }
book-reconcile = Counted { $counted } + won { $won } = outlook { $unit } { $outlook }, as on page 1.
book-all_open = All open: { $deals }, { $amount } = { $terms }.
book-unknown_amounts = { $deals } counted here without an amount, worth zero.
book-converted = { $deals } in other currencies, converted to { $unit } at the rate stored with each.
book-won_heading = Won in the period: { $deals }, { $won }
book-won_note_all = by day
book-won_note_largest = the { $n } largest, the rest as one sum
book-won_total = All won
book-formula_deals = Rate = win rate set for the stage. Counted = amount × rate, each rounded on its own; subtotals and the total come from unrounded figures.
book-sub_chance_decided = { $chance } chance of reaching it, resting on { $deals }.
book-sub_chance_remote = { $chance } chance of reaching it; none of the { $deals } that matter most turns it alone.
book-decisive_heading = What must happen: the deals that decide
book-decisive_heading_plain = What must happen: the deals that matter most
book-week_note = { $unit }, by { $model }, { $from } to { $to }
book-arithmetic_title = Every sum of the models, to be checked
book-certainty_note_short = dense commit, wide best case, outline pipeline
book-win_rates_note_short = won ÷ (won + lost)
book-certainty_sum = { $open } (commit { $commit }, best { $best }, pipeline { $pipeline })
book-insufficient_person = n = { $n }: use the team’s
book-end_of_day = the end of { $day }
book-model_learned = Learned
book-model_learned_head = Learned
book-naive_last_period = Last period (naive)
book-naive_last_quarter = Last quarter (naive)
book-formula_last_period = as in as many days before
book-formula_last_quarter = as in the same weeks last quarter
book-formula_learned_short = Σ amount × learned chance + new
book-further_deals = Other open deals, may close early
book-fresh_deals = Deals that do not exist yet
book-estimate_total = All expected
book-expected_total = All expected
book-unassigned = Others, unassigned
book-chance = Chance
book-chance_drawn = Chance
book-chance_of_target = Chance of target
book-chance_note = learned model
book-hero_expected = Still expected { $amount }
book-hero_outlook = Outlook { $amount }
book-band_note = 80% range
book-p10 = P10 { $amount }
book-p50 = P50 { $amount }
book-p90 = P90 { $amount }
book-sub_chance = { $chance } chance of reaching it.
book-sub_learned = The learned model expects { $estimate } more.
book-customer_and_deal = Customer and deal
book-amount = Amount
book-cone_heading = Where we are, where we may land
book-cone_note = cumulative won, { $unit }
book-histogram_heading = How sure we are
book-simulations = { $n } courses
book-today = today, { $day }
book-missed = below { $share }
book-reached = reached { $share }
book-decisive_note = ranked by how much winning moves the chance of the target
book-decisive_note_plain = by their effect on the outlook; no target is set
book-lost_won_head = Target: lost→won
book-act_planned = { $day }: { $text }
book-act_risk = { $reason }; { $act }
book-act_none = Nothing is planned: agree on a day and on what is to come of it.
book-doubts_heading = Which amounts are least certain
book-doubts_note = { $unit }; may overlap
book-doubts_none = No open deal looks doubtful.
book-doubt_share = { $deals }, { $share }
book-week_heading = Change in a week
book-week_nothing = Nothing has changed in a week.
book-week_other = Other
book-shortage = Insufficient history for a band or a chance of the target: { $resolved } resolved deals ({ $resolved_needed } needed), { $won } won ({ $won_needed }), { $days } days ({ $days_needed }).
book-formula_learned = Outlook = won + Σ amount × learned chance within the period + new deals.
book-formula_lead = Outlook = won + expected ({ $model }).
book-formula_learned_of = P10, P90 and chance: { $simulations } courses of the learned model, seeded by the day; history since { $since }, n = { $resolved }, calibrated on { $checked } past errors.
book-formula_gap = Gap = target − outlook.
book-models_title_recommended = { $range }; { $model } errs least
book-models_title_none = { $range }; no model beats naive yet
book-models_sub_tested = { $trials } forecasts of 30, 60 and 90 days with only what was known then: { $model } erred by { $wape } (WAPE), naive by { $naive }; bias { $bias }.
book-models_sub_none = { $trials } forecasts of 30, 60 and 90 days with only what was known then: { $model } erred by { $wape } (WAPE), naive by { $naive }, so read every model with care; bias { $bias }.
book-models_sub_covered = { $inside } of { $all } outcomes fell within P10–P90.
book-models_sub_little = Insufficient history (n = { $n }) to judge any of them by past errors.
book-ranking_heading = Outlook and past error
book-ranking_note = smallest WAPE first; solid dot as it is, hollow dot with the past bias taken off
book-ranking_note_untested = not yet judged by past errors; dot outlook, upright line target
book-position = Against the target
book-wape_head = Past error, WAPE
book-bias = Bias
book-recommended = recommended
book-not_better = no better than naive
book-naive_line = Dashed: the better naive one, { $wape }.
book-band_drawn = Pale band: learned P10–P90; upright line: target.
book-disagree = They disagree: { $n } models lie outside the band; see the last page first.
book-formula_wape = WAPE = Σ|forecast − actual| ÷ Σ actual; bias = (Σ forecast − Σ actual) ÷ Σ actual; recommended = smallest WAPE below both naive ones.
book-arithmetic_learned_note = The learned model looks at all open deals: it adds early closings, takes off slips, and uses no stage rate.
book-said_figure = { $who } said { $amount } ({ $when }).
book-said_people = { $people } said { $amount } together.
book-said_adjustment = { $who } adjusted by { $amount } ({ $when }): { $reason }.
book-said_committed = With the adjustment: { $amount }.
book-said_nothing = Nobody has said a figure for this period yet.
book-months_note_band = solid won, hatched expected ({ $model }), upright P10–P90, thick line target
book-months_table_note_band = Amounts in { $unit }; expected and outlook by { $model }. P10 and P90 do not add up: months are never all low or all high at once.
book-stages_learned_note = The learned figures add early closings and take off slips. Each figure is rounded on its own, so sums may differ in the last digit.
book-win_rate = Win rate
book-won_of_resolved = Won / resolved
book-win_rates_heading = Win rates
book-win_rates_note = won ÷ (won + lost), whole history; line 95% interval
book-win_rates_reading = Where intervals overlap the difference may be luck; nobody with fewer than { $floor } resolved deals gets a rate.
book-formula_people_learned = Outlook = won + what the learned model expects of their open deals + a share of new deals by what they won in the last year. Each figure is rounded on its own.
book-formula_deals_learned = Chance = learned probability of winning within the period. Counted = amount × chance, corrected by past errors; each rounded on its own.
book-formula_deals_manual = Rate = the deal’s own probability. Counted = amount × rate, each rounded on its own; subtotals and the total come from unrounded figures.
book-formula_deals_commitment = Deals in commit count in full, others not at all.
book-formula_deals_best = Rate = measured rate to won. Counted = amount × rate, each rounded on its own; subtotals and the total come from unrounded figures.
book-formula_deals_cascade = Rate = product of the rates of the stages ahead. Counted = amount × rate, each rounded on its own; subtotals and the total come from unrounded figures.
book-risks_continued = Risks (continued)
book-risks_title = { $deals } with a doubt: { $share } of what is open
book-risks_sub = Together { $amount }, of which { $counted } counts in the outlook.
book-risks_sub_commit = In commit: { $deals }.
book-risks_sub_order = The largest part of the outlook first.
book-reason_and_act = Reason and act
book-risks_total = Total, { $deals }
book-risk_severe = severe: the amount cannot be relied on
book-risk_to_handle = to be handled
book-risk_note = no mark: only a next step is missing
book-if_all_fail = If none of them comes: the outlook falls from { $outlook } to { $left }{ $side ->
    [below] , { $gap } below target
    [above] , still { $gap } above target
   *[none] { "" }
 }.
book-if_commit_leaves = Without what is marked severe ({ $deals }) commit falls from { $from } to { $to }, with won { $total }.
book-formula_risks = Stalled = last real touch longer ago than the stage allows; slipped = moved later at least twice; large = far above the median of the customer or the pipeline.
book-backtest_heading = Back-test
book-backtest_title = Back-test: { $model } errs by { $wape }, { $less } less than naive ({ $naive })
book-backtest_title_none = Back-test: no model beats naive ({ $naive }) yet; best is { $model } ({ $wape })
book-backtest_sub = { $from } to { $to }: on the first of every month, with only what was known then, against what came; everybody’s deals together.
book-backtest_covered = P10–P90 should hold about 80%; it held { $inside } of { $all } ({ $share }).
book-backtest_note = by WAPE over 30, 60 and 90 days together; naive in its rank
book-panel_note = By month, { $unit }: grey bars what came, line forecast at the start, pale band P10–P90, red triangle outside the band.
book-panel_figures = WAPE { $wape }, bias { $bias }
book-wape_all = WAPE, all
book-days_head = { $n } days
book-covered_head = In P10–P90
book-verdict = Verdict
book-verdict_unknown = not judged yet
book-verdict_naive = yardstick
book-verdict_recommended = recommended
book-verdict_better = better
book-verdict_worse = no better
book-backtest_sample = Sample: { $trials } forecasts; { $left_out } of 30 days without a win are left out of MAPE; all months came to { $actual }. A small WAPE errs little; a bias near zero leans neither way.
book-backtest_high = { $models } lean high: they assume that deals close on the day expected.
book-formula_backtest = WAPE = Σ|F − A| ÷ ΣA. MAPE = mean of |F − A| ÷ A (30 days). Bias = (ΣF − ΣA) ÷ ΣA.
book-formula_naive = Naive: as much as in as many days before, or as in the same weeks of last quarter. Past days are restored from versions.
book-formula_outlook_plain = Outlook = won + expected. Gap = target − outlook.
sheet-summary = Summary
sheet-models = Models
sheet-months = By month
sheet-people = By person
sheet-stages = By stage
sheet-deals = Deals
sheet-backtest = Back-test
sheet-notes = Notes
sheet-stage_number = Stage no.
sheet-status = Status
sheet-open = open
sheet-won = won
sheet-day = Day
sheet-counts = Counts
sheet-overdue = Overdue
sheet-stage_rate = Stage rate, bp
sheet-own_rate = Own probability, bp
sheet-commit_rate = Commit, bp
sheet-measured_rate = Rate to won, bp
sheet-step_rate = Step rate, bp
sheet-share = Share to revenue
sheet-expected_by = Expected, { $model }
sheet-chance = Learned chance, bp
sheet-leading = Leading model
sheet-still_expected = Still expected
sheet-outlook_of_target = Outlook ÷ target
sheet-open_deals = Open deals that count
sheet-wape = Past error, WAPE
sheet-trials = Forecasts
sheet-fresh = Of which new deals
sheet-rounding = Rounding of deals
sheet-recommended = Recommended: { $model }, the smallest WAPE below both naive ones.
sheet-none_recommended = No model beats naive yet.
sheet-not_tested = Insufficient history: not back-tested yet.
sheet-pipeline = Pipeline
sheet-last = Last
sheet-measured = measured
sheet-resolved = Resolved deals
sheet-wilson_low = 95% low
sheet-wilson_high = 95% high
sheet-bands_do_not_add = P10 and P90 do not add up: months are never all low or all high at once.
sheet-length = Length
sheet-from = From
sheet-to = To
sheet-actual = Actual
sheet-month = Month
sheet-quarter = Quarter
sheet-note_live = The models are live formulas: change an amount on Deals or a rate on By stage and the results follow.
sheet-note_rates = Rates are in basis points: 2500 = 25%.
sheet-note_rounding = Every sum is exact in the smallest unit and rounded once at the end, half away from zero; figures of single deals are rounded each, so they may add up differently in the last digit.
sheet-note_stage_weight = Stage weight = Σ amount × win rate set for the stage.
sheet-note_manual_weight = Manual weight = Σ amount × the deal’s own probability.
sheet-note_commitment = Commitment = full amount of deals in commit.
sheet-note_best_practice = Best practice = Σ amount × measured rate to won; a benchmark where history is insufficient.
sheet-note_cascade = Stage cascade: each stage’s total × its rate moves into the next; what leaves the last is revenue.
sheet-note_learned = The learned figures are results, not formulas: when and how likely every open deal is won, judged by the whole history, and deals that do not exist yet.
book-simulations_beyond = { $n } courses; target off the chart

## Leads
lead-unknown = There is no such lead, or you may not see it ({ $id }).
lead-some_unknown = { $count } of the chosen leads are not there any more, or you may not see them. Nothing was changed; choose again.
lead-field_missing = Say which field is to change. Nothing was changed.
lead-selection_missing = Say which leads are meant: choose some, or give a condition. Nothing was changed.
lead-name_missing = A lead needs a name: of the person or of the company. Nothing was saved.
lead-contact_missing = A lead needs at least one contact method: mobile, phone, e-mail, WeChat, QQ or another handle. Nothing was saved.
lead-converted_by_word = A lead becomes converted when a customer or a deal is made of it; the state cannot be set by hand. Nothing was changed.
lead-bad_foreign_number = "{ $value }" is not a number anybody can have: its country's numbering plan does not know it, or it has too many or too few digits. Check the country code and the digits.
lead-bad_mobile = "{ $value }" is not a mobile number: it needs 11 digits and a known beginning. For another country begin with +.
lead-bad_phone = "{ $value }" is not a phone number.
lead-bad_email = "{ $value }" is not an e-mail address.
lead-bad_wechat = "{ $value }" is not a WeChat id: 6 to 20 letters, digits, _ or -, a letter first.
lead-bad_qq = "{ $value }" is not a QQ number: 5 to 11 digits.
lead-bad_credit_code = "{ $value }" is not a unified social credit code: 18 characters whose last one checks the others.
lead-negative = "{ $value }" is below zero. Enter zero or more.
lead-reason_missing = Say why: this state needs a reason.
lead-owner_left = { $name } has left and cannot be given leads. Choose somebody else.
lead-quarantined = { $count } of these leads are kept apart and cannot be handed out or followed up. Release them first. Nothing was changed.
lead-not_quarantined = This lead is not kept apart. Nothing was changed.
lead-owner_missing = Say who gets the leads; nobody must be said, too. Nothing was changed.
lead-may_only_claim = You may take leads nobody has, for yourself; handing leads out is for whoever assigns them. Nothing was changed.
lead-bant_letter = "{ $value }" is none of budget, authority, need, timeline.
lead-first_source_stays = The first source and way of acquisition ("{ $value }") never change. Add what came later beside it.
lead-owner_changed_by_rule = This lead now belongs to the owner of its customer, by the duplicate rule "{ $rule }". It is no longer yours.
tag-name_missing = A tag needs a name.
view-name_missing = Give the view a name.
view-unknown = There is no such view, or it is somebody else's.
view-damaged = What this view shows can no longer be read. It selects nothing; set it up again or remove it.
view-shared = What everybody sees is changed by the owner or a manager. Save the view for yourself.
condition-too_large = The condition is too large: at most { $tests } tests, { $depth } levels deep.
condition-unknown_field = There is no field "{ $name }" to ask about.
condition-wrong_question = This cannot be asked of the field "{ $name }".
condition-wrong_value = The condition on "{ $name }" needs another value.
condition-unreadable = This condition can no longer be read, so it selects nothing. Nothing was changed; set it up again.
screen-empty = Enter at least one word, one per line.
screen-unreadable = "{ $value }" cannot be read as an entry of this list. Nothing was added.
duplicate_rule-shipped = Same mobile, WeChat or e-mail
duplicate_rule-name_missing = Give the rule a name.
alias-empty = Enter at least one line: company, tab, other name.
alias-unreadable = No company and other name can be read from "{ $value }". Write the company first, then a tab or an equals sign, then the other name. Nothing was added.
alias-same = "{ $alias }" matches "{ $company }" as it is; there is no need to add it.
alias-taken = "{ $alias }" is already another name of "{ $company }". Take that one out first.
registration-unknown = This registration was not found, or it is not among those you may see.
registration-held = { $holder } has registered "{ $company }", protected until { $until }. Nothing was saved; speak with { $holder }, or wait until that day has passed.
registration-owned = Somebody is working on "{ $company }" already: { $owner } has "{ $name }", so it cannot be registered. Speak with { $owner } or your manager.
registration-company_missing = Enter the name of the company to register.
registration-company_unclear = "{ $value }" does not say which company it is. Enter its full name.
registration-only_oneself = You can register customers for yourself only.
registration-not_yours = { $holder } holds this registration; you cannot end it.
registration-over = The registration of "{ $company }" ended on { $until }. It can be registered anew.
registration-not_later = The new last day must be later than { $until } and not before today ({ $today }).
look_up-empty = Enter a company, a name, a number or an address to look up.
tell-text_missing = Write what you want to tell the owner.
tell-unknown = This record was not found; it may have been removed.
tell-nobody = Nobody who works here has this record, so there is no one to tell.
tell-too_many = You have sent { $most } messages within a day. Talk to the owners directly, or try again tomorrow.
tell-message = { $sender } writes: { $text }
duplicate_rule-keys_missing = The rule "{ $name }" has no keys, or an empty group of keys. Nothing was saved.
row-bad_lead_state = "{ $value }" is none of the states of a lead. Map it or leave the column out.
import-leads_quarantined = { $rows } rows hit the blacklist, a sensitive word or a throw-away address: they come in and are kept apart.
import-leads_collected = Rows that repeat a lead known by another key: { $rows }. They are collected under it, as the duplicate rules say.
import-registered = Rows of registered customers: { $rows }. They go to whoever registered them.
import-leads_of_customers = { $rows } rows are known customers or contacts: the duplicate rules decide who gets them.

## Merging
record-kind = This cannot be done with "{ $kind }". Nothing was changed.
limit-text = The text is longer than { $limit } characters. Nothing was changed; please shorten it, or attach it as a file.
limit-number = The number is larger than { $limit } in the smallest unit. Nothing was changed; please check it – is it a number of a card or an account?
limit-list = This list has more than { $limit } entries. Nothing was changed; do it in several steps, or choose the records by a condition.
limit-values = The input has more than { $limit } values. Nothing was changed; do it in several steps.
limit-day = The day is too far away: it must lie between the years { $first } and { $last }. Nothing was changed; please check the year.
merge-needs_two = Choose at least two different records. Nothing was changed.
duplicates-many_pairs = At most { $most } pairs can be decided at once. Nothing was changed.
merge-unknown = One of these records is not there any more, or you may not see it ({ $id }). Nothing was changed.
merge-unknown_choice = "{ $field }" cannot be chosen in this merge. Nothing was changed.
field-bant_budget = Budget
field-bant_authority = Authority
field-bant_need = Need (BANT)
field-bant_timeline = Timeline
field-bant_notes = What stands behind budget, authority, need and timeline
field-quarantine = Kept apart because
bant_answer-unknown = unknown
bant_answer-no = no
bant_answer-partly = partly
bant_answer-yes = yes
quarantine-blacklisted = on the blacklist
quarantine-sensitive_word = a sensitive word
quarantine-throwaway_email = a throw-away address
quarantine-fake_mobile = a made-up mobile number
quarantine-bad_mobile = a malformed mobile number
quarantine-bad_email = a malformed e-mail address
quarantine-bad_credit_code = a malformed credit code
quarantine-bad_contact = a malformed contact method
lead-arrived_again = This lead came in once more (rule "{ $rule }"). What was not taken:
field-door = Came in by
field-quarantine_value = Kept apart for
field-contacts = Further contact methods
field-external_code = External code
lead_door-typed = typed
lead_door-import = import
lead_door-folder = watched folder
lead_door-paste = pasted
lead_door-card = business card
lead_door-vcard = vCard
lead_door-chat = chat
lead_door-form = form
lead_door-api = another program
export-path_not_allowed = Only the computer that holds the file may say where to write. Nothing was written.
export-too_large = The file is larger than { $limit } MB, too much for a browser. Export on the computer that holds the file, or choose fewer leads. Nothing was written.
merge-note = Merged with { $count } other record(s). What they said otherwise:
field-name = Name
field-company = Company
field-title = Title
field-mobile = Mobile
field-department = Department
field-phone = Phone
field-email = E-mail
field-wechat = WeChat
field-qq = QQ
field-handle = Other contact
field-industry = Industry
field-employees = Employees
field-website = Website
field-address = Address
field-credit_code = Credit code
field-source = Source
field-acquisition = Acquisition
field-channel = Channel
field-campaign = Campaign
field-need = Need
field-note = Note
field-budget_minor = Budget
field-owner_id = Owner
field-customer_id = Customer
field-region = Region
field-revenue_minor = Revenue
field-founded_year = Founded
field-parent_id = Parent company

## Templates and exports
template-needed = needed
template-field = Column
template-holds = What stands in it
template-note = Remark
template-explained = Columns
template-text = text
template-money = an amount: 1200, 1,200.50, 1.2万
template-integer = a whole number
template-year = a year: 2018
template-day = a day: 2026-03-01, 2026/3/1
template-rate = a share: 60%, 0.6
template-currency = a currency: CNY, USD
template-exchange_rate = an exchange rate: 7.18
template-stage = a stage of the pipeline, or won / lost
template-status = open, won, lost
template-category = pipeline, best case, commit, omitted
template-lead_state = to handle, following, converted, invalid, returned, transferred, void
template-role = owner, manager, sales, assistant, viewer
template-person = a person's name
template-customer = a customer's name
template-decimal = a number: 36, 12.5
template-yes_no = yes or no
template-option = the name of one of its options
template-options = names of its options, separated by commas
template-link = the address of a page: https://example.com
template-product = a product's name or code
field-product_id = Product
field-pipeline_id = Pipeline
field-stage_id = Stage
field-status = Status
field-category = Forecast category
field-amount = Amount
field-amount_minor = Amount
field-amount_agreed = Amount as agreed
field-currency = Currency
field-rate = Exchange rate
field-rate_micro = Exchange rate
field-probability = Probability
field-probability_bp = Probability
field-created_on = Created on
field-close_on = Expected close
field-closed_on = Closed on
field-lost_reason = Reason for the loss
field-competitor = Competitor
field-next_activity = Next activity
field-touched_at = Last touch
field-open_count = Open deals
field-open = Open amount
field-won = Won amount
deal_status-open = open
deal_status-won = won
deal_status-lost = lost
deal_category-pipeline = pipeline
deal_category-best_case = best case
deal_category-commit = commit
deal_category-omitted = omitted
export-customers = Customers
export-contacts = Contacts
export-deals = Deals
export-leads = Leads
field-id = Id
field-code = Number
field-province = Province
field-city = City
field-carrier = Carrier
field-state = State
field-state_reason = Reason
field-tags = Tags
field-followed_at = Last follow-up
field-next_due_on = Next activity
field-created_at = Created
field-updated_at = Changed
lead_state-to_handle = To handle
lead_state-following = Following
lead_state-converted = Converted
lead_state-invalid = Invalid
lead_state-returned = Returned
lead_state-transferred = Transferred
lead_state-void = Void

health-unknown = There is no finding called { $name }.
health-no_fix = These records need somebody's judgement: they cannot be mended by themselves. Nothing was changed.
health-person_left = { $name } does not work here any more. Choose somebody else; nothing was saved.
health-person_reads = { $name } may look at the data but not change them. Choose somebody else; nothing was saved.
health-nobody = Choose who is responsible before saying how often. Nothing was saved.
health-not_yours = This check of the data is somebody else's: only the person responsible and managers can tick it off.

## Watched folders
folder-path_missing = Say which folder is to be watched.
folder-path_relative = Give the whole path of the folder, from the drive or the root on.
folder-not_there = There is no folder "{ $path }" now: it was moved or renamed, or its drive is not connected. Nothing is lost; as soon as it is there again, its files come in.
folder-no_folder = "{ $path }" is not a folder.
folder-unreadable = You may not look into the folder "{ $path }". Check its permissions.
folder-too_many = There are too many files in "{ $path }" for a folder that is looked into every few seconds. Move what was taken to another folder.
folder-twice = This folder is watched already. Change that entry instead.
folder-unknown = There is no such watched folder.
folder-policy = A watched folder skips those that are known, updates them or adds them again. Filling gaps is for imports by hand.
folder-kind = Files of this kind cannot come in by themselves. Import them by hand.
folder-person = { $name }, for whom the files come in, has left or may not import them any more. Whoever manages the workspace takes the folder over by saving it again.
folder-set_aside = The program ended while it read this file, so the file was set aside and is not tried again; nothing of it came in. Open it with its own program, save its rows as CSV, and put that here.
folder-file_unreadable = "{ $name }" cannot be read: another program keeps it to itself, or you may not read it. It is tried again every few seconds.

takeout-path_not_allowed = Only the machine that holds the file may say where to write. Nothing was written.
takeout-too_large = All data together is more than { $limit } MB, too much for a browser. Take it out from the window of the machine that holds the file, or with leadwell takeout.write --out. Nothing was written.
takeout-readme =
    All data of { $company }
    
    Written { $written } (instants are UTC in ISO 8601; days are days in the company's time zone, { $zone })
    Base currency: { $currency }; amounts are decimals, those of deals in the currency of their row
    Version of the file: { $schema }
    
    Every .csv is a table: UTF-8, commas, column names in the first line.
    Columns that end with _id point at the id of another table: owner_id and person_id at people, customer_id at customers, and so on.
    leads, customers, contacts, deals, deal_versions (every change of a deal), activities (notes,
    calls, tasks), changes (who did what). Rows with a deleted_at are in the recycle bin.
    Text that begins with = + - @ has an apostrophe before it, so that no spreadsheet runs it as a formula; an import takes it off again.
    The folder attachments holds the attached files; the number before a name is the id in attachments.csv.
workspace-name_differs = What was typed is not the company's name, { $name }. Nothing was deleted.

## Fields of one's own
custom-unknown = There is no field "{ $field }" here any more; it may have been archived or removed. Nothing was changed; load the page again.
custom-field_unknown = This field cannot be found; it may have been removed. Nothing was changed.
custom-noun_missing = Say which kind of record the field is for: leads, customers, contacts or deals.
custom-name_missing = Enter the name of the field.
custom-name_taken = There is a field called "{ $name }" already. Choose another name, so that files and people know which one is meant.
custom-too_many = More than { $most } fields nobody can fill in. Archive and remove some first.
custom-too_many_options = More than { $most } options nobody can choose from.
custom-decimals = A number has from 0 to { $most } decimals.
custom-decimals_in_use = "{ $field }" has values that do not fit that number of decimals ({ $count }), so nothing was changed. Correct them first, or keep the decimals.
custom-kind_in_use = "{ $field }" has values ({ $count }), which would lose their meaning. Nothing was changed; add a new field of the other kind instead.
custom-options_missing = Enter at least one option.
custom-option_empty = An option has no name. Enter one or take the option out.
custom-option_twice = The option "{ $name }" is there twice. Every option needs a name of its own.
custom-option_unknown = The option "{ $name }" is no longer there. Nothing was changed; load the page again.
custom-archive_first = "{ $field }" is in use. Archive it first; its values are kept while you think it over.
custom-required = "{ $field }" has to be filled in. Nothing was saved.
custom-bad_text = "{ $field }" takes a text. Nothing was saved.
custom-bad_number = "{ $value }" is not a number for "{ $field }": digits and at most { $decimals } decimals. Nothing was saved.
custom-bad_money = "{ $value }" is not an amount for "{ $field }". Nothing was saved; write it like 1,250.00.
custom-bad_day = "{ $value }" is not a day for "{ $field }". Nothing was saved; write it like 2026-03-31.
custom-bad_yes_no = "{ $field }" is yes or no. Nothing was saved.
custom-bad_option = "{ $field }" has no option "{ $value }". Nothing was saved; choose one of its options.
custom-bad_person = "{ $field }" takes a person who works here. Nothing was saved.
custom-bad_link = "{ $field }" takes the address of a page. Nothing was saved; write it like https://example.com/page.
custom_yes_no-yes = yes
custom_yes_no-no = no

## Lists on paper
print-too_many = This list has { $count } records; { $most } can be printed at once. Nothing was printed. Narrow the filter, or export the list: a file has no such limit.
print-title = { $records } · { $view }
print-sub = { $said }. Printed { $moment }.
print-filter = Filter: { $filter }.
print-filter_above = Filter: see the first page.
print-unfiltered = Filter: none.
print-foot = As of { $moment } ({ $zone }). { $currency }.
print-scope_own = One's own records only.
print-scope_team = Records of oneself and the team only.
print-scope_customers = Own customers and those of the team, and customers with own deals, only.
print-empty = No record answers this filter.
print-band = There are too many columns for one page: part { $part } of { $parts }. The first column stands in every part.
print-page = { $page } / { $pages }
print-file = { $title } { $day }
print-in_days = { $name }, days
print-total = Total
print-group_none = (not said)
print-records = { $many ->
    [one] { $n } record
   *[other] { $n } records
}
print-leads = { $many ->
    [one] { $n } lead
   *[other] { $n } leads
}
print-customers = { $many ->
    [one] { $n } customer
   *[other] { $n } customers
}
print-contacts = { $many ->
    [one] { $n } contact
   *[other] { $n } contacts
}
print-deals = { $many ->
    [one] { $n } deal
   *[other] { $n } deals
}
print-leads_to_handle = { $n } to handle
print-leads_following = { $n } in follow-up
print-leads_unowned = { $n } without an owner
print-leads_budget = budgets { $amount }
print-deals_sum = sum { $amount }
print-deals_weighted = weighted { $amount }
print-deals_average = average { $amount }
print-deals_unknown = { $n } without an amount
field-weighted = Weighted
field-idle = Idle
field-bant = BANT
field-signs = Wants attention
field-reached_stage = Stage reached
field-sample = Sample data
deal_sign-overdue = expected day has passed
deal_sign-rotting = idle too long
deal_sign-unplanned = nothing planned
deal_sign-activity_late = activity late
deal_sign-activity_today = activity today
asked-removed = records in the recycle bin
asked-apart = records kept apart
asked-chosen = { $many ->
    [one] { $n } record that was chosen
   *[other] { $n } records that were chosen
}
asked-text = with "{ $text }"
asked-and = { $a } and { $b }
asked-or = { $a } or { $b }
asked-group = ({ $text })
asked-range = { $from } and { $to }
asked-days = { $many ->
    [one] { $n } day
   *[other] { $n } days
}
asked-any_of = { $field } is { $value }
asked-none_of = { $field } is not { $value }
asked-contains = { $field } contains "{ $value }"
asked-lacks = { $field } does not contain "{ $value }"
asked-begins = { $field } begins with "{ $value }"
asked-empty = { $field } is empty
asked-filled = { $field } is filled
asked-equals = { $field } is { $value }
asked-at_least = { $field } is at least { $value }
asked-at_most = { $field } is at most { $value }
asked-between = { $field } is between { $value }
asked-on = { $field } is on { $value }
asked-before = { $field } is before { $value }
asked-after = { $field } is after { $value }
asked-in_last = { $field } in the last { $value }
asked-in_next = { $field } in the next { $value }
asked-not_in_last = { $field } not in the last { $value }
asked-today = { $field } is today
asked-this_week = { $field } is this week
asked-this_month = { $field } is this month
asked-this_quarter = { $field } is this quarter
asked-last_week = { $field } is last week
asked-next_week = { $field } is next week
asked-last_month = { $field } is last month
asked-next_month = { $field } is next month
asked-last_quarter = { $field } is last quarter
asked-next_quarter = { $field } is next quarter
asked-this_year = { $field } is this year
asked-last_year = { $field } is last year
asked-past = { $field } is past

## Deal sheet
deal_sheet-document = Deal sheet { $code }
deal_sheet-title = { $customer }: { $name }
deal_sheet-file = Deal sheet { $code } { $name }
deal_sheet-foot = As of { $moment } ({ $zone }). { $currency }. Deal { $code }, pipeline { $pipeline }.
deal_sheet-formulas = Weighted = amount × win rate of the stage. Days are calendar days. Usual days are the median stay of all deals that left the stage; none where there are too few.
deal_sheet-amount = Amount
deal_sheet-amount_unknown = not known yet
deal_sheet-worth = { $amount }
deal_sheet-rate = Win rate
deal_sheet-weighted = weighted { $amount }
deal_sheet-probability = Own probability
deal_sheet-as_stage = as its stage
deal_sheet-stage_default = stage default { $rate }
deal_sheet-expected = Expected close
deal_sheet-overdue = has passed
deal_sheet-put_off = { $many ->
    [one] put off once, was { $day }
   *[other] put off { $n } times, was { $day }
}
deal_sheet-won_on = Won on
deal_sheet-lost_on = Lost on
deal_sheet-category = Category
deal_sheet-category_was = { $category } until { $day }
deal_sheet-owner = Owner
deal_sheet-began = began { $day }
deal_sheet-says_open = In "{ $stage }" for { $days }.
deal_sheet-says_overdue = Its expected day passed { $days } ago and has to be confirmed anew.
deal_sheet-says_idle = No contact for { $days }, longer than the stage allows.
deal_sheet-says_next = Next: { $day } { $what }.
deal_sheet-says_no_next = Nothing is planned.
deal_sheet-says_won = Won on { $day } after { $days }.
deal_sheet-says_lost = Lost on { $day } after { $days }: { $reason }.
deal_sheet-says_rival = { $name } won instead.
deal_sheet-no_reason = no reason given
deal_sheet-stages = Stages
deal_sheet-stages_note = { $days } in all; the line marks the usual days
deal_sheet-stage = Stage
deal_sheet-entered = First entered
deal_sheet-days = Days
deal_sheet-median = Usual days
deal_sheet-bar = Stay
deal_sheet-own = Own fields
deal_sheet-field = Field
deal_sheet-value = Value
deal_sheet-next = Next steps
deal_sheet-nothing_planned = Nothing is planned.
deal_sheet-late = { $day } late
deal_sheet-last = Last activities
deal_sheet-earlier = { $many ->
    [one] { $n } earlier one is not printed
   *[other] { $n } earlier ones are not printed
}
deal_sheet-more_signs = { $text }… ({ $n } further characters are not printed)
deal_sheet-day = Day
deal_sheet-kind = Kind
deal_sheet-text = What
deal_sheet-who = Who
activity_kind-note = Note
activity_kind-call = Call
activity_kind-meeting = Meeting
activity_kind-mail = Mail
activity_kind-chat = Chat
activity_kind-task = Task
deal_sheet-customer = Customer and contacts
deal_sheet-contact = Name
