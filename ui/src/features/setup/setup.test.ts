import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { WorkspaceInfo } from "../../ipc";
import { fakeHost } from "../../ipc/fake";
import { theme } from "../../theme.svelte";
import FirstRun from "./FirstRun.svelte";
import { guess, nameOfMonth, quarterOf, regionOf } from "./presets";

describe("presets", () => {
  it("follow the language and the place of the computer", () => {
    expect(guess("zh", ["zh-CN"])).toEqual({ currency: "CNY", month: 1 });
    expect(guess("zh", ["zh-Hant-TW", "en-US"])).toEqual({ currency: "TWD", month: 1 });
    expect(guess("en", ["zh-CN", "en-GB"])).toEqual({ currency: "GBP", month: 4 });
    expect(guess("en", ["de-DE"])).toEqual({ currency: "EUR", month: 1 });
    expect(guess("en", ["zh-CN"])).toEqual({ currency: "USD", month: 1 });
    expect(regionOf("zh", ["zh"])).toBeNull();
  });
  it("count quarters from the first month of the year", () => {
    expect([1, 3, 4, 12].map((month) => quarterOf(month, 1))).toEqual([1, 1, 2, 4]);
    expect([4, 3, 12].map((month) => quarterOf(month, 4))).toEqual([1, 4, 3]);
    expect(nameOfMonth(13, "en")).toBe("January");
  });
});

describe("first run", () => {
  const info = { today: "2026-03-18", path: "a.leadwell", set_up: false } as WorkspaceInfo;
  it("asks three questions with answers filled in; Enter starts with the sample", async () => {
    theme.locale = "en";
    const host = fakeHost({ "workspace.setup": info });
    render(FirstRun, { info });
    expect(screen.getByText(/a\.leadwell/)).toBeTruthy();
    expect(screen.getByText(/Q1 is January to March; today is in Q1/)).toBeTruthy();
    await fireEvent.click(screen.getByTestId("setup-business-software").querySelector("input") as HTMLElement);
    expect(screen.getByText("Demo 25%")).toBeTruthy();
    await fireEvent.submit(screen.getByTestId("setup-name").closest("form") as HTMLElement);
    await vi.waitFor(() => expect(host.calls).toHaveLength(1));
    expect(host.calls[0]?.input).toMatchObject({ language: "en", name: "My company", base_currency: "USD", business: "software", then: "sample" });
  });
  it("switches language at once and keeps what was typed", async () => {
    theme.locale = "en";
    fakeHost();
    render(FirstRun, { info });
    await fireEvent.input(screen.getByTestId("setup-name"), { target: { value: "Liheng" } });
    await fireEvent.click(screen.getByTestId("setup-language-zh").querySelector("input") as HTMLElement);
    expect(theme.locale).toBe("zh");
    expect((screen.getByTestId("setup-name") as HTMLInputElement).value).toBe("Liheng");
    const months = () => [...screen.getByTestId("setup-fiscal").querySelectorAll("option")].map((option) => option.textContent);
    expect(months().slice(0, 2)).toEqual(["1月", "2月"]);
    await fireEvent.click(screen.getByTestId("setup-language-en").querySelector("input") as HTMLElement);
    expect(months().slice(0, 2)).toEqual(["January", "February"]);
    theme.locale = "en";
  });
  it("shows a refusal at its field and lets one try again", async () => {
    theme.locale = "en";
    const host = fakeHost({ "workspace.setup": () => Promise.reject({ kind: "invalid", code: "workspace.name_missing", message: "Enter a name.", field: "name" }) });
    render(FirstRun, { info });
    await fireEvent.click(screen.getByTestId("setup-then-import"));
    expect(await screen.findByText("Enter a name.")).toBeTruthy();
    expect(screen.getByTestId("setup-name").getAttribute("aria-invalid")).toBe("true");
    expect(host.calls[0]?.input).toMatchObject({ then: "empty" });
    expect((screen.getByTestId("setup-then-sample") as HTMLButtonElement).disabled).toBe(false);
  });
});
