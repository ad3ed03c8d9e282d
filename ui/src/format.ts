/** Numbers and dates as people read them, in the interface language. Money comes in whole minor units and is rounded half up from them. */
import { locale, type Locale } from "./i18n.svelte";
import { memoize } from "./memoize";
import { table } from "./table";

export const NOTHING = "–";
const MINUS = "−";
const DAY_MS = 86_400_000;

/** Digits after the point of a currency's minor unit. */
const EXPONENTS: Record<string, number> = table({ BHD: 3, IQD: 3, JOD: 3, KWD: 3, OMR: 3, TND: 3, CLP: 0, ISK: 0, JPY: 0, KRW: 0, PYG: 0, UGX: 0, VND: 0, XAF: 0, XOF: 0 });
const SYMBOLS: Record<string, string> = table({ CNY: "¥", JPY: "JP¥", USD: "$", EUR: "€", GBP: "£", HKD: "HK$", TWD: "NT$", KRW: "₩", SGD: "S$" });

export const exponent = (currency: string): number => EXPONENTS[currency] ?? 2;
export const symbol = (currency: string): string => SYMBOLS[currency] ?? `${currency} `;

export interface Amount {
  /** Sign and currency mark, e.g. "−¥". */
  lead: string;
  /** Digits with separators. */
  number: string;
  /** 万, 亿, K, M, B or nothing; shown one step smaller. */
  unit: string;
  /** The exact figure, for the title. */
  full: string;
}

/** n ÷ d rounded half away from zero; n ≥ 0, d > 0. */
const divRound = (n: bigint, d: bigint): bigint => (2n * n + d) / (2n * d);

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** value ÷ 10^places with `decimals` digits. */
function scaled(value: bigint, places: number, decimals: number): string {
  const drop = places - decimals;
  const rounded = drop >= 0 ? divRound(value, 10n ** BigInt(drop)) : value * 10n ** BigInt(-drop);
  const text = rounded.toString().padStart(decimals + 1, "0");
  const whole = group(decimals ? text.slice(0, -decimals) : text);
  return decimals ? `${whole}.${text.slice(-decimals)}` : whole;
}

/** Units by language: the power of ten each stands for and its decimals. */
const UNITS: Record<Locale, { power: number; unit: string; decimals: number }[]> = table({
  zh: [
    { power: 8, unit: "亿", decimals: 2 },
    { power: 4, unit: "万", decimals: 1 },
  ],
  en: [
    { power: 9, unit: "B", decimals: 2 },
    { power: 6, unit: "M", decimals: 2 },
    { power: 3, unit: "K", decimals: 0 },
  ],
});

/** The exact figure: "¥1,234.50", without ".00". */
export function moneyFull(minor: number | null | undefined, currency: string): string {
  if (minor === null || minor === undefined) return NOTHING;
  const places = exponent(currency);
  const value = BigInt(Math.abs(minor));
  const whole = value % 10n ** BigInt(places) === 0n;
  return `${minor < 0 ? MINUS : ""}${symbol(currency)}${scaled(value, places, whole ? 0 : places)}`;
}

/** Parts of a shortened amount, for <Money>; null for nothing. */
export function amount(minor: number | null | undefined, currency: string, lang: Locale = locale.current): Amount | null {
  if (minor === null || minor === undefined) return null;
  const places = exponent(currency);
  const value = BigInt(Math.abs(minor));
  const lead = `${minor < 0 ? MINUS : ""}${symbol(currency)}`;
  const full = moneyFull(minor, currency);
  for (const { power, unit, decimals } of UNITS[lang]) {
    // A value that rounds up to the unit is written in it: 999,950 is 1.00 M, not 1,000 K.
    const smaller = UNITS[lang].find((other) => other.power < power);
    const step = smaller ? 10n ** BigInt(places + smaller.power - smaller.decimals) : 10n ** BigInt(places);
    if (divRound(value, step) * step >= 10n ** BigInt(places + power)) {
      return { lead, number: scaled(value, places + power, decimals), unit, full };
    }
  }
  const whole = value % 10n ** BigInt(places) === 0n;
  return { lead, number: scaled(value, places, whole ? 0 : places), unit: "", full };
}

/** A shortened amount as plain text: "¥112.0 万", "¥1.12M". */
export function money(minor: number | null | undefined, currency: string, lang: Locale = locale.current): string {
  const parts = amount(minor, currency, lang);
  if (!parts) return NOTHING;
  return `${parts.lead}${parts.number}${parts.unit && lang === "zh" ? " " : ""}${parts.unit}`;
}

/** "1,234". */
export function count(n: number | null | undefined): string {
  if (n === null || n === undefined) return NOTHING;
  return `${n < 0 ? MINUS : ""}${group(String(Math.abs(Math.round(n))))}`;
}

/** Any decimal with grouping, at most `decimals` digits, half up. */
export function decimal(n: number | null | undefined, decimals = 2): string {
  if (n === null || n === undefined || !Number.isFinite(n)) return NOTHING;
  const fixed = (Math.round(Math.abs(n) * 10 ** decimals + 1e-9) / 10 ** decimals).toFixed(decimals);
  const [whole = "0", rest] = fixed.split(".");
  return `${n < 0 && Number(fixed) !== 0 ? MINUS : ""}${group(whole)}${rest ? `.${rest}` : ""}`;
}

/** A number that is kept as the whole number of its smallest steps: 1250 with two decimals is "12.50". */
export function steps(n: number | null | undefined, decimals: number): string {
  if (n === null || n === undefined) return NOTHING;
  return `${n < 0 ? MINUS : ""}${scaled(BigInt(Math.abs(n)), decimals, decimals)}`;
}

/** The same as editable text: no separators, no trailing zeros. */
export function stepsInput(n: number | null | undefined, decimals: number): string {
  if (n === null || n === undefined) return "";
  const digits = String(Math.abs(n)).padStart(decimals + 1, "0");
  const whole = decimals ? digits.slice(0, -decimals) : digits;
  const rest = decimals ? digits.slice(-decimals).replace(/0+$/, "") : "";
  return `${n < 0 ? "-" : ""}${whole}${rest ? `.${rest}` : ""}`;
}

/** Basis points as percent: 4550 → "45.5%", 4500 → "45%". */
export function percentBp(bp: number | null | undefined, decimals?: number): string {
  if (bp === null || bp === undefined) return NOTHING;
  return `${decimal(bp / 100, decimals ?? (bp % 100 === 0 ? 0 : 1))}%`;
}

/** A ratio of two counts as percent; "–" when there is nothing to divide by. */
export function percentOf(numerator: number, denominator: number, decimals = 1): string {
  return denominator === 0 ? NOTHING : `${decimal((numerator / denominator) * 100, decimals)}%`;
}

/** "YYYY-MM-DD" as whole days since 1970, free of time zones. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

export function addDays(day: string, n: number): string {
  return new Date((dayNumber(day) + n) * DAY_MS).toISOString().slice(0, 10);
}

const EN_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "3月18日" / "18 Mar"; the year is added when it is not the year of `today`. */
export function day(value: string | null | undefined, today?: string, lang: Locale = locale.current): string {
  if (!value) return NOTHING;
  const [y = 0, mo = 1, d = 1] = value.split("-").map(Number);
  const sameYear = today !== undefined && Number(today.slice(0, 4)) === y;
  if (lang === "zh") return sameYear ? `${mo}月${d}日` : `${y}年${mo}月${d}日`;
  return `${d} ${EN_MONTHS[mo - 1]}${sameYear ? "" : ` ${y}`}`;
}

/** "2026年3月" / "Mar 2026". */
export function month(value: string, lang: Locale = locale.current): string {
  const [y = 0, mo = 1] = value.split("-").map(Number);
  return lang === "zh" ? `${y}年${mo}月` : `${EN_MONTHS[mo - 1]} ${y}`;
}

const namesOfMonths = memoize((lang) => {
  const name = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, at) => (lang === "zh" ? `${at + 1}月` : name.format(Date.UTC(2001, at, 15))));
});

/** "3月" / "March", January first. */
export const monthNames = (lang: Locale = locale.current): readonly string[] => namesOfMonths(lang);

/** The clock of a time zone; of this computer's for "". */
const clock = memoize(
  (zone) =>
    new Intl.DateTimeFormat("en-CA", {
      ...(zone ? { timeZone: zone } : {}),
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }),
);

function inZone(ms: number, zone = ""): { day: string; time: string } {
  const parts = clock(zone).formatToParts(ms);
  const get = (type: string) => parts.find((part) => part.type === type)?.value ?? "00";
  return { day: `${get("year")}-${get("month")}-${get("day")}`, time: `${get("hour")}:${get("minute")}` };
}

/** "YYYY-MM-DD" of an instant in the workspace's time zone. */
export const dayOf = (ms: number, zone?: string): string => inZone(ms, zone).day;

/** "10:24" in the workspace's time zone. */
export const time = (ms: number | null | undefined, zone?: string): string => (ms === null || ms === undefined ? NOTHING : inZone(ms, zone).time);

/** "3月18日 10:24" / "18 Mar 10:24". */
export function dayTime(ms: number | null | undefined, zone?: string, today?: string, lang: Locale = locale.current): string {
  if (ms === null || ms === undefined) return NOTHING;
  const at = inZone(ms, zone);
  return `${day(at.day, today, lang)} ${at.time}`;
}

/** Whole days from `today` to `value`: negative is past. */
export const daysFrom = (today: string, value: string): number => dayNumber(value) - dayNumber(today);

/** "今天", "3 天后", "2 天前" / "today", "in 3 days", "2 days ago". */
export function relativeDay(value: string, today: string, lang: Locale = locale.current): string {
  const n = daysFrom(today, value);
  if (lang === "zh") {
    const near = ["昨天", "今天", "明天"][n + 1];
    return near ?? (n > 0 ? `${n} 天后` : `${-n} 天前`);
  }
  const near = ["yesterday", "today", "tomorrow"][n + 1];
  return near ?? (n > 0 ? `in ${n} days` : `${-n} days ago`);
}

/** "12.4 MB". */
export function bytes(n: number | null | undefined): string {
  if (n === null || n === undefined) return NOTHING;
  const step = n < 1024 ? 0 : n < 1024 ** 2 ? 1 : n < 1024 ** 3 ? 2 : 3;
  return `${decimal(n / 1024 ** step, step === 0 ? 0 : 1)} ${["B", "KB", "MB", "GB"][step]}`;
}

/** Whether a shown text is a figure (to be right-aligned): "¥1.2 亿", "45%", "–". */
export function isFigure(text: string | number): boolean {
  return typeof text === "number" || text === NOTHING || /^[-−+]?\D{0,4}[\d,.]+\s?([%×]|[万亿KMB])?$/.test(text);
}

/** What a person typed as money, in minor units: "1,234.5", "¥12万", "1.2亿", "5K", "2.5m", full-width digits; null when it is not a number. */
export function parseMoney(text: string, currency: string): number | null {
  const plain = text
    .normalize("NFKC")
    .replace(/[\s,，'_]/g, "")
    .replace(/^([-−–(]?)[¥￥$€£₩]|^([-−–(]?)[A-Za-z]{3}/, "$1$2");
  const match = /^([-−–(]?)(\d+(?:\.\d*)?|\.\d+)([万亿kKmMbB]?)元?\)?$/.exec(plain);
  if (!match) return null;
  const [, sign = "", digits = "", unit = ""] = match;
  const power = ({ 万: 4, 亿: 8, k: 3, m: 6, b: 9 } as Record<string, number>)[unit.toLowerCase()] ?? 0;
  const [whole = "", rest = ""] = digits.split(".");
  const places = exponent(currency) + power;
  const minor = divRound(BigInt(whole + rest || "0") * 10n ** BigInt(places), 10n ** BigInt(rest.length));
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return sign && minor !== 0n ? -Number(minor) : Number(minor);
}

/** Minor units as editable text: "1234.5" → no separators, no trailing zeros beyond the point. */
export function moneyInput(minor: number | null | undefined, currency: string): string {
  if (minor === null || minor === undefined) return "";
  const places = exponent(currency);
  const value = BigInt(Math.abs(minor));
  const whole = value % 10n ** BigInt(places) === 0n;
  return `${minor < 0 ? "-" : ""}${scaled(value, places, whole ? 0 : places)}`;
}

/** "62.8 MB": powers of 1024, one decimal from MB on. */
export function fileSize(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  const at = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${decimal(bytes / 1024 ** at, at >= 2 ? 1 : 0)} ${units[at]}`;
}

/** Names one after the other, the way the language lists them. */
export const listed = (names: readonly string[]): string => new Intl.ListFormat(locale.current, { style: "long", type: "conjunction" }).format(names);
