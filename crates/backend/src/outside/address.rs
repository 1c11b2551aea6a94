//! Which addresses belong to the public internet, and to nobody's own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is one of the public internet. Whatever leads back to this machine, into its
/// network, or to many at once is not, however it is written.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_4(address),
        IpAddr::V6(address) => is_public_6(address),
    }
}

/// What is set aside of IPv4 (IANA's registry of special purposes, and multicast and above): each with
/// how many bits of it count.
const ASIDE_4: [([u8; 4], u32); 14] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 3),
];

/// What is set aside of the public part of IPv6 (`2000::/3`): Teredo and others (`2001::/23`),
/// documentation (`2001:db8::/32`, `3fff::/20`), and 6to4 (`2002::/16`), which carries IPv4.
const ASIDE_6: [(u32, u32); 4] =
    [(0x2001_0000, 23), (0x2001_0db8, 32), (0x3fff_0000, 20), (0x2002_0000, 16)];

fn is_public_4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    !ASIDE_4.iter().any(|(net, long)| shares(bits, Ipv4Addr::from(*net).to_bits(), *long))
}

fn is_public_6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let bits = u32::from(a) << 16 | u32::from(b);
    // All else is loopback, mapped and translated IPv4 (`::ffff:0:0/96`, `64:ff9b::/96`), unique local,
    // link-local, multicast, or not given to anybody.
    let global = shares(bits, 0x2000_0000, 3);
    global && !ASIDE_6.iter().any(|(net, long)| shares(bits, *net, *long))
}

/// Whether two addresses have their first bits in common.
const fn shares(one: u32, other: u32, long: u32) -> bool {
    (one ^ other) >> (32 - long) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn public(text: &str) -> bool {
        is_public(text.parse().expect("an address"))
    }

    #[test]
    fn what_is_nobodys_own_is_public() {
        for address in [
            "1.1.1.1",
            "93.184.216.34",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1111",
            "2a00:1450::5",
        ] {
            assert!(public(address), "{address} is public");
        }
    }

    #[test]
    fn what_leads_inside_is_not_public() {
        for address in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.168.1.1",
            "198.19.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:1.1.1.1",
            "::7f00:1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "3fff::1",
            "100::1",
        ] {
            assert!(!public(address), "{address} must be refused");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_std_calls_inside_is_public(bits: u32) {
            let v4 = Ipv4Addr::from_bits(bits);
            let inside = v4.is_loopback() || v4.is_private() || v4.is_link_local() || v4.is_multicast()
                || v4.is_broadcast() || v4.is_unspecified() || v4.is_documentation();
            prop_assert!(!(inside && is_public(v4.into())), "{v4}");
        }

        #[test]
        fn no_ipv4_is_reached_through_ipv6(bits: u32) {
            let v4 = Ipv4Addr::from_bits(bits);
            let [a, b, c, d] = v4.octets().map(u16::from);
            let (high, low) = (a << 8 | b, c << 8 | d);
            for v6 in [
                v4.to_ipv6_mapped(),
                v4.to_ipv6_compatible(),
                Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low),
                Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1),
                Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, high, low),
            ] {
                prop_assert!(!is_public(v6.into()), "{v6}");
            }
        }

        #[test]
        fn nothing_outside_the_public_part_of_ipv6_is_public(bits: u128) {
            let v6 = Ipv6Addr::from_bits(bits);
            prop_assert!(v6.octets()[0] >> 5 == 1 || !is_public(v6.into()), "{v6}");
        }
    }
}
