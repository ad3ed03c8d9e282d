/** Periods by name, and the ones before and after. Days are "YYYY-MM-DD" and free of time zones. Pure. */
import { day, month } from "../../format";
import { m } from "../../i18n.svelte";
import type { Period, PeriodKind } from "../../ipc";
import { table } from "../../table";

const pad = (n: number) => String(n).padStart(2, "0");

/** The first of the month `n` months after that of `value`. */
export function addMonths(value: string, n: number): string {
  const [y = 0, mo = 1] = value.split("-").map(Number);
  const at = y * 12 + (mo - 1) + n;
  return `${Math.floor(at / 12)}-${pad((((at % 12) + 12) % 12) + 1)}-01`;
}

export const MONTHS: Record<Exclude<PeriodKind, "days">, number> = table({ month: 1, quarter: 3, year: 12 });

/** The first day of the business year that contains the day. */
export function yearStart(value: string, fiscal: number): string {
  const [y = 0, mo = 1] = value.split("-").map(Number);
  return `${mo >= fiscal ? y : y - 1}-${pad(fiscal)}-01`;
}

/** The first day of the period of a kind that contains the day. */
export function periodStart(kind: Exclude<PeriodKind, "days">, value: string, fiscal: number): string {
  if (kind === "month") return `${value.slice(0, 7)}-01`;
  const year = yearStart(value, fiscal);
  if (kind === "year") return year;
  const passed = (Number(value.slice(0, 4)) - Number(year.slice(0, 4))) * 12 + Number(value.slice(5, 7)) - Number(year.slice(5, 7));
  return addMonths(year, Math.floor(passed / 3) * 3);
}

/** A business year that does not begin in January is named by both of its years. */
export function yearName(start: string, fiscal: number): string {
  const year = yearStart(start, fiscal).slice(0, 4);
  return fiscal === 1 ? m.forecast_year({ year }) : m.forecast_business_year({ year, next: pad((Number(year) + 1) % 100) });
}

export function quarterName(start: string, fiscal: number): string {
  const year = yearStart(start, fiscal);
  const passed = (Number(start.slice(0, 4)) - Number(year.slice(0, 4))) * 12 + Number(start.slice(5, 7)) - Number(year.slice(5, 7));
  return m.forecast_quarter({ q: String(Math.floor(passed / 3) + 1) as "1" | "2" | "3" | "4" });
}

/** "2026年第一季度", "Mar 2026", "next 90 days". */
export function periodName(kind: PeriodKind, start: string, fiscal: number, days: number): string {
  if (kind === "month") return month(start);
  if (kind === "year") return yearName(start, fiscal);
  if (kind === "days") return m.forecast_next_days({ days });
  return m.forecast_quarter_of({ quarter: quarterName(start, fiscal), year: yearName(start, fiscal) });
}

/** The days of a period: "10月1日 – 12月31日". */
export const span = (period: Period, today: string): string => `${day(period.start, today)} – ${day(period.end, today)}`;

export const lengthOf = (period: Period): number => Math.round((Date.parse(period.end) - Date.parse(period.start)) / 86_400_000) + 1;
export const contains = (period: { start: string; end: string }, value: string): boolean => period.start <= value && value <= period.end;
