//! The words files use for the states of leads.

use leadwell_rules::text::squash;

/// The stored name of a state, if the text is one.
pub fn state(text: &str) -> Option<&'static str> {
    Some(match squash(text).as_str() {
        "tohandle" | "待处理" | "未处理" | "待跟进" | "未跟进" | "新线索" | "新建" | "未分配" | "待分配" | "new"
        | "open" | "opennotcontacted" | "notcontacted" | "opendeal" => "to_handle",
        "following" | "跟进中" | "已跟进" | "处理中" | "联系中" | "已联系" | "working" | "workingcontacted"
        | "contacted" | "inprogress" | "connected" | "attemptedtocontact" | "nurturing" | "qualified" | "已分配" => {
            "following"
        }
        "converted" | "已转换" | "已转化" | "转客户" | "已转客户" | "成交" | "已成交" | "closedconverted" | "won" => {
            "converted"
        }
        "invalid" | "无效" | "已关闭" | "无效线索" | "unqualified" | "closednotconverted" | "closed"
        | "disqualified" | "badtiming" | "lost" | "junk" | "spam" => "invalid",
        "returned" | "已退回" | "退回" | "退回公海" | "recycled" => "returned",
        "transferred" | "更换给他人" | "已转移" | "转移" => "transferred",
        "void" | "已作废" | "作废" | "deleted" => "void",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::state;

    #[test]
    fn words_of_other_programs() {
        for (text, name) in [
            ("跟进中", Some("following")),
            ("Open - Not Contacted", Some("to_handle")),
            ("Closed - Not Converted", Some("invalid")),
            ("已 作废", Some("void")),
            ("whatever", None),
        ] {
            assert_eq!(state(text), name, "{text}");
        }
    }
}
