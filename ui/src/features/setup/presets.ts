/** What the first run answers by itself, from the language and the place this computer is set to. Pure. */
import { monthNames } from "../../format";
import type { Locale } from "../../i18n.svelte";
import type { Business } from "../../ipc";
import { memoize } from "../../memoize";
import { table } from "../../table";

export const BUSINESSES: readonly Business[] = ["manufacturing", "trade", "services", "software", "general"];

/** Currencies offered, the likely ones first. */
export const CURRENCIES = ["CNY", "USD", "EUR", "GBP", "HKD", "TWD", "JPY", "KRW", "SGD", "AUD", "CAD", "CHF", "INR", "MYR", "THB", "VND", "IDR", "PHP", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "BRL", "MXN", "ZAR", "AED", "SAR", "KWD", "TRY"] as const;

const BY_REGION: Record<string, string> = table({
  CN: "CNY", HK: "HKD", TW: "TWD", SG: "SGD", US: "USD", GB: "GBP", JP: "JPY", KR: "KRW", AU: "AUD", CA: "CAD", CH: "CHF", IN: "INR", MY: "MYR", TH: "THB", VN: "VND", ID: "IDR", PH: "PHP", NZ: "NZD", SE: "SEK", NO: "NOK", DK: "DKK", PL: "PLN",
  CZ: "CZK", BR: "BRL", MX: "MXN", ZA: "ZAR", AE: "AED", SA: "SAR", KW: "KWD", TR: "TRY", DE: "EUR", FR: "EUR", IT: "EUR", ES: "EUR", NL: "EUR", BE: "EUR", AT: "EUR", IE: "EUR", PT: "EUR", FI: "EUR", GR: "EUR", LU: "EUR", SK: "EUR", SI: "EUR", EE: "EUR", LV: "EUR", LT: "EUR",
});
/** Where companies' years usually begin in another month than January. */
const FISCAL: Record<string, number> = table({ GB: 4, JP: 4, IN: 4, SG: 4, HK: 4, NZ: 4, AU: 7, ZA: 3 });

/** The region of the first language tag that has one and is in the language of the interface. */
export function regionOf(language: Locale, tags: readonly string[]): string | null {
  for (const tag of tags) {
    const [first = "", ...rest] = tag.split("-");
    if (first.toLowerCase() !== language) continue;
    const region = rest.find((part) => /^[A-Za-z]{2}$/.test(part));
    if (region) return region.toUpperCase();
  }
  // English is the interface language for everybody but Chinese readers: their first language says where they are.
  const other = language === "en" ? tags.find((tag) => !/^(en|zh)\b/i.test(tag)) : undefined;
  const region = other?.split("-").find((part, at) => at > 0 && /^[A-Za-z]{2}$/.test(part));
  return region?.toUpperCase() ?? null;
}

export function guess(language: Locale, tags: readonly string[]): { currency: string; month: number } {
  const region = regionOf(language, tags) ?? (language === "zh" ? "CN" : "US");
  return { currency: BY_REGION[region] ?? (language === "zh" ? "CNY" : "USD"), month: FISCAL[region] ?? 1 };
}

/** The quarter of a business year, 1 to 4, that a month (1 to 12) lies in. */
export const quarterOf = (month: number, start: number): number => Math.floor(((month - start + 12) % 12) / 3) + 1;

/** "3月" / "March"; counts on after December. */
export const nameOfMonth = (month: number, language: Locale): string => monthNames(language)[(month - 1) % 12] ?? "";

const currencies = memoize((language) => new Intl.DisplayNames([language === "zh" ? "zh-CN" : "en"], { type: "currency" }));

/** The name of a currency in the interface language; its code where the system knows none. */
export function currencyName(code: string, language: Locale): string {
  try {
    return currencies(language).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The time zone of this computer, when it has a name a file can keep. */
export function zoneHere(): string | undefined {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone && (zone.includes("/") || zone === "UTC") && !zone.startsWith("Etc/Unknown") ? zone : undefined;
}
