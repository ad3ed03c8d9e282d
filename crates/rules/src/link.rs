//! Addresses of pages, as people type them.

/// The address of a page: what begins without a scheme gets one, and needs a point in its host. Nothing that a browser would run, no address
/// of a machine's files, no e-mail address.
pub fn link(text: &str) -> Option<String> {
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
        None => (None, text),
    };
    let host = rest.split(['/', '?', '#']).next()?;
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let letters = |name: &str| {
        name.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
    };
    let labels = name.split('.').all(|label| !label.is_empty()) && letters(name);
    let numbered = !port.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit());
    if !labels || !numbered || text.contains(char::is_whitespace) {
        return None;
    }
    match scheme.as_deref() {
        Some("http" | "https") => Some(text.to_owned()),
        None if name.contains('.') => Some(format!("https://{text}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn a_link_leads_to_a_page_or_nowhere() {
        for (text, wanted) in [
            ("example.com", Some("https://example.com")),
            ("例子.中国/报价?项=1", Some("https://例子.中国/报价?项=1")),
            ("HTTP://crm:8080/a", Some("HTTP://crm:8080/a")),
            ("example.com:8443/x", Some("https://example.com:8443/x")),
            ("intranet", None),
            ("mailto:a@example.com", None),
            ("a@example.com", None),
            ("javascript:alert(document.cookie)", None),
            ("javascript://example.com/%0aalert(1)", None),
            ("file:///etc/passwd", None),
            ("https://", None),
            ("https://.example.com", None),
            ("example.com/a b", None),
            ("example.com:x", None),
        ] {
            assert_eq!(link(text).as_deref(), wanted, "{text}");
        }
    }
}
