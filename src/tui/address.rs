//! Which web addresses may be handed to another program.

/// The longest address that is opened, in bytes.
const LONGEST: usize = 4096;

/// `url` in ASCII, ready to be shown and opened; or the sentence that says why not.
///
/// Only `http`, `https` and `mailto` are opened, and only where the host is what it looks like: in
/// ASCII, and not behind a user name that could pass for it (`https://bank.example@evil.example`).
pub(super) fn checked(url: &str) -> Result<String, String> {
    let refused = |reason: &str| Err(format!("not opened: {reason}: {}", escaped(url)));
    let url = url.trim_matches(' ');
    if url.len() > LONGEST {
        return Err(format!("not opened: the address has {} bytes, and {LONGEST} are the limit", url.len()));
    }
    if url.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
        return refused("an address holds no blanks, control characters or backslashes");
    }
    let Some((scheme, rest)) = url.split_once(':') else {
        return refused("this is not an address");
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => {
            let Some(rest) = rest.strip_prefix("//") else {
                return refused("after http: there should be //");
            };
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let host = rest.get(..end).unwrap_or_default();
            if host.contains('@') {
                return refused("the host hides behind a user name");
            }
            if !host.is_ascii() {
                return refused("the host is not written in ASCII, so it may not be what it looks like");
            }
            let allowed =
                |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
            if host.is_empty() || host.starts_with(['-', '.', ':']) || !host.chars().all(allowed) {
                return refused("this is not a name of a host");
            }
        }
        "mailto" => {
            // Mail programs have been made to attach a file of the sender's this way.
            if rest.to_ascii_lowercase().contains("attach") || rest.starts_with('-') {
                return refused("a mail with an attachment is not prepared from here");
            }
        }
        _ => return refused("only http, https and mailto are"),
    }
    Ok(escaped(url))
}

/// Everything that is not plain in an address as `%` and two digits, as browsers send it.
fn escaped(url: &str) -> String {
    url.bytes()
        .take(LONGEST)
        .map(|byte| match byte {
            b'"' | b'\'' | b'<' | b'>' | b'`' | b'{' | b'}' | b'|' | b'^' => format!("%{byte:02X}"),
            0x21..=0x7e => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_what_is_plainly_an_address() {
        let rows = [
            ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
            ("HTTP://example.org", "HTTP://example.org"),
            (" https://example.org ", "https://example.org"),
            ("https://example.org/naïve", "https://example.org/na%C3%AFve"),
            ("https://example.org/a@b", "https://example.org/a@b"),
            ("http://[::1]:8080/", "http://[::1]:8080/"),
            ("https://example.org/$(id)`id`;'x'", "https://example.org/$(id)%60id%60;%27x%27"),
            ("mailto:editor@example.org", "mailto:editor@example.org"),
        ];
        for (url, wanted) in rows {
            assert_eq!(checked(url).as_deref(), Ok(wanted));
        }
    }

    #[test]
    fn refuses_everything_else_in_plain_ascii() {
        let long = format!("https://example.org/{}", "a".repeat(100_000));
        let rows = [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "vbscript:x",
            "smb://host/x",
            "-https://example.org",
            "--help",
            "/etc/passwd",
            "",
            "https:",
            "https://",
            "https:///path",
            "https:example.org",
            "https://-x.example",
            "https://bank.example@evil.example/",
            "https://bank.example:x@evil.example",
            "https://bank.example\\@evil.example",
            "https://exa%6dple.org",
            "https://аpple.com/",
            "https://example.org/\u{1b}]0;x\u{7}",
            "https://example.org/a b",
            "https://example.org/\nb",
            "https://example.org/\u{85}",
            "mailto:a@b?attach=/etc/passwd",
            &long,
        ];
        for url in rows {
            let sentence = checked(url).unwrap_err();
            assert!(sentence.starts_with("not opened: "), "{url}");
            assert!(sentence.bytes().all(|b| (0x20..0x7f).contains(&b)), "{sentence}");
            assert!(sentence.len() < 2 * LONGEST);
        }
    }
}
