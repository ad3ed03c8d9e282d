//! The codes of ISO 4217: which currencies there are, and the digits of their minor units.

/// Currencies in use, in order. Metals, units of account between central banks and codes for tests are none.
const IN_USE: [[u8; 3]; 164] = [
    *b"AED", *b"AFN", *b"ALL", *b"AMD", *b"AOA", *b"ARS", *b"AUD", *b"AWG", *b"AZN", *b"BAM", *b"BBD", *b"BDT",
    *b"BHD", *b"BIF", *b"BMD", *b"BND", *b"BOB", *b"BOV", *b"BRL", *b"BSD", *b"BTN", *b"BWP", *b"BYN", *b"BZD",
    *b"CAD", *b"CDF", *b"CHE", *b"CHF", *b"CHW", *b"CLF", *b"CLP", *b"CNY", *b"COP", *b"COU", *b"CRC", *b"CUP",
    *b"CVE", *b"CZK", *b"DJF", *b"DKK", *b"DOP", *b"DZD", *b"EGP", *b"ERN", *b"ETB", *b"EUR", *b"FJD", *b"FKP",
    *b"GBP", *b"GEL", *b"GHS", *b"GIP", *b"GMD", *b"GNF", *b"GTQ", *b"GYD", *b"HKD", *b"HNL", *b"HTG", *b"HUF",
    *b"IDR", *b"ILS", *b"INR", *b"IQD", *b"IRR", *b"ISK", *b"JMD", *b"JOD", *b"JPY", *b"KES", *b"KGS", *b"KHR",
    *b"KMF", *b"KPW", *b"KRW", *b"KWD", *b"KYD", *b"KZT", *b"LAK", *b"LBP", *b"LKR", *b"LRD", *b"LSL", *b"LYD",
    *b"MAD", *b"MDL", *b"MGA", *b"MKD", *b"MMK", *b"MNT", *b"MOP", *b"MRU", *b"MUR", *b"MVR", *b"MWK", *b"MXN",
    *b"MXV", *b"MYR", *b"MZN", *b"NAD", *b"NGN", *b"NIO", *b"NOK", *b"NPR", *b"NZD", *b"OMR", *b"PAB", *b"PEN",
    *b"PGK", *b"PHP", *b"PKR", *b"PLN", *b"PYG", *b"QAR", *b"RON", *b"RSD", *b"RUB", *b"RWF", *b"SAR", *b"SBD",
    *b"SCR", *b"SDG", *b"SEK", *b"SGD", *b"SHP", *b"SLE", *b"SOS", *b"SRD", *b"SSP", *b"STN", *b"SVC", *b"SYP",
    *b"SZL", *b"THB", *b"TJS", *b"TMT", *b"TND", *b"TOP", *b"TRY", *b"TTD", *b"TWD", *b"TZS", *b"UAH", *b"UGX",
    *b"USD", *b"USN", *b"UYI", *b"UYU", *b"UYW", *b"UZS", *b"VED", *b"VES", *b"VND", *b"VUV", *b"WST", *b"XAF",
    *b"XCD", *b"XCG", *b"XOF", *b"XPF", *b"YER", *b"ZAR", *b"ZMW", *b"ZWG",
];

/// Currencies withdrawn since 2010, in order: the deals of a long history are still in them.
const WITHDRAWN: [[u8; 3]; 14] = [
    *b"ANG", *b"BGN", *b"BYR", *b"CUC", *b"EEK", *b"HRK", *b"LTL", *b"LVL", *b"MRO", *b"SLL", *b"STD", *b"VEF",
    *b"ZMK", *b"ZWL",
];

/// Whether there is, or lately was, such a currency.
pub(super) fn known(code: &[u8; 3]) -> bool {
    IN_USE.binary_search(code).is_ok() || WITHDRAWN.binary_search(code).is_ok()
}

/// Digits of the minor unit: CNY 2, JPY 0, KWD 3. A code that is none counts as 2.
pub(super) fn digits(code: &[u8; 3]) -> u32 {
    match code {
        b"BIF" | b"BYR" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
        | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
        b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
        b"CLF" | b"UYW" => 4,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        assert!(IN_USE.is_sorted() && WITHDRAWN.is_sorted());
    }

    #[test]
    fn codes_and_their_digits() {
        for (code, is_known, minor) in [
            (b"CNY", true, 2),
            (b"JPY", true, 0),
            (b"KWD", true, 3),
            (b"CLF", true, 4),
            (b"HRK", true, 2),
            (b"XYZ", false, 2),
            (b"XXX", false, 2),
            (b"XAU", false, 2),
            (b"UDS", false, 2),
        ] {
            assert_eq!((known(code), digits(code)), (is_known, minor), "{code:?}");
        }
    }
}
