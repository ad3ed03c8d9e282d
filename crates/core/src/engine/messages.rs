//! The core's sentences in Chinese and English, one Fluent catalogue each.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use leadwell_rules::Language;
use std::sync::OnceLock;

/// Sources of the catalogues, for the test that compares their keys with the code.
pub const CATALOGUES: [(&str, &str); 2] = [
    ("zh", include_str!("../../messages/zh.ftl")),
    ("en", include_str!("../../messages/en.ftl")),
];

type Bundle = FluentBundle<FluentResource>;

fn bundle(language: Language) -> &'static Bundle {
    static ZH: OnceLock<Bundle> = OnceLock::new();
    static EN: OnceLock<Bundle> = OnceLock::new();
    let (cell, (tag, source)) = match language {
        Language::Zh => (&ZH, CATALOGUES[0]),
        Language::En => (&EN, CATALOGUES[1]),
    };
    cell.get_or_init(|| {
        let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        // Invisible isolation marks would end up in the printed book.
        bundle.set_use_isolating(false);
        // A syntax error drops only the broken entry; the catalogue test names it.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
        bundle
    })
}

/// The sentence for `code` (dots become dashes in the catalogue) with its arguments filled in.
/// A code that is in no catalogue comes back as itself: visible, and caught by a test.
pub fn sentence(language: Language, code: &str, args: &[(&'static str, String)]) -> String {
    let key = code.replace('.', "-");
    let bundle = bundle(language);
    let Some(pattern) = bundle.get_message(&key).and_then(|message| message.value()) else {
        return code.to_owned();
    };
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        fluent.set(*name, value.as_str());
    }
    let mut errors = Vec::new();
    bundle.format_pattern(pattern, Some(&fluent), &mut errors).into_owned()
}
