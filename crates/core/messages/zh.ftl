# The core's sentences. Keys are codes with "." written as "-".

## The call itself
internal = 程序内部出错（{ $cause }）。这次操作没有生效，数据完好。请重试；若再次出现，请把日志发给我们。
call-input = 输入不符合这个命令的要求：{ $cause }。没有改动任何数据。
call-unknown_command = 没有名为“{ $command }”的命令。用 leadwell commands 查看全部命令。
call-unknown_person = 这个人员不存在或已停用，不能执行操作。请换一个人员。
call-forbidden = 您的角色不能执行“{ $command }”。没有改动任何数据；需要时请联系负责人。
call-local_only = “{ $command }”只能在保存文件的这台电脑上执行。
call-clock = 这台电脑的时钟不可能正确：年份早于 { $first } 或晚于 { $last }。没有改动任何数据；请校准时钟后重试。

## The file
disk-full = 磁盘已满，没有写入任何内容；之前的数据完好。请清理空间后再试一次。
file-not_found = 找不到文件。它可能已被移动、改名或所在的盘未连接。没有改动任何数据。
file-cannot_open = 文件打不开：可能不存在，或没有访问权限。数据没有改动；请检查位置和权限。
file-read_only = 这个文件、它所在的文件夹或介质是只读的，没有写入任何内容。请检查权限，或把文件移到可以写入的位置。
file-io = 读写磁盘时出错（{ $cause }）。已保存的数据完好；请检查磁盘后重试。
file-moved = “{ $path }”在打开期间被移动、删除或替换，因此不再从中读取，也不再写入。之前保存的内容在原来打开的那个文件里，无论它现在在哪里。请先在这里关闭文件，把它放回原处或在新位置选择它，再重新打开。
file-exists = 这个位置已有同名文件。为了不覆盖它，没有新建。请换一个文件名。
file-log_left = “{ $path }”是某个没有正常关闭文件的程序留在这里的。同名的新文件会把它并入而损坏，因此没有新建，也没有改动任何内容。如果它所属的文件已被移走，请把它一并移过去；否则请把它移开，或换一个文件名。
file-log_does_not_fit = 上次的程序没有正常关闭这个文件，而旁边的日志“{ $log }”与它不符：合在一起内容是损坏的（{ $cause }）。没有改动任何内容。请先把两者都复制到安全的地方。如果这个文件是从备份复制回来的，请移开该日志和以 -shm 结尾的文件后再打开；否则请从最近的备份恢复。
file-empty = 文件“{ $path }”是空的，不是引泉的数据文件。它没有被改动；请选择别的文件或备份。
file-not_leadwell = 这不是引泉的数据文件，或文件头已损坏。它没有被改动；请选择 .leadwell 文件或从备份恢复。
file-damaged = 文件的内容已损坏（{ $cause }）。为避免损失扩大，没有继续写入。请从最近的备份恢复。
file-newer = 文件“{ $path }”由更新版本的引泉保存（数据版本 { $found }，本程序支持到 { $known }）。它没有被改动；请升级程序后再打开。
file-network_drive = “{ $path }”在网络盘上（{ $system }）。数据库在网络盘上可能损坏，因此没有打开。请把文件移到本机磁盘。
file-copy_failed = 升级前制作的副本没有通过检查（{ $cause }），因此没有升级。原文件没有被改动。
record-refused = 这个改动与其他记录冲突（例如名称重复，或仍被引用），没有保存。
workspace-busy = 另一个程序正在写入这个文件，等了 5 秒仍未空闲。改动没有保存，请稍后再试。

## The company
workspace-already_set_up = 这个文件已经设置过了。公司信息可以在“设置”里修改。
workspace-name_missing = 请填写公司名称。
workspace-currency = “{ $value }”不是货币代码（ISO 4217）。请用 CNY、USD、EUR 这样的代码。
workspace-time_zone = 不认识时区“{ $value }”。请用 Asia/Shanghai 这样的名称。
workspace-fiscal_month = 财年起始月应在 1 到 12 之间。
workspace-coverage_line = 健康线应大于 0。
workspace-registration_days = 报备保护期须为 1 到 3650 天。
workspace-rate_floor = 最少样本数应至少为 1。
person-unknown = 没有名为“{ $name }”的人员。

## Pipelines
pipeline-unknown = 没有这条销售管道；它可能已被删除。
pipeline-none = 还没有销售管道。请先在“设置”里新建一条。
pipeline-name_missing = 请填写管道名称。
pipeline-name_taken = 已有名为“{ $name }”的管道，请换一个名称。
pipeline-no_stages = 管道至少需要一个阶段。
stage-unknown = 这条管道里没有这个阶段；它可能已被停用。
stage-name_missing = 请填写阶段名称。
stage-name_taken = 阶段名称“{ $name }”重复了，请换一个。
stage-win_rate = 阶段“{ $name }”的赢率应在 0% 到 100% 之间。
stage-category = 阶段“{ $name }”的预测类别应为一般在途、最佳情况或承诺。
stage-rotting_days = 阶段“{ $name }”的滞留天数应至少为 1 天。
stage-in_use = 阶段“{ $name }”里还有 { $count } 个在途商机。请先移走它们，再停用这个阶段。

## Deals
deal-unknown = 找不到这个商机；它可能已被删除，或不在您可见的范围内。
deal-selection_missing = 请说明是哪些商机：先选中，或给出条件。没有做任何改动。
deal-name_missing = 请填写商机名称。
deal-amount_negative = 金额不能是负数。
deal-currency = “{ $value }”不是货币代码（ISO 4217），例如 CNY、USD、EUR。
deal-rate_missing = 这笔金额是 { $currency }，请填写兑 { $base } 的汇率。不同货币不会直接相加。
deal-owner_unknown = 负责人不存在、已停用，或不在您的团队里。
deal-probability = 概率应在 0% 到 100% 之间。
deal-category = 没有名为“{ $value }”的预测类别。
deal-won_needs_amount = 已赢单的商机必须有金额。
deal-closed = “{ $name }”已经关闭。请先重新打开它。
deal-open = “{ $name }”还在进行中。
deal-other_pipeline = 阶段“{ $stage }”属于另一条管道。
deal-reason_missing = 请写明丢单原因，它用于以后的分析。
deal-closed_in_future = 关闭日期 { $day } 还没有到。请填写今天或更早的日期。

## Lists and filters
list-unknown_column = 不能按“{ $column }”排序。
list-bad_cursor = 这一页的位置已失效，请从头加载列表。
list-none_apart = 这个列表里没有单独存放的记录，只有线索才有。
list-counts = 请给出要计数的范围，至少一个，最多 { $most } 个。

## History
history-changed_since = 不能撤销：之后又有人改动了同一条记录（{ $what }）。没有改动任何数据；请手动修改。
record-changed_meanwhile = 你打开之后，{ $who } 改动了这一项。没有保存任何内容；文件里是对方所写的。再保存一次即以你的为准，或者保持现状。
history-used_since = 无法这样做：这会删除“{ $name }”，而{ $what ->
    [attachments] 另外添加的文件
    [activities] 另外添加的记录、通话或任务
    [lead_tags] 其他线索的标签
    [lead_contacts] 另外添加的联系方式
    [lead_values] 另外填写的自定义字段
    [customer_values] 另外填写的自定义字段
    [contact_values] 另外填写的自定义字段
    [deal_values] 另外填写的自定义字段
    [registrations] 客户报备
    [merges] 合并进来的记录
    [leads] 其他线索
    [customers] 下级公司
    [contacts] 其他联系人
    [deals] 其他商机
    [chat_messages] 另外添加的聊天消息
    [changes] 此人的操作记录
   *[other] 其他记录
  }（{ $count }条）属于它。没有改动任何数据，也没有丢失任何内容。请保留它、放入回收站，或先移走属于它的内容。
history-not_undoable = 这个改动已经撤销过，或不能撤销。
history-not_yours = 这是{ $who }的改动，只有本人或负责人可以撤销。
history-nothing_to_undo = 没有可以撤销的改动。
history-nothing_to_redo = 没有可以重做的改动。
history-customer_in_bin = 无法这样做：客户“{ $name }”在回收站里，它的商机或联系人会没有客户。没有做任何改动；请先从回收站恢复该客户。

## Forecast
forecast-as_of_future = { $day } 还没有到。预测只能回看过去的某一天，请选今天或更早的日期。
forecast-call_start = 预估要写在周期的第一天；这个周期从 { $start } 开始。
forecast-call_negative = 预估金额不能是负数。
forecast-call_reason = 调整别人的预估要写明原因。
forecast-call_others = 只能填写自己的预估；经理可填写本团队的，公司的由所有者填写。
forecast-call_adjusts = 调整由经理或所有者来做；你可以填写自己的预估。
funnel-stage_elsewhere = 漏斗里选的阶段要属于同一条管道。
forecast-days = 天数应在 1 到 3660 之间。
forecast-unknown = 没有编号为 { $id } 的记录，无法按它筛选预测。
forecast-since_later = 变化从 { $since } 算起，但预测只到 { $day }。请选一个不晚于它的开始日期。
waterfall-new = 新增
waterfall-reopened = 重新打开
waterfall-pulled_in = 提前到本期
waterfall-carried_over = 逾期转入
waterfall-included = 重新计入
waterfall-taken_over = 接手
waterfall-grown = 金额增加
waterfall-chance_changed = 赢面变化
waterfall-shrunk = 金额减少
waterfall-slipped = 推迟出本期
waterfall-omitted = 不再计入
waterfall-handed_over = 移交他人
waterfall-removed = 删除
waterfall-lost = 输单
waterfall-won_elsewhere = 赢单，计入他期
waterfall-won = 赢单
risk-overdue_rule = 预计成交日已过
risk-overdue = 预计成交日已过 { $days } 天
risk-overdue_act = 更新成交日，或判输
risk-outlived_rule = 比所有赢单都久
risk-outlived = 已跟进 { $days } 天，赢单最久的一笔是 { $oldest } 天
risk-outlived_act = 向客户确认是否还买，否则判输
risk-rotting_rule = 停滞超限
risk-rotting = 停滞 { $days } 天（限 { $limit }）
risk-rotting_act = 本周内取得一次真实接触
risk-slipped_rule = 已推迟两次以上
risk-slipped = 推迟 { $times } 次
risk-slipped_act = 与客户核对采购流程后重定成交日
risk-commit_without_next_rule = 承诺而无下一步
risk-commit_without_next = 承诺而无下一步
risk-commit_without_next_act = 今天安排下一步，否则移出承诺
risk-oversized_rule = 金额远超常规
risk-oversized_customer = 金额是该客户以往成交中位数的 { $times } 倍（{ $wins } 单）
risk-oversized_pipeline = 金额是本管道成交中位数的 { $times } 倍（{ $wins } 单）
risk-oversized_act = 与客户核对范围和预算，必要时调整金额
risk-without_next_rule = 无下一步
risk-without_next = 无下一步
risk-without_next_act = 安排下一步

## 宿主：窗口、浏览器、命令行
gateway-wrong_host = 此处不认识这个地址。请使用 `leadwell serve` 打印出的链接。
gateway-wrong_origin = 请求不是从本程序的页面发出的，已拒绝。没有做任何修改。
gateway-no_session = 您还没有进入此处。请打开 `leadwell serve` 打印出的链接，它只能使用一次；需要新链接时，请在已登录的浏览器中打开“设置 – 浏览器”，或结束服务后重新启动。
gateway-not_json = 请求不是 JSON。没有做任何修改。
gateway-too_large = 请求超过 { $megabytes } MB。没有做任何修改；请把文件分成较小的部分发送。
gateway-too_slow = 请求没有按时到达。没有做任何修改，请重试。
gateway-no_interface = 这个程序构建时没有带上界面。请运行 `cargo xtask run`，它会一并构建。
gateway-cannot_listen = 无法在 { $address } 提供服务（{ $cause }）。请换一个地址或端口，或用 127.0.0.1:0 取一个空闲端口。
gateway-no_such_file = 这里没有这个文件。
gateway-no_such_session = 这个浏览器已经退出登录。
gateway-not_loopback = { $address } 可以从网络访问，传输的内容途中可能被他人读取，因此不提供服务。请选择本机地址，例如 127.0.0.1:0。
cli-no_workspace = 没有文件“{ $path }”。它可能已被移动或改名，或所在的磁盘没有连接。要新建文件，请用 leadwell new。
cli-no_file_in_answer = 这个命令的结果里没有文件，没有写入任何内容。
file-not_ours = 从这里只能打开本程序保存的文档，以及网址、邮件地址和电话号码。

## Customers, people, products, activities, targets, sample
person-name_missing = 请填写人员姓名。
person-name_taken = 已有名为“{ $name }”的人员。请换一个名字，或加上区别，例如部门。
person-role_missing = 请为新人员选择角色。
person-last_owner = “{ $name }”是唯一的负责人，不能改为其他角色或停用。请先让另一个人成为负责人。
person-manager_circle = “{ $name }”直接或间接由这个人领导，不能反过来当他的上级。
person-hand_over_self = “{ $name }”不能把记录移交给自己。请选择其他人。
person-hand_over_left = “{ $name }”已停用，不能接收记录。请选择在职的人。
person-hand_over_nobody = 请选择至少一个人，接收“{ $name }”的记录。
record-not_yours = “{ $name }”由{ $owner }负责，只有本人、其上级或文件的负责人可以修改。没有做任何改动。
record-may_only_claim = 您可以为自己领取无人负责的记录；交给其他人由有分配权限的人进行。没有做任何改动。
customer-held = “{ $name }”由{ $owner }负责。请与对方商量，或者选择其他客户。没有做任何改动。
customer-unknown = 找不到这个客户；它可能已被删除。
customer-selection_missing = 请说明是哪些客户：先选中，或给出条件。没有做任何改动。
customer-name_missing = 请填写客户名称。
customer-employees_negative = 员工人数不能是负数。
customer-revenue_negative = 年营业额不能是负数。
customer-founded_year = { $year } 不是有效的成立年份。
customer-parent_circle = “{ $name }”直接或间接属于这个客户，不能反过来当它的上级公司。
customer-has_deals = “{ $name }”名下还有 { $count } 个商机，不能删除。请先删除这些商机，或把它们改到别的客户名下。没有作任何改动。
contact-unknown = 找不到这个联系人；它可能已被删除。
contact-selection_missing = 请说明是哪些联系人：先选中，或给出条件。没有做任何改动。
contact-name_missing = 请填写联系人姓名。
bin-nothing_chosen = 请先选择记录。
bin-some_gone = 所选记录中有 { $count } 条已不在回收站里，或您无权查看。没有作任何改动，请重新选择。
product-unknown = 找不到这个产品。
product-name_missing = 请填写产品名称。
product-name_taken = 已有名为“{ $name }”的产品，请换一个名称。
product-price_negative = 标价不能是负数。
activity-unknown = 找不到这条活动；它可能已被删除，或属于您看不到的商机。
activity-may_not_write = 您可以查看这条记录，但不能修改它，所以不能在它的时间线上写。什么也没有保存。
activity-about_nothing = 请说明这条活动关于哪个商机、客户或联系人。
activity-chat_unread = 没有认出聊天记录：每条消息前面要有名字，最好也有时间。请从微信、QQ 或企业微信里多选消息后复制；如果只是一段话，请写成备注。
activity-about_one = 请只选一个对象：商机、客户或联系人。
activity-text_missing = 请填写内容。
activity-note_is_done = 笔记写下即完成，不能安排日期或改为未完成。要安排以后的事，请用任务。
activity-day_missing = 还没有做的事需要一个日期。请选择日期，或标为已完成。
attachment-unknown = 找不到这个附件；它可能已被移除，或属于您看不到的记录。
attachment-name_missing = 请给附件一个文件名。
attachment-too_large = 附件最大 { $limit } MB，这个文件没有保存。请压缩后再试，或只附上需要的几页。
attachment-unreadable = 附件的内容没有完整收到，没有保存。请重新选择文件。
card-one_of = 请给出名片的文字，或一个文件，只给一样。
card-too_large = 文件太大：名片图片和 vCard 文件最大 { $limit } MB。
card-unreadable = 读不懂这个文件。可以用 PNG 或 JPEG 图片、vCard（.vcf）文件，或把文字粘贴进来。
card-nothing_found = 没有认出姓名或联系方式。请照着名片填写；图片会附在线索上。
card-engine_missing = 这台电脑没有安装文字识别程序 Tesseract，所以图片上的文字没有识别。安装方法：Debian 或 Ubuntu 运行 sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim；macOS 运行 brew install tesseract tesseract-lang；Windows 运行 winget install UB-Mannheim.TesseractOCR，安装时选上简体中文，并把它的文件夹加进 Path。现在可以照着名片填写，图片会附在线索上。
card-engine_failed = 文字识别程序没能读出这张图片（超时，或缺少中文和英文的语言包）。请照着名片填写，图片会附在线索上；也可以换一张更清晰的照片再试。
lead-too_many = 一次最多 { $limit } 条。更多的请用“导入”。
target-unknown = 找不到这个目标。
target-year = { $year } 不是有效的年份。
target-not_a_start = 目标要从周期的第一天算起；这个周期从 { $start } 开始。
target-negative = 目标金额不能是负数。
target-stretch_below = 冲刺目标不能低于基本目标。
target-not_your_team = 只能为自己团队的人设定目标。
sample-already_there = 示例公司已经在文件里了。请先移除，再重新添加。
sample-not_there = 文件里没有示例数据，没有改动任何内容。

## Imports
import-empty_file = 文件是空的，里面没有标题行。没有导入任何内容。
import-no_rows = 文件只有标题行，下面没有数据。没有导入任何内容。
import-too_large = 文件太大（{ $size } MB，上限 { $limit } MB）。请拆分，或另存为 CSV。
import-too_many_columns = 文件的列超过 { $limit } 列。它可能不是表格，或者分隔符不对。
import-not_a_table = 这是 { $what } 文件，不是表格。可以导入 CSV、XLSX、XLS、XLSB 和 ODS。
import-markup = 不论扩展名是什么，这个文件的内容是网页或 XML。请用表格软件打开后另存为 XLSX 或 CSV。
import-damaged = 工作簿已损坏或不完整，无法读取。请用表格软件打开后重新保存；没有导入任何内容。
import-bomb = 工作簿解压后会超过 { $limit } MB，因此没有打开。请把数据另存为 CSV。
import-too_many_cells = 文档有超过 { $limit } 个单元格，多半是重复的空格。请把数据另存为 CSV。
import-endless_cell = 工作簿中有一个单元格或一行超过 { $limit } MB，因此没有打开。请缩短其内容，或把表格另存为 CSV。
import-scattered = 这个工作簿里有内容的单元格相距太远，中间的空单元格超过 { $limit } 个。请删掉远离表格的内容，或把表格另存为 XLSX 或 CSV；没有导入任何内容。
import-locked = 工作簿有密码保护。请在表格软件里去掉密码后重新保存；没有导入任何内容。
import-in_use = “{ $path }”正被另一个程序独占打开。请先在那里关闭，再试一次。
import-no_such_file = 没有文件“{ $path }”。它可能已被移动或改名。
import-may_not_read = 没有读取“{ $path }”的权限。请检查文件权限。
import-no_file = “{ $path }”不是文件。
import-unknown_encoding = “{ $value }”不是编码名称。请用 utf-8、gbk、utf-16le 这样的名称。
import-garbage = 这不是文本文件，里面满是文本中不会出现的字节；只是名字像表格。没有导入任何内容。
import-wrong_encoding = 文件内容不符合任何已知编码（UTF-8、UTF-16、GBK/GB18030、Big5 等）。请另存为 UTF-8，或指明编码；没有导入任何内容。
import-endless_row = 第 { $line } 条之后的一行超过 { $limit } MB，多半是某个引号没有闭合。请更正文件；没有导入任何内容。
import-bad_delimiter = 这个字符不能作分隔符。
import-no_such_sheet = 工作簿里没有工作表“{ $name }”。
import-piece_too_large = 文件的每一段最多 { $limit } MB。
import-piece_unreadable = 文件的这一段没有完整到达。请重新发送文件。
import-no_such_upload = 这个文件没有发送过，或已经清理。请重新发送。
import-path_not_allowed = 只有在保存数据文件的电脑上才能指定路径。请直接发送文件。
import-kind_forbidden = 您的角色不能导入“{ $kind }”。没有改动任何数据；需要时请联系负责人。
import-required_unmapped = 没有列对应“{ $field }”，缺了它无法建立记录。
import-bad_key = “{ $field }”不能作为识别字段：没有列对应它，或它不能区分记录。
import-unknown_field = 没有字段“{ $field }”。
import-unknown_target = “{ $value }”不能对应“{ $name }”：“{ $field }”里没有这个名称。没有导入任何内容；请更正名称，或先建立这条记录。
import-values_no_names = “{ $field }”的值不能指定对应关系；只有阶段、人员、客户、产品和选项的值可以。请在文件里更正。
import-unknown_header = 文件里没有标题“{ $header }”。
import-field_twice = 有两列都对应“{ $field }”。请保留一列。
import-manager_refused = 无法添加上级“{ $name }”。没有导入任何内容。
import-unknown = 没有这次导入。
import-still_running = 这次导入还在进行。请先停止。
import-too_many_uploads = 同时为您保留的文件都正在使用中。没有丢失任何内容；请等其中一个处理完。
import-already_running = 另一次导入正在写入这个文件。请等它结束，或先停止它。
import-not_running = 这次导入已经不在进行。
import-not_interrupted = 这次导入没有中断，或者已经有人让它继续。请查看导入列表。
import-cannot_go_on = 这次导入由旧版本开始，没有记下进度。请先撤回，再重新导入文件。
import-file_needed = 文件没有保留。请重新选择同一个文件，导入会从中断处继续。
import-file_changed = “{ $name }”不是这次导入开始时的文件，内容已经不同。没有改动任何数据。请选择原来的文件，或先撤回这次导入再重新开始。
import-no_merge = 商机不能合并：一条商机的各项内容是一体的。请选择跳过或更新已有的商机。
import-nothing_to_undo = 这次导入没有可以撤销的内容了。
import-changed_since = 无法撤销这次导入：它建立的记录后来被修改或引用过。没有改动任何数据。请先撤销那些改动，或手工删除记录。
import-failed = 导入没有成功：{ $reason }
import-cancelled = 导入已停止，已写入的内容全部撤回。
import-column_line = 引泉：行号
import-column_reason = 引泉：原因

import-unwanted_rows = 不符合筛选条件的行：{ $rows }，不导入。
import-without_key = 没有识别字段的行：{ $rows }。无法与已有记录对应，再次导入这个文件会把它们全部重复建立。给“{ $keys }”指定一列即可避免。
import-repeated_rows = 与文件中前面某一行相同的行：{ $rows }。它们会各自成为一条记录。
import-like_one_there = 与已有记录相同（{ $fields }）的行：{ $rows }。它们会被重复建立；这个文件可能已经导入过。
import-unknown_product = { $state ->
    [offered] 没有产品“{ $value }”（{ $rows } 行）。是否指“{ $suggestion }”？否则这些行会被搁置。
    [accepted] 产品“{ $value }”（{ $rows } 行）按“{ $suggestion }”导入。
    [chosen] 产品“{ $value }”（{ $rows } 行）按指定的“{ $suggestion }”导入。
    [remembered] 产品“{ $value }”（{ $rows } 行）按上次记住的“{ $suggestion }”导入。
    [ambiguous] 有多个产品叫“{ $value }”（{ $rows } 行），取最早的一个。
    [blank] 产品“{ $value }”（{ $rows } 行）按约定留空。
   *[unknown] 没有产品“{ $value }”（{ $rows } 行），这些行会被搁置。请先导入产品，或指明是哪一个。
}
import-unknown_customer = { $state ->
    [offered] 没有客户“{ $value }”（{ $rows } 行）。是否指“{ $suggestion }”？否则这些行会被搁置。
    [accepted] 客户“{ $value }”（{ $rows } 行）按“{ $suggestion }”导入。
    [chosen] 客户“{ $value }”（{ $rows } 行）按指定的“{ $suggestion }”导入。
    [remembered] 客户“{ $value }”（{ $rows } 行）按上次记住的“{ $suggestion }”导入。
    [made] 客户“{ $value }”（{ $rows } 行）是新的，会一并添加。
    [ambiguous] 有多个客户叫“{ $value }”（{ $rows } 行），取最早的一个。
    [blank] 客户“{ $value }”（{ $rows } 行）按约定留空。
   *[unknown] 没有客户“{ $value }”（{ $rows } 行），这些行会被搁置。请先导入客户，或选择自动添加。
}
import-unknown_person = { $state ->
    [offered] 没有人员“{ $value }”（{ $rows } 行）。是否指“{ $suggestion }”？否则这些行会被搁置。
    [accepted] 人员“{ $value }”（{ $rows } 行）按“{ $suggestion }”导入。
    [chosen] 人员“{ $value }”（{ $rows } 行）按指定的“{ $suggestion }”导入。
    [remembered] 人员“{ $value }”（{ $rows } 行）按上次记住的“{ $suggestion }”导入。
    [blank] 人员“{ $value }”（{ $rows } 行）按约定留空。
   *[unknown] 没有人员“{ $value }”（{ $rows } 行），这些行会被搁置。请先导入人员，或指明是谁。
}
import-unknown_option = { $state ->
    [offered] “{ $what }”没有选项“{ $value }”（{ $rows } 行）。是否指“{ $suggestion }”？目前这些行会搁置。
    [accepted] “{ $what }”的选项“{ $value }”（{ $rows } 行）按“{ $suggestion }”处理。
    [chosen] “{ $what }”的选项“{ $value }”（{ $rows } 行）按选择的“{ $suggestion }”处理。
    [remembered] “{ $what }”的选项“{ $value }”（{ $rows } 行）按上次导入记住的“{ $suggestion }”处理。
    [blank] “{ $what }”的选项“{ $value }”（{ $rows } 行）按选择留空。
   *[unknown] “{ $what }”没有选项“{ $value }”（{ $rows } 行），这些行会搁置。请在设置中加上这个选项，或说明指哪一个。
}
import-unknown_stage = { $state ->
    [offered] 管道里没有阶段“{ $value }”（{ $rows } 行）。是否指“{ $suggestion }”？否则这些行会被搁置。
    [accepted] 阶段“{ $value }”（{ $rows } 行）按“{ $suggestion }”导入。
    [chosen] 阶段“{ $value }”（{ $rows } 行）按指定的“{ $suggestion }”导入。
    [remembered] 阶段“{ $value }”（{ $rows } 行）按上次记住的“{ $suggestion }”导入。
    [blank] 阶段“{ $value }”（{ $rows } 行）按约定留空。
   *[unknown] 管道里没有阶段“{ $value }”（{ $rows } 行），这些行会被搁置。请指明对应的阶段，或先在管道里添加。
}
import-unknown_parent = { $state ->
    [offered] 没有母公司“{ $value }”（{ $rows } 行）。是否指“{ $suggestion }”？否则这些客户不带母公司导入。
    [accepted] 母公司“{ $value }”（{ $rows } 行）按“{ $suggestion }”导入。
    [chosen] 母公司“{ $value }”（{ $rows } 行）按指定的“{ $suggestion }”导入。
    [remembered] 母公司“{ $value }”（{ $rows } 行）按上次记住的“{ $suggestion }”导入。
    [ambiguous] 有多个客户叫“{ $value }”（{ $rows } 行），取最早的一个作母公司。
    [blank] 母公司“{ $value }”（{ $rows } 行）按约定留空。
   *[unknown] 没有母公司“{ $value }”（{ $rows } 行），这些客户不带母公司导入。
}
import-unknown_manager = { $state ->
    [made] “{ $value }”是文件中人员的上级（{ $rows } 行），但不在名单里；会添加同名的经理。
    [chosen] 上级“{ $value }”（{ $rows } 行）按指定的“{ $suggestion }”导入。
    [remembered] 上级“{ $value }”（{ $rows } 行）按上次记住的“{ $suggestion }”导入。
    [blank] 上级“{ $value }”（{ $rows } 行）按约定留空。
   *[unknown] 没有上级“{ $value }”（{ $rows } 行），这些人员不带上级导入。
}
import-further_values = “{ $what }”还有 { $count } 个值没有完全对应（{ $rows } 行）。
import-without_customer = 没有客户的行：{ $rows }。照常导入，客户可以以后补。
import-without_created_on = 没有创建日期的行：{ $rows }。照常导入，这些商机从导入之日算起。
import-without_owner = 没有负责人的行：{ $rows }。由您负责。
import-open_without_amount = { $accepted ->
    [yes] 没有金额的进行中商机：{ $rows }。取产品的标准价格。
   *[no] 没有金额的进行中商机：{ $rows }。可以取产品的标准价格；否则不计金额。
}
import-lost_at_zero = 金额为 0 的输单商机：{ $rows }。视为金额未知。
import-closed_stage_assumed = 赢单和输单的商机：{ $rows }。文件没有说明结单前的阶段，假定为“{ $stage }”。
import-parent_circle = 会让客户隶属于自己的行：{ $rows }。这些母公司不导入。
import-manager_circle = 会让人员成为自己上级的行：{ $rows }。这些上级不导入。

row-missing = “{ $field }”是空的。
row-refused = 文件里已有与这一行冲突的记录。
row-bad_amount = “{ $value }”不是金额。
row-too_large = { $value } 过大。
row-negative_amount = 金额 { $value } 是负数。
row-bad_number = “{ $value }”不是整数。
row-bad_year = “{ $value }”不是年份。
row-bad_day = “{ $value }”不是日期。
row-day_order = 日期“{ $value }”分不清月和日。请说明哪个在前。
row-bad_rate = “{ $value }”不是 0% 到 100% 之间的比例。
row-bad_currency = “{ $value }”不是货币。
row-bad_exchange_rate = “{ $value }”不是汇率。
row-unknown_value = “{ $field }”：这里没有“{ $value }”。
row-similar_value = “{ $field }”：这里没有“{ $value }”，可能是指“{ $suggestion }”。
row-bad_role = “{ $value }”不是角色（负责人、经理、销售、助理、只读）。
row-bad_status = “{ $value }”不是状态（进行中、赢单、输单）。
row-bad_category = “{ $value }”不是预测类别（管道、最佳情况、承诺、忽略）。
row-closed_without_day = 商机已结单，但文件没有写哪天结单。
row-closed_in_future = 商机已结单，但结单日 { $value } 还没有到。
row-closed_before_created = 结单日 { $value } 早于创建日 { $created }。
row-rate_missing = 金额是 { $currency }，但没有折算成 { $base } 的汇率。
row-won_without_amount = 商机已赢单，但没有金额。
row-not_yours = 这个编号的记录由您团队以外的人负责，只有本人、其上级或文件的负责人可以修改。
row-other_pipeline = 这个编号的商机不在管道“{ $pipeline }”里。
row-repeated_key = “{ $value }”在第 { $line } 行已经出现过。
row-in_bin = “{ $value }”对应的记录在回收站里。
row-key_taken = 已经有“{ $value }”这条记录。
row-key_ambiguous = 有多条记录都是“{ $value }”，无法确定是哪一条。
row-text_too_long = “{ $field }”有 { $length } 个字，最多 { $limit } 个。
row-cell_too_long = “{ $column }”一格有 { $length } 个字符，最多 { $limit } 个。
row-too_many_cells = 这一行有 { $cells } 格，但标题只有 { $columns } 个。可能是文字里的分隔符没有加引号。
row-bad_decimal = “{ $value }”不是小数最多 { $decimals } 位的数字。
row-bad_yes_no = “{ $value }”既不是“是”也不是“否”。
row-bad_link = “{ $value }”不是网址。
row-undecodable = 这一行有按文件编码无法读出的字符。

## The forecast book
book-path_not_allowed = 只能在保存文件的这台电脑上指定保存位置。请改为下载，再选择保存的地方。
book-document = 销售预测书 { $period }
book-notice = 内部资料
book-page = 第{ $page }页 共{ $pages }页
book-file = 销售预测 { $period } 截至{ $day }
book-foot = 截至{ $moment }（{ $zone }）。货币{ $currency }。筛选：管道 { $pipeline }；负责人 { $owner }；产品 { $product }；{ $from }至{ $to }，{ $overdue }
book-foot_everything = 截至{ $moment }（{ $zone }）。货币{ $currency }。筛选：全部管道、负责人、产品；{ $from }至{ $to }，{ $overdue }
book-all = 全部
book-scope_own = 仅本人
book-scope_team = 本人及团队
book-overdue_counted = 逾期计入本期
book-overdue_elsewhere = 逾期不计入本期
book-continued = （续）
book-deals = { $n }单
book-year = { $year }年
book-business_year = { $year }–{ $next }财年
book-quarter_1 = 第一季度
book-quarter_2 = 第二季度
book-quarter_3 = 第三季度
book-quarter_4 = 第四季度
book-quarter_of = { $year }{ $quarter }
book-from_to = { $from }至{ $to }
book-next_days = 未来{ $n }天
book-unit_and = { $unit }；{ $note }
book-with_unit = { $name }，{ $unit }
book-amount_in = 金额，{ $unit }
book-over = 超{ $amount }
book-model = 模型
book-model_stage_weight = 阶段权重
book-model_manual_weight = 人工权重
book-model_commitment = 人工承诺
book-model_commitment_head = 人工承诺
book-model_best_practice = 最佳实践
book-model_cascade = 阶段转化率
book-formula_stage_weight = Σ金额 × 阶段赢率（设置）
book-formula_manual_weight = Σ金额 × 商机自身概率
book-formula_commitment = 承诺类商机全额
book-formula_best_practice = Σ金额 × 实测到赢单率
book-formula_cascade = 逐级金额 × 逐级转化率
book-category = 类别
book-category_commit = 承诺
book-category_best_case = 最佳情况
book-category_pipeline = 一般在途
book-category_omitted = 排除
book-closed = 已赢单
book-stage = 阶段
book-owner = 负责人
book-product = 产品
book-customer = 客户
book-deal = 商机
book-code = 编号
book-month = 月份
book-target = 目标
book-won = 已赢单
book-outlook = 展望
book-gap = 缺口
book-excess = 超出目标
book-open = 在途
book-coverage = 覆盖倍数
book-estimate = 在途预计
book-to_target = 距目标
book-attained = 达成
book-deals_head = 单数
book-open_head = 在途金额
book-overdue_head = 其中逾期
book-open_total = 在途合计
book-no_target = 未设目标
book-status_on_track = 正常
book-status_at_risk = 有风险
book-status_behind = 落后

# 第1页
book-title_short = { $period }预计完成{ $outlook }，比目标少{ $gap }
book-title_above = { $period }预计完成{ $outlook }，比目标多{ $gap }
book-title_even = { $period }预计完成{ $outlook }，与目标持平
book-title_no_target = { $period }预计完成{ $outlook }，尚未设定目标
book-title_nothing = { $period }还没有赢单，也没有计入的在途商机
book-title_was = { $period }完成{ $outlook }，没有设定目标
book-title_was_short = { $period }完成{ $outlook }，比目标少{ $gap }
book-title_was_above = { $period }完成{ $outlook }，比目标多{ $gap }
book-title_was_even = { $period }完成{ $outlook }，与目标持平
book-title_was_nothing = { $period }没有赢单
book-sub_won = 已赢单{ $won }（{ $deals }）。
book-sub_won_none = 还没有赢单。
book-sub_over = 这个时期已于{ $day }结束，没有在途商机计入。
book-working_days = { $n }个工作日
book-sub_reached = 目标已经完成；还剩{ $left }，另有在途商机{ $open }（{ $deals }）计入本期。
book-sub_missing = 还剩{ $left }，还需赢得{ $missing }，为计入本期的在途商机{ $open }（{ $deals }）的{ $share }。
book-sub_missing_nothing_open = 还剩{ $left }，还需赢得{ $missing }，而计入本期的在途金额为零。
book-sub_nothing_open = 还剩{ $left }，没有在途商机计入本期。
book-sub_open = 还剩{ $left }；计入本期的在途商机{ $open }（{ $deals }），按{ $model }预计可得{ $estimate }。
book-sub_overdue = 其中{ $deals }、{ $amount }的预计成交日已过，需要重新确认。
book-hero_won = 已赢单{ $amount }
book-hero_open = 在途预计{ $amount }
book-hero_target = 目标{ $amount }
book-won_note = 达成{ $share }（{ $deals }）
book-outlook_note = 达成{ $share }，{ $status }
book-gap_note = 目标 − 展望
book-excess_note = 展望 − 目标
book-coverage_low = 低于健康线{ $line }
book-coverage_fine = 健康线{ $line }
book-coverage_reached = 目标已完成
book-open_note = { $deals }，逾期{ $overdue }单
book-models_heading = 各模型的展望
book-bullet_note = 实心 已赢单，斜线 在途预计，竖线 目标
book-won_and_open = 已赢单与在途预计
book-basis_measured = { $model }用实测比率（历史中最多{ $measured }单有结论）。
book-basis_mixed = { $model }用实测比率（最多{ $measured }单有结论），历史不足的阶段用基准“{ $benchmark }”。
book-basis_benchmark = { $model }用基准“{ $benchmark }”：历史不足（n = { $n }）。
book-roll_up_heading = 人工承诺：逐类累计
book-roll_up_note = 实心 已赢单，密斜线 承诺，疏斜线 最佳情况，空白 一般在途，竖线 目标
book-of_category = 本类
book-cumulative = 累计
book-horizons_heading = 未来30、60、90天
book-horizons_note = 从今天起累计，逾期在内；各模型为在途预计，不含已赢单
book-horizon = 期限
book-until = 截止
book-aside = 不计入本期：{ $parts }。
book-aside_part = { $what }{ $deals }、{ $amount }
book-aside_part_unknown = { $what }{ $deals }、{ $amount }（其中{ $unknown }单没有金额）
book-aside_elsewhere = 其他时期
book-aside_undated = 没有预计成交日
book-aside_omitted = 手动排除
book-aside_counted = 计入本期
book-aside_term = { $what }{ $deals }、{ $amount }
book-formula_outlook = 展望 = 已赢单 + 在途预计（题目按阶段权重）。缺口 = 目标 − 展望。
book-formula_coverage = 覆盖倍数 = 在途 ÷（目标 − 已赢单）。
book-formula_status = 展望达目标100%正常，85%起有风险，其下落后。

# 怎样算出来的
book-models_title = { $n }个模型给出{ $low }至{ $high }
book-models_sub = { $low }最低，{ $high }最高，相差{ $apart }。
book-models_title_same = { $n }个模型都给出{ $high }
book-arithmetic_heading = 数字是怎样算出来的
book-arithmetic_note = 每行为一个阶段计入本期的在途商机，可用计算器复核
book-rate_configured = 阶段赢率
book-rate_own = 自身概率
book-rate_used = 到赢单率
book-plus_won = 加：已赢单
book-cascade_heading = 阶段转化率：逐级推进
book-cascade_note = { $unit }；上级转入 + 本级在途 = 合计，合计 × 转化率 = 转出
book-cascade_own = 本级在途
book-cascade_carried = 上级转入
book-cascade_total = 合计
book-cascade_rate = 转化率
book-cascade_moved = 转出
book-revenue = 最后一级转出 = 收入
book-source = 来源
book-source_measured = 实测 n = { $n }
book-source_benchmark = 基准 n = { $n }
book-insufficient_stage = { $stage }（n = { $n }）
book-insufficient = 历史不足（少于{ $floor }单有结论）：{ $stages }。暂用基准“{ $benchmark }”。
book-identities_heading = 合计，精确到最小单位
book-identities_note = { $unit }；已赢单 + 在途预计 = 展望，目标 − 展望 = 缺口
book-identity_open = + 在途预计
book-identity_outlook = = 展望
book-identity_gap = 缺口
book-formula_calculation = 各数单独四舍五入一次；“在途合计”取展望与已赢单之差，使相加成立。自身概率为按金额加权的平均。
book-formula_measured = 实测比率 = 前进 ÷（前进 + 输单），仍在该阶段者不计，跳级视为通过，往返计一次；区间Wilson 95%。

# 按月、按阶段
book-months_continued = 按月与按阶段（续）
book-months_title = { $period }的逐月与逐阶段
book-months_title_target = { $month }的目标是{ $target }，展望{ $outlook }，是本期的关键月
book-months_title_open = 在途金额最多的是{ $month }：{ $open }（{ $deals }）
book-months_average = 过去{ $n }个月平均每月赢单{ $average }。
book-months_previous = 上一时期赢单{ $won }。
book-months_heading = 按月：{ $past }个月实际与{ $coming }个月展望
book-months_note = 按赢单日与预计成交日；实心 已赢单，斜线 预计（{ $model }），横线 月目标
book-actual = 实际
book-expected = 展望
book-month_over = 已结束
book-month_running = 进行中
book-period_total = 本期合计
book-months_table_note = 金额单位{ $unit }；预计与展望按{ $model }。各数单独四舍五入，合计可能差末位。
book-months_target_note = 各月目标合计{ $sum }，本期目标{ $target }，两者分别设定。
book-stages_heading = 按阶段：计入本期的在途与到赢单率
book-stages_note = 实心点 实测，横线 95%区间；空心点 历史不足而用的基准
book-rate_to_won = 实测到赢单
book-interval = 95%区间
book-benchmark = 基准{ $rate }
book-formula_months = 展望 = 已赢单 + 在途预计；逾期计入当月。

# 按负责人
book-people_continued = 按负责人（续）
book-people_count = { $n }人
book-people_title_all = { $n }人全部预计达标
book-people_title_gap = { $reached }预计达标，缺口集中在{ $names }
book-people_title_won_most = 业绩最高的是{ $name }：{ $outlook }
book-people_title_most = 展望最高的是{ $name }：{ $outlook }
book-people_sub_short = { $people }预计未达标，合计少{ $amount }。
book-people_sub_over = 达标者合计多{ $amount }。
book-people_sub_plain = { $n }人在本期有赢单或在途商机；没有设定个人目标。
book-people_heading = 业绩与目标
book-people_heading_plain = 各人业绩
book-people_note_plain = 按展望从大到小；实心 已赢单，斜线 在途预计
book-people_table_note_plain = 合计等于第1页。
book-people_note = 按缺口从大到小；实心 已赢单，斜线 在途预计，竖线 目标
book-everybody = 合计
book-people_table_note = 缺口 = 目标 − 展望，“超”为超出目标；合计等于第1页。
book-people_target_note = 列出的个人目标合计{ $sum }，本期目标{ $target }，两者分别设定。
book-certainty_heading = 在途商机的把握
book-certainty_note = 按金额从大到小；密斜线 承诺，疏斜线 最佳情况，空白 一般在途
book-formula_people = 展望 = 已赢单 + 领先模型的预计，按负责人加总。各数单独四舍五入，合计可能差末位。

# 清单
book-deals_continued = 商机清单（续）
book-deals_title = 计入本期的在途商机{ $deals }，{ $open }
book-deals_sub_overdue = 其中{ $deals }、{ $amount }的预计成交日已过，列在最前。
book-group_overdue = 逾期，计入本期
book-group_largest = 金额最大的赢单
book-close_on = 成交日
book-closed_on = 赢单日
book-rate = 赢率
book-counted = 计入展望
book-subtotal_of = { $name } 小计
book-unlisted = 其余{ $deals }未逐一列出，共{ $amount }
book-reconcile = 计入展望{ $counted } + 已赢单{ $won } = 展望{ $outlook }{ $unit }，与第1页一致。
book-all_open = 全部在途{ $deals }、{ $amount } = { $terms }。
book-unknown_amounts = 计入本期的商机中{ $deals }没有金额，按零计。
book-converted = { $deals }以其他货币计价，按各自保存的汇率折成{ $unit }。
book-won_heading = 本期赢单：{ $deals }，{ $won }
book-won_note_all = 按赢单日
book-won_note_largest = 金额最大的{ $n }单，其余合计
book-won_total = 赢单合计
book-formula_deals = 赢率 = 阶段赢率（设置）。计入展望 = 金额 × 赢率；逐单四舍五入，小计与合计由未舍入的数得出。
book-sub_chance_decided = 达标概率{ $chance }，主要取决于{ $deals }商机。
book-sub_chance_remote = 达标概率{ $chance }，{ $deals }影响最大的商机中没有哪一单能独自扭转。
book-decisive_heading = 必须发生的事：决定达标的商机
book-decisive_heading_plain = 必须发生的事：影响最大的商机
book-week_note = 展望（{ $model }），{ $unit }，{ $from }至{ $to }
book-arithmetic_title = 各模型的每个合计都可复核
book-certainty_note_short = 密斜线 承诺，疏斜线 最佳，空白 一般在途
book-win_rates_note_short = 赢单 ÷（赢单 + 输单）
book-certainty_sum = { $open }（承诺{ $commit }，最佳情况{ $best }，一般在途{ $pipeline }）
book-insufficient_person = n = { $n }，用团队值
book-end_of_day = { $day }营业结束
book-model_learned = 学习模型
book-model_learned_head = 学习模型
book-naive_last_period = 照上一段（朴素）
book-naive_last_quarter = 照上季同期（朴素）
book-formula_last_period = 与此前同样天数一样多
book-formula_last_quarter = 与上一季的同一段一样多
book-formula_learned_short = Σ金额 × 学到的赢率 + 新商机
book-further_deals = 其他在途商机，可能提前成交
book-fresh_deals = 尚未出现的新商机
book-estimate_total = 预计合计
book-expected_total = 预计合计
book-unassigned = 其他人与未指派
book-chance = 赢率
book-chance_drawn = 期内赢率
book-chance_of_target = 达标概率
book-chance_note = 学习模型模拟
book-hero_expected = 预计还能赢得{ $amount }
book-hero_outlook = 展望{ $amount }
book-band_note = 八成把握的区间
book-p10 = P10 { $amount }
book-p50 = P50 { $amount }
book-p90 = P90 { $amount }
book-sub_chance = 达标概率{ $chance }。
book-sub_learned = 学习模型预计还能赢得{ $estimate }。
book-customer_and_deal = 客户与商机
book-amount = 金额
book-cone_heading = 走到哪里，会落在哪里
book-cone_note = 累计赢单，{ $unit }
book-histogram_heading = 有多大把握
book-simulations = { $n }次模拟
book-today = 今天{ $day }
book-missed = 未达标{ $share }
book-reached = 达标{ $share }
book-decisive_note = 按“赢与输之间，达标概率之差”排序
book-decisive_note_plain = 按对展望的影响排序；没有设定目标
book-lost_won_head = 达标概率 输→赢
book-act_planned = { $day } { $text }
book-act_risk = { $reason }；{ $act }
book-act_none = 没有安排下一步：约定日期与要取得的结果。
book-doubts_heading = 哪些金额最不可靠
book-doubts_note = { $unit }；计入本期的在途，可重叠
book-doubts_none = 没有发现可疑的在途商机。
book-doubt_share = { $deals }，占{ $share }
book-week_heading = 一周来的变化
book-week_nothing = 一周来没有变化。
book-week_other = 其他
book-shortage = 历史不足，不给区间与达标概率：有结论{ $resolved }单（需{ $resolved_needed }）、赢单{ $won }单（需{ $won_needed }）、{ $days }天（需{ $days_needed }）。
book-formula_learned = 展望 = 已赢单 + Σ金额 × 学习模型的期内赢率 + 新商机。
book-formula_lead = 展望 = 已赢单 + 预计（{ $model }）。
book-formula_learned_of = P10、P90与概率：学习模型模拟{ $simulations }次，种子取自日期；历史自{ $since }，n = { $resolved }，按{ $checked }次过去误差校准。
book-formula_gap = 缺口 = 目标 − 展望。
book-models_title_recommended = { $range }，采用过去最准的{ $model }
book-models_title_none = { $range }，还没有模型胜过朴素法
book-models_sub_tested = { $trials }次只用当时所知的预测（30、60、90天）：{ $model }误差（WAPE）{ $wape }，朴素法{ $naive }；偏差{ $bias }。
book-models_sub_none = { $trials }次只用当时所知的预测（30、60、90天）：{ $model }误差（WAPE）{ $wape }，朴素法{ $naive }，因此各模型只供参考；偏差{ $bias }。
book-models_sub_covered = { $all }次中{ $inside }次落在P10–P90内。
book-models_sub_little = 历史不足（n = { $n }），过去误差尚不能评定。
book-ranking_heading = 展望与过去误差
book-ranking_note = 按WAPE从小到大；实心点 原始展望，空心点 按过去偏差修正后
book-ranking_note_untested = 过去误差尚不能评定；点 展望，竖线 目标
book-position = 与目标的关系
book-wape_head = 过去误差WAPE
book-bias = 偏差
book-recommended = 推荐
book-not_better = 不优于朴素法
book-naive_line = 虚线：较好的朴素法{ $wape }。
book-band_drawn = 浅色带：学习模型P10–P90；竖线：目标。
book-disagree = 分歧大：{ $n }个模型落在带外，采用前请看最后一页。
book-formula_wape = WAPE = Σ|预测 − 实际| ÷ Σ实际；偏差 = (Σ预测 − Σ实际) ÷ Σ实际；推荐 = 优于两种朴素法的模型中WAPE最小者。
book-arithmetic_learned_note = 学习模型按全部在途商机估计：含提前成交，减推迟出期，故与阶段赢率无关。
book-said_figure = { $who }填报{ $amount }（{ $when }）。
book-said_people = { $people }填报合计{ $amount }。
book-said_adjustment = { $who }调整{ $amount }（{ $when }）：{ $reason }。
book-said_committed = 调整后{ $amount }。
book-said_nothing = 还没有人填报本期的数字。
book-months_note_band = 实心 已赢单，斜线 预计（{ $model }），竖线 P10–P90，横线 月目标
book-months_table_note_band = 金额单位{ $unit }；预计与展望按{ $model }。各月的P10、P90不可相加：各月不会同时落在低位或高位。
book-stages_learned_note = 学习模型的金额含提前成交、减推迟出期的商机；各数单独四舍五入，合计可能差末位。
book-win_rate = 赢率
book-won_of_resolved = 赢单 / 有结论
book-win_rates_heading = 赢率
book-win_rates_note = 赢单 ÷（赢单 + 输单），全部历史；横线 95%区间
book-win_rates_reading = 区间互相重叠的人，差别可能只是运气；不足{ $floor }个结论的人不给个人赢率。
book-formula_people_learned = 展望 = 已赢单 + 学习模型对其在途商机的预计 + 新商机按过去一年赢单额的份额。各数单独四舍五入，合计可能差末位。
book-formula_deals_learned = 赢率 = 学习模型估计的期内赢单概率。计入展望 = 金额 × 赢率，按过去误差修正；逐单四舍五入，小计由逐单数得出。
book-formula_deals_manual = 赢率 = 商机自身概率。计入展望 = 金额 × 赢率；逐单四舍五入，小计与合计由未舍入的数得出。
book-formula_deals_commitment = 承诺类商机全额计入，其他不计。
book-formula_deals_best = 赢率 = 实测到赢单率。计入展望 = 金额 × 赢率；逐单四舍五入，小计与合计由未舍入的数得出。
book-formula_deals_cascade = 赢率 = 其后各级转化率之积。计入展望 = 金额 × 赢率；逐单四舍五入，小计与合计由未舍入的数得出。
book-risks_continued = 风险（续）
book-risks_title = { $deals }商机有疑点，占本期在途金额的{ $share }
book-risks_sub = 金额合计{ $amount }，计入展望的部分{ $counted }。
book-risks_sub_commit = 其中{ $deals }列在“承诺”里。
book-risks_sub_order = 按计入展望的金额从大到小。
book-reason_and_act = 原因与建议
book-risks_total = 合计 { $deals }
book-risk_severe = 严重：金额目前靠不住
book-risk_to_handle = 需处理
book-risk_note = 无记号：只缺下一步
book-if_all_fail = 如果有疑点的全部落空：展望由{ $outlook }降为{ $left }{ $side ->
    [below] ，低于目标{ $gap }
    [above] ，仍高于目标{ $gap }
   *[none] { "" }
 }。
book-if_commit_leaves = 如果把严重的{ $deals }移出承诺：承诺由{ $from }降为{ $to }，加已赢单为{ $total }。
book-formula_risks = 停滞 = 最近一次真实接触距今超过阶段期限；推迟 = 预计日后移至少2次；金额偏大 = 远高于该客户或该管道的中位数。
book-backtest_heading = 回测
book-backtest_title = 回测：{ $model }误差{ $wape }，比朴素法（{ $naive }）小{ $less }
book-backtest_title_none = 回测：还没有模型胜过朴素法（{ $naive }），最好的是{ $model }（{ $wape }）
book-backtest_sub = { $from }至{ $to }，每月初只用当时已知的数据预测，再与实际比较；各人一起评定。
book-backtest_covered = P10–P90应包住约80%，实际{ $inside } / { $all }（{ $share }）。
book-backtest_note = 按30、60、90天合计的WAPE从小到大；朴素法在其名次上
book-panel_note = 按月，{ $unit }：灰柱 实际，线 月初的预测，浅色带 P10–P90，红三角 落在区间外的月份。
book-panel_figures = WAPE { $wape } 偏差 { $bias }
book-wape_all = WAPE合计
book-days_head = { $n }天
book-covered_head = P10–P90内
book-verdict = 结论
book-verdict_unknown = 尚无评定
book-verdict_naive = 对照
book-verdict_recommended = 推荐
book-verdict_better = 优于对照
book-verdict_worse = 不优于对照
book-backtest_sample = 样本：{ $trials }次预测；30天内实际为零的{ $left_out }次不计入MAPE；各月实际合计{ $actual }。WAPE小说明错得少，偏差接近零说明不偏高也不偏低。
book-backtest_high = { $models }偏高，因为假定商机都按预计成交日成交。
book-formula_backtest = WAPE = Σ|F − A| ÷ ΣA。MAPE = |F − A| ÷ A的平均（30天）。偏差 = (ΣF − ΣA) ÷ ΣA。
book-formula_naive = 朴素法：照此前同样天数的实际，或照上季同期的实际。各时点的数据由版本记录还原。
book-formula_outlook_plain = 展望 = 已赢单 + 预计。缺口 = 目标 − 展望。
sheet-summary = 汇总
sheet-models = 模型
sheet-months = 按月
sheet-people = 按负责人
sheet-stages = 按阶段
sheet-deals = 商机
sheet-backtest = 回测
sheet-notes = 说明
sheet-stage_number = 阶段序号
sheet-status = 状态
sheet-open = 在途
sheet-won = 已赢单
sheet-day = 成交日
sheet-counts = 计入本期
sheet-overdue = 逾期
sheet-stage_rate = 阶段赢率，万分之一
sheet-own_rate = 自身概率，万分之一
sheet-commit_rate = 承诺，万分之一
sheet-measured_rate = 到赢单率，万分之一
sheet-step_rate = 转化率，万分之一
sheet-share = 到收入的份额
sheet-expected_by = 预计，{ $model }
sheet-chance = 学习赢率，万分之一
sheet-leading = 展望所依模型
sheet-still_expected = 还能赢得
sheet-outlook_of_target = 展望 ÷ 目标
sheet-open_deals = 计入本期的在途单数
sheet-wape = 过去误差WAPE
sheet-trials = 预测次数
sheet-fresh = 其中新商机
sheet-rounding = 逐单舍入之差
sheet-recommended = 推荐：{ $model }，优于两种朴素法的模型中WAPE最小。
sheet-none_recommended = 还没有模型胜过朴素法。
sheet-not_tested = 历史不足，尚无回测。
sheet-pipeline = 管道
sheet-last = 末级
sheet-measured = 实测
sheet-resolved = 有结论单数
sheet-wilson_low = 95%区间下限
sheet-wilson_high = 95%区间上限
sheet-bands_do_not_add = 各月的P10、P90不可相加：各月不会同时落在低位或高位。
sheet-length = 长度
sheet-from = 从
sheet-to = 到
sheet-actual = 实际
sheet-month = 月
sheet-quarter = 季度
sheet-note_live = 各模型的数字是活的公式：改动“商机”里的金额或“按阶段”里的比率，结果随之重算。
sheet-note_rates = 比率以万分之一表示：2500 = 25%。
sheet-note_rounding = 每个合计先以最小货币单位精确相加，最后四舍五入一次（远离零）；逐单列各自舍入，相加可能差末位。
sheet-note_stage_weight = 阶段权重 = Σ金额 × 阶段赢率。
sheet-note_manual_weight = 人工权重 = Σ金额 × 商机自身概率。
sheet-note_commitment = 人工承诺 = 承诺类商机全额。
sheet-note_best_practice = 最佳实践 = Σ金额 × 实测到赢单率；历史不足时用基准。
sheet-note_cascade = 阶段转化率：逐级金额 × 转化率转入下一级，末级转出为收入。
sheet-note_learned = 学习模型的数字是估计的结果，不是公式：按全部历史估计每个在途商机何时、以多大概率赢单，加上尚未出现的商机。
book-simulations_beyond = { $n }次模拟；目标在图外

## 线索
lead-unknown = 没有这条线索，或您无权查看（{ $id }）。
lead-some_unknown = 所选线索中有 { $count } 条已不存在或您无权查看。没有做任何改动，请重新选择。
lead-field_missing = 请说明要改哪个字段。没有做任何改动。
lead-selection_missing = 请说明是哪些线索：先选中，或给出条件。没有做任何改动。
lead-name_missing = 线索需要名称：联系人姓名或公司名称。没有保存。
lead-contact_missing = 线索至少需要一种联系方式：手机、电话、邮箱、微信、QQ 或其他账号。没有保存。
lead-converted_by_word = 线索转为客户或商机时才算“已转换”，不能手工设置。什么也没有改动。
lead-bad_foreign_number = “{ $value }”不是可用的号码：那个国家的号码计划里没有它，或者位数不对。请核对国家码和位数。
lead-bad_mobile = “{ $value }”不是手机号：需要 11 位且号段存在。其他国家的号码请以 + 开头。
lead-bad_phone = “{ $value }”不是电话号码。
lead-bad_email = “{ $value }”不是邮箱地址。
lead-bad_wechat = “{ $value }”不是微信号：6 至 20 位字母、数字、_ 或 -，以字母开头。
lead-bad_qq = “{ $value }”不是 QQ 号：5 至 11 位数字。
lead-bad_credit_code = “{ $value }”不是统一社会信用代码：应为 18 位，且末位校验通过。
lead-negative = “{ $value }”小于零，请填零或更大的数。
lead-reason_missing = 请填写原因：这个状态必须有原因。
lead-owner_left = { $name }已离职，不能再分给他线索，请选择其他人。
lead-quarantined = 其中 { $count } 条线索在隔离中，不能分配或跟进。请先放行。没有做任何改动。
lead-not_quarantined = 这条线索不在隔离中。没有做任何改动。
lead-owner_missing = 请说明线索分配给谁；不分配给任何人也要写明。没有做任何改动。
lead-may_only_claim = 您可以为自己领取无人负责的线索；分配线索由有权限的人进行。没有做任何改动。
lead-bant_letter = “{ $value }”不是预算、决策权、需求、时间表中的任何一项。
lead-first_source_stays = 首次来源和获取方式（“{ $value }”）不能更改，后来的接触请另行添加。
lead-owner_changed_by_rule = 按查重规则“{ $rule }”，这条线索已归客户的负责人所有，不再由您负责。
tag-name_missing = 标签需要名称。
view-name_missing = 请给视图起个名称。
view-unknown = 没有这个视图，或它属于其他人。
view-damaged = 这个视图的内容已无法读取，因此不选中任何记录。请重新设置或删除它。
view-shared = 所有人共用的视图由老板或经理修改。请另存为自己的视图。
condition-too_large = 条件过大：最多 { $tests } 项，{ $depth } 层。
condition-unknown_field = 没有可用于条件的字段“{ $name }”。
condition-wrong_question = 字段“{ $name }”不支持这种判断。
condition-wrong_value = “{ $name }”的条件需要另一个值。
condition-unreadable = 这个条件已无法读取，因此不选中任何记录。没有做任何更改，请重新设置条件。
screen-empty = 请至少填写一个词，每行一个。
screen-unreadable = “{ $value }”不能作为此名单的条目。没有添加。
duplicate_rule-shipped = 手机、微信或邮箱相同
duplicate_rule-name_missing = 请给规则起个名称。
alias-empty = 请至少填写一行：公司、制表符、别名。
alias-unreadable = “{ $value }”读不出公司和别名。每行先写公司，再用制表符或等号隔开，后写别名。没有添加。
alias-same = “{ $alias }”本来就会与“{ $company }”匹配，不必添加。
alias-taken = “{ $alias }”已是“{ $company }”的别名。请先移除那一条。
registration-unknown = 没有找到这条报备，或您无权查看。
registration-held = “{ $company }”已由{ $holder }报备，保护期至 { $until }。没有保存；请联系{ $holder }，或待保护期结束。
registration-owned = “{ $company }”已有人跟进：“{ $name }”归{ $owner }所有，不能报备。请与{ $owner }或主管商量。
registration-company_missing = 请填写要报备的公司名称。
registration-company_unclear = 从“{ $value }”看不出是哪家公司。请填写完整的公司名称。
registration-only_oneself = 您只能为自己报备。
registration-not_yours = 这条报备由{ $holder }持有，您不能结束它。
registration-over = “{ $company }”的报备已于 { $until } 结束。可以重新报备。
registration-not_later = 新的截止日须晚于 { $until }，且不早于今天（{ $today }）。
look_up-empty = 请输入要查的公司、姓名、号码或邮箱。
tell-text_missing = 请写下要对负责人说的话。
tell-unknown = 没有找到这条记录，可能已被移除。
tell-nobody = 这条记录没有在职的负责人，没有人可以收到留言。
tell-too_many = 您一天之内已经留言{ $most }次。请直接联系负责人，或者明天再试。
tell-message = { $sender }留言：{ $text }
duplicate_rule-keys_missing = 规则“{ $name }”没有查重键，或有空的键组。没有保存。
row-bad_lead_state = “{ $value }”不是线索的状态，请改正或不导入这一列。
import-leads_quarantined = { $rows } 行命中黑名单、敏感词或临时邮箱：会导入，但单独隔离。
import-leads_collected = { $rows } 行与已有线索的其他查重键重复：按查重规则归集到该线索下。
import-registered = { $rows } 行属于已报备的客户：归报备人所有。
import-leads_of_customers = { $rows } 行是已有客户或联系人：由查重规则决定归谁。

## 合并
record-kind = “{ $kind }”不能这样处理。没有改动任何数据。
limit-text = 文字超过 { $limit } 个字。没有改动任何数据；请缩短，或作为附件添加。
limit-number = 数值超过上限（最小单位 { $limit }）。没有改动任何数据；请检查：是不是卡号或账号？
limit-list = 列表超过 { $limit } 项。没有改动任何数据；请分几次进行，或用条件选择记录。
limit-values = 输入超过 { $limit } 个值。没有改动任何数据；请分几次进行。
limit-day = 日期太远：只能在 { $first } 年到 { $last } 年之间。没有改动任何数据；请检查年份。
merge-needs_two = 请至少选择两条不同的记录。没有做任何改动。
duplicates-many_pairs = 一次最多处理{ $most }对。没有做任何改动。
merge-unknown = 其中一条记录已不存在，或您无权查看（{ $id }）。没有做任何改动。
merge-unknown_choice = 此次合并不能选择“{ $field }”。没有做任何改动。
field-bant_budget = 预算情况
field-bant_authority = 决策权
field-bant_need = 需求情况
field-bant_timeline = 时间计划
field-bant_notes = 预算、决策权、需求、时间的依据
field-quarantine = 隔离原因
bant_answer-unknown = 未知
bant_answer-no = 否
bant_answer-partly = 部分
bant_answer-yes = 是
quarantine-blacklisted = 在黑名单中
quarantine-sensitive_word = 含敏感词
quarantine-throwaway_email = 临时邮箱
quarantine-fake_mobile = 虚假手机号
quarantine-bad_mobile = 手机号有误
quarantine-bad_email = 邮箱有误
quarantine-bad_credit_code = 信用代码有误
quarantine-bad_contact = 联系方式有误
lead-arrived_again = 这条线索又来了一次（规则“{ $rule }”）。未采用的内容：
field-door = 进入方式
field-quarantine_value = 隔离内容
field-contacts = 其他联系方式（更多）
field-external_code = 外部编号
lead_door-typed = 手工录入
lead_door-import = 导入
lead_door-folder = 监控文件夹
lead_door-paste = 粘贴
lead_door-card = 名片
lead_door-vcard = vCard
lead_door-chat = 聊天记录
lead_door-form = 表单
lead_door-api = 接口
export-path_not_allowed = 只有保存数据文件的电脑才能指定保存位置。没有写入任何文件。
export-too_large = 导出文件超过 { $limit } MB，浏览器无法接收。请在保存数据文件的电脑上导出，或缩小范围。没有写入任何文件。
merge-note = 已合并 { $count } 条记录。它们原先的不同内容：
field-name = 名称
field-company = 公司
field-title = 职务
field-mobile = 手机
field-department = 部门
field-phone = 电话
field-email = 邮箱
field-wechat = 微信
field-qq = QQ
field-handle = 其他联系方式
field-industry = 行业
field-employees = 员工人数
field-website = 网址
field-address = 地址
field-credit_code = 统一社会信用代码
field-source = 来源
field-acquisition = 获取方式
field-channel = 渠道
field-campaign = 市场活动
field-need = 需求
field-note = 备注
field-budget_minor = 预算
field-owner_id = 负责人
field-customer_id = 客户
field-region = 地区
field-revenue_minor = 年收入
field-founded_year = 成立年份
field-parent_id = 上级公司

## 模板与导出
template-needed = 必填
template-field = 列
template-holds = 内容
template-note = 说明
template-explained = 各列说明
template-text = 文字
template-money = 金额：1200、1,200.50、1.2万
template-integer = 整数
template-year = 年份：2018
template-day = 日期：2026-03-01、2026/3/1
template-rate = 比例：60%、0.6
template-currency = 币种：CNY、USD
template-exchange_rate = 汇率：7.18
template-stage = 管道阶段，或赢单、输单
template-status = 进行中、赢单、输单
template-category = 管道、最佳情况、承诺、不计入
template-lead_state = 待处理、跟进中、已转换、无效、已退回、更换给他人、已作废
template-role = 老板、经理、销售、助理、只读
template-person = 人员姓名
template-customer = 客户名称
template-decimal = 数字：36、12.5
template-yes_no = 是或否
template-option = 它的一个选项的名称
template-options = 它的几个选项的名称，用逗号隔开
template-link = 网址：https://example.com
template-product = 产品名称或编号
field-product_id = 产品
field-pipeline_id = 销售流程
field-stage_id = 阶段
field-status = 状态
field-category = 预测类别
field-amount = 金额
field-amount_minor = 金额
field-amount_agreed = 约定金额
field-currency = 币种
field-rate = 汇率
field-rate_micro = 汇率
field-probability = 概率
field-probability_bp = 概率
field-created_on = 创建日期
field-close_on = 预计成交
field-closed_on = 关闭日期
field-lost_reason = 丢单原因
field-competitor = 竞争对手
field-next_activity = 下次跟进
field-touched_at = 最近联系
field-open_count = 进行中商机
field-open = 在途
field-won = 成交金额
deal_status-open = 进行中
deal_status-won = 赢单
deal_status-lost = 丢单
deal_category-pipeline = 一般
deal_category-best_case = 最佳
deal_category-commit = 承诺
deal_category-omitted = 忽略
export-customers = 客户
export-contacts = 联系人
export-deals = 商机
export-leads = 线索
field-id = 序号
field-code = 编号
field-province = 省份
field-city = 城市
field-carrier = 运营商
field-state = 状态
field-state_reason = 原因
field-tags = 标签
field-followed_at = 上次跟进
field-next_due_on = 下次活动
field-created_at = 创建时间
field-updated_at = 上次修改
lead_state-to_handle = 待处理
lead_state-following = 跟进中
lead_state-converted = 已转换
lead_state-invalid = 无效
lead_state-returned = 已退回
lead_state-transferred = 更换给他人
lead_state-void = 已作废

health-unknown = 没有名为“{ $name }”的数据问题。
health-no_fix = 这类问题需要人来判断，不能一键修复。什么也没有改动。
health-person_left = { $name } 已离职，请另选一位负责人。什么也没有保存。
health-person_reads = { $name } 只能查看，不能修改数据，请另选一位负责人。什么也没有保存。
health-nobody = 请先选定负责人，再设定检查周期。什么也没有保存。
health-not_yours = 这次数据检查由其他人负责，只有负责人和管理者可以标记完成。

## 监控文件夹
folder-path_missing = 请填写要监控的文件夹。
folder-path_relative = 请填写文件夹的完整路径，从盘符或根目录开始。
folder-not_there = 现在找不到文件夹“{ $path }”：可能已被移动、改名，或所在的盘未连接。没有任何损失；它再次出现后，其中的文件会继续导入。
folder-no_folder = “{ $path }”不是文件夹。
folder-unreadable = 没有权限查看文件夹“{ $path }”。请检查它的权限。
folder-too_many = “{ $path }”里的文件太多，不适合每隔几秒查看一次。请把已导入的文件移到别的文件夹。
folder-twice = 这个文件夹已在监控中，请修改原来的那一条。
folder-unknown = 没有这个监控文件夹。
folder-policy = 监控文件夹对已有的记录可以跳过、更新或另建；补空需要手动导入。
folder-kind = 这类文件不能自动导入，请手动导入。
folder-person = 文件以 { $name } 的名义导入，而此人已离职或不再有导入权限。请由管理工作区的人重新保存这个文件夹来接手。
folder-set_aside = 程序在读取这个文件时意外结束，因此已将它搁置，不再重试；其中没有任何内容导入。请用原来的软件打开它，另存为 CSV 后再放进来。
folder-file_unreadable = 读不了“{ $name }”：它被别的程序占用，或没有读取权限。程序每隔几秒会再试一次。

takeout-path_not_allowed = 只有保存文件的这台电脑能指定存放位置。没有写任何文件。
takeout-too_large = 全部数据超过 { $limit } MB，不能经浏览器下载。请在保存文件的电脑上从窗口导出，或用命令 leadwell takeout.write --out。没有写任何文件。
takeout-readme =
    { $company } 的全部数据
    
    导出时间：{ $written }（时刻都按 UTC、ISO 8601 写；日期按公司时区 { $zone }）
    本位币：{ $currency }；金额都是小数，交易金额按该行的币种
    文件格式版本：{ $schema }
    
    每个 .csv 是一张表，UTF-8，逗号分隔，第一行是列名。
    以 _id 结尾的列指向另一张表的 id：owner_id 和 person_id 指向 people，customer_id 指向 customers，依此类推。
    leads 是线索，customers 是客户，contacts 是联系人，deals 是商机，deal_versions 是商机的每一次变化，
    activities 是跟进和任务，changes 是操作记录。deleted_at 有值的行在回收站里。
    以 = + - @ 开头的文本前面加了一个单引号，免得表格软件当成公式执行；再导入时会去掉。
    attachments 文件夹里是附件，文件名前的数字是 attachments.csv 里的 id。
workspace-name_differs = 输入的名称和公司名称“{ $name }”不一样。没有删除任何数据。

## 自建字段
custom-unknown = 这里已没有“{ $field }”字段，可能已归档或删除。没有作任何改动，请重新加载页面。
custom-field_unknown = 找不到这个字段，可能已被删除。没有作任何改动。
custom-noun_missing = 请说明字段属于哪类记录：leads、customers、contacts 或 deals。
custom-name_missing = 请填写字段名称。
custom-name_taken = 已有名为“{ $name }”的字段。请换一个名称，文件和同事才分得清。
custom-too_many = 字段最多 { $most } 个，再多就没人填了。请先归档并删除一些。
custom-too_many_options = 选项最多 { $most } 个，再多就没法选了。
custom-decimals = 数字的小数位数为 0 到 { $most }。
custom-decimals_in_use = “{ $field }”有 { $count } 个值放不进这个小数位数，没有作任何改动。请先改这些值，或保持原来的位数。
custom-kind_in_use = “{ $field }”里已有 { $count } 个值，换类型会失去含义。没有作任何改动；请另建一个新类型的字段。
custom-options_missing = 请至少填写一个选项。
custom-option_empty = 有一个选项没有名称。请填写，或去掉这个选项。
custom-option_twice = 选项“{ $name }”重复了。每个选项要有自己的名称。
custom-option_unknown = 选项“{ $name }”已不存在。没有作任何改动，请重新加载页面。
custom-archive_first = “{ $field }”正在使用。请先归档；归档期间值都留着，可以再想想。
custom-required = 请填写“{ $field }”。没有保存任何内容。
custom-bad_text = “{ $field }”要填文字。没有保存任何内容。
custom-bad_number = “{ $value }”不是“{ $field }”能用的数字：只含数字，小数最多 { $decimals } 位。没有保存任何内容。
custom-bad_money = “{ $value }”不是“{ $field }”能用的金额。没有保存任何内容；请写成 1,250.00 这样。
custom-bad_day = “{ $value }”不是“{ $field }”能用的日期。没有保存任何内容；请写成 2026-03-31 这样。
custom-bad_yes_no = “{ $field }”只能是“是”或“否”。没有保存任何内容。
custom-bad_option = “{ $field }”没有选项“{ $value }”。没有保存任何内容，请从选项中选择。
custom-bad_person = “{ $field }”要选本公司的人员。没有保存任何内容。
custom-bad_link = “{ $field }”要填网址。没有保存任何内容；请写成 https://example.com/page 这样。
custom_yes_no-yes = 是
custom_yes_no-no = 否

## 打印列表
print-too_many = 这个列表有{ $count }条记录，一次最多打印{ $most }条。没有打印；请缩小筛选范围，或改用导出，导出没有这个限制。
print-title = { $records } · { $view }
print-sub = { $said }。{ $moment }打印。
print-filter = 筛选：{ $filter }。
print-filter_above = 筛选见第一页。
print-unfiltered = 筛选：无。
print-foot = 截至{ $moment }（{ $zone }）。货币{ $currency }。
print-scope_own = 仅本人的记录。
print-scope_team = 仅本人及团队的记录。
print-scope_customers = 仅本人及团队的客户，以及有本人商机的客户。
print-empty = 没有符合条件的记录。
print-band = 列太多，分{ $parts }部分打印；这是第{ $part }部分，首列在每部分重复。
print-page = { $page } / { $pages }
print-file = { $title } { $day }
print-in_days = { $name }，天
print-total = 合计
print-group_none = （未填写）
print-records = { $n }条
print-leads = { $n }条线索
print-customers = { $n }个客户
print-contacts = { $n }位联系人
print-deals = { $n }个商机
print-leads_to_handle = 待处理{ $n }条
print-leads_following = 跟进中{ $n }条
print-leads_unowned = 无人负责{ $n }条
print-leads_budget = 预算合计{ $amount }
print-deals_sum = 金额合计{ $amount }
print-deals_weighted = 加权{ $amount }
print-deals_average = 平均{ $amount }
print-deals_unknown = { $n }个没有金额
field-weighted = 加权
field-idle = 未联系
field-bant = BANT
field-signs = 需留意
field-reached_stage = 到过阶段
field-sample = 示例数据
deal_sign-overdue = 预计成交日已过
deal_sign-rotting = 滞留过久
deal_sign-unplanned = 没有安排活动
deal_sign-activity_late = 活动逾期
deal_sign-activity_today = 今天有活动
asked-removed = 回收站中的记录
asked-apart = 单独存放的记录
asked-chosen = 选中的{ $n }条记录
asked-text = 含“{ $text }”
asked-and = { $a }，且{ $b }
asked-or = { $a }，或{ $b }
asked-group = （{ $text }）
asked-range = { $from }至{ $to }
asked-days = { $n }天
asked-any_of = { $field }是{ $value }
asked-none_of = { $field }不是{ $value }
asked-contains = { $field }包含“{ $value }”
asked-lacks = { $field }不包含“{ $value }”
asked-begins = { $field }以“{ $value }”开头
asked-empty = { $field }为空
asked-filled = { $field }不为空
asked-equals = { $field }等于{ $value }
asked-at_least = { $field }不低于{ $value }
asked-at_most = { $field }不高于{ $value }
asked-between = { $field }介于{ $value }
asked-on = { $field }是{ $value }
asked-before = { $field }早于{ $value }
asked-after = { $field }晚于{ $value }
asked-in_last = { $field }在最近{ $value }内
asked-in_next = { $field }在今后{ $value }内
asked-not_in_last = { $field }不在最近{ $value }内
asked-today = { $field }是今天
asked-this_week = { $field }在本周
asked-this_month = { $field }在本月
asked-this_quarter = { $field }在本季度
asked-last_week = { $field }在上周
asked-next_week = { $field }在下周
asked-last_month = { $field }在上月
asked-next_month = { $field }在下月
asked-last_quarter = { $field }在上季度
asked-next_quarter = { $field }在下季度
asked-this_year = { $field }在今年
asked-last_year = { $field }在去年
asked-past = { $field }已过

## 商机单页
deal_sheet-document = 商机单页 编号{ $code }
deal_sheet-title = { $customer } { $name }
deal_sheet-file = 商机单页 { $code } { $name }
deal_sheet-foot = 截至{ $moment }（{ $zone }）。货币{ $currency }。商机{ $code }，销售流程：{ $pipeline }。
deal_sheet-formulas = 加权 = 金额 × 阶段赢率。天数为自然日。常见天数为所有离开该阶段的商机停留天数的中位数，样本不足时不显示。
deal_sheet-amount = 金额
deal_sheet-amount_unknown = 还不知道
deal_sheet-worth = 折合{ $amount }
deal_sheet-rate = 阶段赢率
deal_sheet-weighted = 加权{ $amount }
deal_sheet-probability = 人工概率
deal_sheet-as_stage = 与阶段默认相同
deal_sheet-stage_default = 阶段默认{ $rate }
deal_sheet-expected = 预计成交
deal_sheet-overdue = 已过
deal_sheet-put_off = 推迟{ $n }次，原{ $day }
deal_sheet-won_on = 赢单日期
deal_sheet-lost_on = 丢单日期
deal_sheet-category = 预测类别
deal_sheet-category_was = { $day }由{ $category }改
deal_sheet-owner = 负责人
deal_sheet-began = { $day }建立
deal_sheet-says_open = 处于“{ $stage }”已{ $days }。
deal_sheet-says_overdue = 预计成交日已过{ $days }，需要重新确认。
deal_sheet-says_idle = 已{ $days }没有联系，超过这一阶段的期限。
deal_sheet-says_next = 下一步：{ $day } { $what }。
deal_sheet-says_no_next = 还没有安排下一步。
deal_sheet-says_won = { $day }赢单，历时{ $days }。
deal_sheet-says_lost = { $day }丢单，历时{ $days }；原因：{ $reason }。
deal_sheet-says_rival = 客户选择了{ $name }。
deal_sheet-no_reason = 未填写
deal_sheet-stages = 阶段历史
deal_sheet-stages_note = 至今共{ $days }；竖线为常见天数
deal_sheet-stage = 阶段
deal_sheet-entered = 首次进入
deal_sheet-days = 天数
deal_sheet-median = 常见天数
deal_sheet-bar = 停留
deal_sheet-own = 自定义字段
deal_sheet-field = 字段
deal_sheet-value = 内容
deal_sheet-next = 下一步
deal_sheet-nothing_planned = 还没有安排下一步。
deal_sheet-late = { $day } 逾期
deal_sheet-last = 最近活动
deal_sheet-earlier = 更早的还有{ $n }条，没有打印
deal_sheet-more_signs = { $text }……（其余{ $n }字没有打印）
deal_sheet-day = 日期
deal_sheet-kind = 类型
deal_sheet-text = 内容
deal_sheet-who = 参与
activity_kind-note = 记录
activity_kind-call = 电话
activity_kind-meeting = 会面
activity_kind-mail = 邮件
activity_kind-chat = 聊天
activity_kind-task = 任务
deal_sheet-customer = 客户与联系人
deal_sheet-contact = 姓名
