//! Cards as recognisers and address books give them.

use super::*;
use proptest::prelude::*;
use std::path::Path;

/// The fields in one line, each with the number of its line.
fn shown(card: &Card) -> String {
    let fields = [
        ("name", &card.name),
        ("title", &card.title),
        ("company", &card.company),
        ("mobile", &card.mobile),
        ("phone", &card.phone),
        ("email", &card.email),
        ("wechat", &card.wechat),
        ("website", &card.website),
        ("address", &card.address),
    ];
    let line = |field: &Field| field.line.map(|line| format!("@{line}")).unwrap_or_default();
    let mut shown: Vec<String> = fields
        .into_iter()
        .filter_map(|(name, field)| {
            field
                .as_ref()
                .map(|field| format!("{name}{} {}", line(field), field.value))
        })
        .collect();
    shown.extend(
        card.others
            .iter()
            .map(|field| format!("other{} {}", line(field), field.value)),
    );
    shown.join("; ")
}

#[test]
fn texts_of_cards() {
    for (text, expected) in [
        (
            "北京云帆科技有限公司\n张 三  销售总监\n手机：138 0013 8000\n电话：010-82345678 转 801\n传真：010-82345679\n邮箱：zhangsan @ example.com\n\
             网址：www.example.com\n地址：北京市海淀区中关村大街1号A座1801室\n邮编：100080",
            "name@2 张三; title@2 销售总监; company@1 北京云帆科技有限公司; mobile@3 13800138000; phone@4 010-82345678-801; \
             email@6 zhangsan@example.com; website@7 www.example.com; address@8 北京市海淀区中关村大街1号A座1801室; other@5 010-82345679",
        ),
        (
            "李小明\n高级工程师\n上海某某（中国）有限公司\n13800138000（微信同号）\nlixm@example.com.cn",
            "name@1 李小明; title@2 高级工程师; company@3 上海某某(中国)有限公司; mobile@4 13800138000; email@5 lixm@example.com.cn; wechat@4 13800138000",
        ),
        (
            "欧阳修 | 董事长\n微信：ouyang_88   QQ：123456789\nTel:0755-82345678 13800138000",
            "name@1 欧阳修; title@1 董事长; mobile@3 13800138000; phone@3 0755-82345678; wechat@2 ouyang_88",
        ),
        (
            "姓名：王五\n职位：采购经理\n公司：某某集团\n联系地址：广东省深圳市南山区科技园8栋",
            "name@1 王五; title@2 采购经理; company@3 某某集团; address@4 广东省深圳市南山区科技园8栋",
        ),
        (
            "EXAMPLE TECHNOLOGIES INC.\nJohn Smith\nSales Director\nM +1 415 555 0123\nT: +1 415 555 0100  F: +1 415 555 0101\n\
             john.smith@example.com\nhttps://www.example.com\n100 Market Street, Suite 300, San Francisco, CA 94105",
            "name@2 John Smith; title@3 Sales Director; company@1 EXAMPLE TECHNOLOGIES INC.; mobile@4 +14155550123; phone@5 +14155550100; \
             email@6 john.smith@example.com; website@7 https://www.example.com; address@8 100 Market Street, Suite 300, San Francisco, CA 94105; \
             other@5 +14155550101",
        ),
        (
            "Jane Doe, CEO\nExample Co., Ltd.\nE: jane@example.co.uk\nW: example.co.uk\nAdd: 1 High Street, London",
            "name@1 Jane Doe; title@1 CEO; company@2 Example Co., Ltd.; email@3 jane@example.co.uk; website@4 example.co.uk; address@5 1 High Street, London",
        ),
        (
            "赵六 销售经理\n13800138000 13900139000",
            "name@1 赵六; title@1 销售经理; mobile@2 13800138000; other@2 13900139000",
        ),
        (
            "某某(集团)公司 副总裁 钱七\n西部大道分公司经理部",
            "name@1 钱七; title@1 副总裁; company@1 某某(集团)公司",
        ),
        ("统一社会信用代码 91350100M000100Y43\n开户账号：6222020200112233445", ""),
        ("", ""),
    ] {
        assert_eq!(shown(&Card::read(text)), expected, "{text}");
    }
}

#[test]
fn vcards() {
    for (text, expected) in [
        (
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:张;三;;;\r\nFN:张三\r\nORG:北京云帆科技有限公司;销售部\r\nTITLE:销售总监\r\nTEL;TYPE=WORK,VOICE:010-82345678\r\n\
             TEL;TYPE=CELL:138 0013 8000\r\nTEL;TYPE=FAX:010-82345679\r\nEMAIL:zhangsan@example.com\r\nURL:http://www.example.com\r\n\
             ADR;TYPE=WORK:;;中关村大街1号;海淀区;北京市;100080;中国\r\nX-WECHAT:zhangsan88\r\nEND:VCARD\r\n",
            "name 张三; title 销售总监; company 北京云帆科技有限公司; mobile 13800138000; phone 010-82345678; email zhangsan@example.com; \
             wechat zhangsan88; website http://www.example.com; address 中国北京市海淀区中关村大街1号100080; other 010-82345679",
        ),
        (
            "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=89;;;\nTEL;CELL;PREF:13800138000\nTEL;WORK:0755-82345678\nEND:VCARD",
            "name 张三; mobile 13800138000; phone 0755-82345678",
        ),
        (
            "BEGIN:VCARD\nVERSION:4.0\nFN:Jane Doe\nROLE:Buyer\nTEL;VALUE=uri;TYPE=\"voice,cell\":tel:+1-415-555-0123\nEMAIL:old@example.com\n\
             EMAIL;PREF=1:jane@example.com\nEND:VCARD",
            "name Jane Doe; title Buyer; mobile +14155550123; email jane@example.com; other old@example.com",
        ),
        (
            "BEGIN:VCARD\nFN:A B\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nN:Doe;John;;;\nIMPP;X-SERVICE-TYPE=WeChat:x-apple:john_doe\nEND:VCARD",
            "name A B\nname John Doe; wechat john_doe",
        ),
        (
            "MECARD:N:张三;ORG:北京云帆科技有限公司;TEL:+8613800138000;TEL:010-82345678;EMAIL:zhangsan@example.com;URL:http\\://www.example.com;;",
            "name 张三; company 北京云帆科技有限公司; mobile 13800138000; phone 010-82345678; email zhangsan@example.com; website http://www.example.com",
        ),
        (
            "mecard:N:Doe,John;ADR:1 High Street, London;NOTE:a\\;b;;",
            "name John Doe; address 1 High Street London",
        ),
        ("MECARD:", ""),
        ("BEGIN:VCARD\nVERSION:3.0\nEND:VCARD", ""),
        ("not a card", ""),
        ("", ""),
    ] {
        let read: Vec<String> = cards(text).iter().map(shown).collect();
        assert_eq!(read.join("\n"), expected, "{text}");
    }
}

/// Cards of telephones and mail programs, when they lie beside the project: the number of cards in each file, and who is in them.
#[test]
fn files_of_address_books() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/vcard");
    let Ok(files) = std::fs::read_dir(folder) else {
        println!("../shared/data/vcard is not here: the test over it is left out");
        return;
    };
    let mut count = 0;
    for file in files {
        let path = file.unwrap().path();
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let begun = text
            .lines()
            .filter(|line| line.trim().eq_ignore_ascii_case("begin:vcard"))
            .count();
        let read = cards(&text);
        assert_eq!(read.len(), begun, "{}", path.display());
        let reachable = |card: &Card| card.email.is_some() || card.mobile.is_some() || card.phone.is_some();
        assert!(
            read.iter().all(|card| card.name.is_some() || reachable(card)),
            "{}",
            path.display()
        );
        let expected: &[&str] = match path.file_name().and_then(|name| name.to_str()) {
            Some("rfc2426-example.vcf") => &[
                "name Frank Dawson; company Lotus Development Corporation; phone +19196769515; email Frank_Dawson@Lotus.com; \
                 website http://home.earthlink.net/~fdawson; address 6544 Battleford Drive, Raleigh, NC, 27613-3502, U.S.A.; \
                 other +19196769564; other fdawson@earthlink.net",
                "name Tim Howes; company Netscape Communications Corp.; phone +14159373419; email howes@netscape.com; \
                 address 501 E. Middlefield Rd., Mountain View, CA, 94043, U.S.A.; other +14155284164",
            ],
            Some("John_Doe_BLACK_BERRY.vcf") => &["name John Doe; company Acme Solutions; mobile +96123456789"],
            Some("rfc6350-example.vcf") => &[
                "name Simon Perreault; company Viagenie; mobile +14182626501; phone +14186569254 ext. 102; \
                 email simon.perreault@viagenie.ca; website http://nomis80.org; \
                 address Suite D2-630, 2875 Laurier, Quebec, QC, G1V 2M2, Canada",
            ],
            _ => &[],
        };
        if !expected.is_empty() {
            assert_eq!(read.iter().map(shown).collect::<Vec<_>>(), expected);
        }
        count += 1;
    }
    assert_eq!(count, 18);
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "\\PC{0,60}", line in "[0-9a-z张三公司@. :+()|转微信\n-]{0,60}") {
        for text in [text, line] {
            let _ = (Card::read(&text), cards(&text), cards(&format!("BEGIN:VCARD\n{text}")));
        }
    }

    #[test]
    fn a_field_names_a_line_that_exists(text in "[A-Z张三公司路号0-9@. \n]{0,80}") {
        let card = Card::read(&text);
        let lines = text.lines().count() as u32;
        prop_assert!(card.others.iter().chain(&card.name).chain(&card.phone).all(|field| field.line.is_some_and(|line| (1..=lines).contains(&line))));
    }
}
