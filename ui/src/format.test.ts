import { describe, expect, it, vi } from "vitest";
import { addDays, amount, bytes, count, day, dayTime, decimal, money, moneyFull, moneyInput, month, parseMoney, percentBp, percentOf, relativeDay } from "./format";

describe("money", () => {
  it("rounds half up from integers, not floats", () => {
    expect(money(24_950_000, "CNY", "zh")).toBe("¥25.0 万");
    expect(money(24_949_999, "CNY", "zh")).toBe("¥24.9 万");
  });
  it("uses the units of the language", () => {
    expect(money(112_000_000, "CNY", "zh")).toBe("¥112.0 万");
    expect(money(1_327_800_000, "CNY", "zh")).toBe("¥1,327.8 万");
    expect(money(12_000_000_000, "CNY", "zh")).toBe("¥1.20 亿");
    expect(money(562_000_000, "CNY", "en")).toBe("¥5.62M");
    expect(money(74_200_000, "CNY", "en")).toBe("¥742K");
    expect(money(250_000_000_000, "USD", "en")).toBe("$2.50B");
  });
  it("writes what rounds up to the next unit in that unit", () => {
    expect(money(99_999_999, "CNY", "en")).toBe("¥1.00M");
    expect(money(9_999_999_999, "CNY", "zh")).toBe("¥1.00 亿");
    expect(money(999_949, "CNY", "en")).toBe("¥10K");
  });
  it("leaves small amounts whole and shows their cents", () => {
    expect(money(123_450, "CNY", "zh")).toBe("¥1,234.50");
    expect(money(50_000, "CNY", "en")).toBe("¥500");
    expect(money(0, "CNY", "zh")).toBe("¥0");
  });
  it("knows currencies without and with three decimals", () => {
    expect(moneyFull(1500, "JPY")).toBe("JP¥1,500");
    expect(moneyFull(1500, "KWD")).toBe("KWD 1.500");
  });
  it("has a true minus, the full figure, and a dash for nothing", () => {
    expect(amount(-56_200_000, "CNY", "zh")).toEqual({ lead: "−¥", number: "56.2", unit: "万", full: "−¥562,000" });
    expect(money(null, "CNY", "zh")).toBe("–");
    expect(moneyFull(undefined, "CNY")).toBe("–");
  });
});

describe("typed money", () => {
  it.each([
    ["1,234.5", 123_450],
    ["¥12万", 12_000_000],
    ["１２３４", 123_400],
    ["1.2亿", 12_000_000_000],
    ["5k", 500_000],
    ["2.5M", 250_000_000],
    ["-30", -3000],
    ["(30)", -3000],
    ["￥864,000元", 86_400_000],
    ["0.005", 1],
  ])("%s", (text, minor) => expect(parseMoney(text, "CNY")).toBe(minor));
  it.each(["", "abc", "1.2.3", "12x"])("refuses %s", (text) => expect(parseMoney(text, "CNY")).toBeNull());
  it("comes back as it was shown", () => {
    for (const minor of [0, 5, 123_450, 86_400_000, -3000]) expect(parseMoney(moneyInput(minor, "CNY"), "CNY")).toBe(minor);
  });
});

describe("formatters", () => {
  it("are made once, not for each value", () => {
    const used = vi.spyOn(Intl.DateTimeFormat.prototype, "formatToParts");
    for (let minute = 0; minute < 50; minute++) dayTime(minute * 60_000, "Asia/Tokyo");
    expect(used).toHaveBeenCalledTimes(50);
    expect(new Set(used.mock.contexts).size).toBe(1);
  });
});

describe("numbers", () => {
  it("counts, decimals, percents", () => {
    expect(count(100_000)).toBe("100,000");
    expect(count(-3)).toBe("−3");
    expect(decimal(1.005)).toBe("1.01");
    expect(decimal(-0.001)).toBe("0.00");
    expect(percentBp(4500)).toBe("45%");
    expect(percentBp(4550)).toBe("45.5%");
    expect(percentOf(1, 0)).toBe("–");
    expect(percentOf(2, 3)).toBe("66.7%");
    expect(bytes(13_002_342)).toBe("12.4 MB");
  });
});

describe("days", () => {
  it("speaks both languages", () => {
    expect(day("2026-03-18", "2026-01-01", "zh")).toBe("3月18日");
    expect(day("2025-12-31", "2026-01-01", "zh")).toBe("2025年12月31日");
    expect(day("2026-03-18", "2026-01-01", "en")).toBe("18 Mar");
    expect(day(undefined)).toBe("–");
    expect(month("2026-03-01", "en")).toBe("Mar 2026");
    expect(relativeDay("2026-03-21", "2026-03-18", "zh")).toBe("3 天后");
    expect(relativeDay("2026-03-17", "2026-03-18", "en")).toBe("yesterday");
    expect(relativeDay("2026-03-10", "2026-03-18", "en")).toBe("8 days ago");
  });
  it("crosses a leap day and a time zone", () => {
    expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
    expect(dayTime(Date.UTC(2026, 2, 18, 17, 5), "Asia/Shanghai", "2026-01-01", "zh")).toBe("3月19日 01:05");
  });
});
