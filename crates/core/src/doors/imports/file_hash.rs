//! Whether a file is the one that was read before: SHA-256 of its bytes.

use crate::engine::failure::Failure;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Read;

/// The hash of everything a reader gives, in hexadecimal digits.
pub fn file_hash(mut source: impl Read) -> Result<String, Failure> {
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 256 << 10];
    loop {
        match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => digest.update(&buffer[..read]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    let mut text = String::with_capacity(64);
    for byte in digest.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn known_answers() {
        for (text, digest) in [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (
                "abc",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
        ] {
            assert_eq!(super::file_hash(text.as_bytes()).unwrap(), digest);
        }
    }
}
