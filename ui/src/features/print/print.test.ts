/** A list on paper: what is asked for is what the list handed over, and what paper does not take goes into a file. */
import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Failure, type PrintedDocument } from "../../ipc";
import { fakeHost, type FakeHost } from "../../ipc/fake";
import { listPrint } from "../../records/list/listPrint";
import { startRouter } from "../../shell/router.svelte";
import ListPrint from "./ListPrint.svelte";

vi.mock("../../shell/workspace.svelte", () => ({ workspace: () => ({ can: () => true, currency: "CNY", today: "2026-03-18", zone: "Asia/Shanghai" }) }));

const document = (pages: number): PrintedDocument => ({ title: "Deals · Open", name: "Deals · Open 2026-03-18.pdf", width: 842, height: 595, page_count: pages, pages: Array(pages).fill("<svg xmlns='http://www.w3.org/2000/svg'/>"), bytes: 0, pdf_base64: null, path: null });
const open = { condition: { field: "status", is: "any_of" as const, values: ["open"] } };

describe("the printed list", () => {
  let host: FakeHost;
  const sent = (command: string) => host.calls.filter((one) => one.command === command).map(({ input }) => input);
  beforeEach(() => {
    CSSStyleSheet.prototype.replaceSync ??= () => {};
    globalThis.document.adoptedStyleSheets ??= [];
    location.hash = "#/deals/print";
    startRouter([{ path: "/deals/print", page: () => Promise.reject(new Error()), title: () => "" }], "/deals/print");
    Object.assign(listPrint("deals"), { asked: { filter: open, sort: [{ column: "amount" }], columns: ["name", "weighted"], view: "Open" }, exported: ["name", "probability"] });
    host = fakeHost({ "deals.print": ({ form }) => (form === "pages" ? document(2) : { ...document(2), pages: [], bytes: 9, pdf_base64: "AAAA" }) });
  });

  it("asks for what the list showed, and for another paper when somebody chooses", async () => {
    render(ListPrint);
    expect(await screen.findAllByTestId("print-page")).toHaveLength(2);
    const asked = { filter: open, sort: [{ column: "amount" }], columns: ["name", "weighted"], view: "Open", paper: "a4", language: "en", form: "pages" };
    expect(sent("deals.print")).toEqual([asked]);
    await fireEvent.click(screen.getByText("Landscape"));
    await waitFor(() => expect(sent("deals.print").at(-1)).toEqual({ ...asked, orientation: "landscape" }));
    await fireEvent.click(screen.getByTestId("print-save"));
    await waitFor(() => expect(host.saved).toEqual([{ name: "Deals · Open 2026-03-18.pdf", base64: "AAAA" }]));
    expect((sent("deals.print").at(-1) as { form?: string }).form).toBeUndefined();
  });
  it("offers a file where there is too much for paper", async () => {
    const message = "This list has 2,001 records; 2,000 can be printed at once.";
    host.answer({
      "deals.print": () => {
        throw new Failure({ kind: "conflict", code: "print.too_many", message });
      },
      "deals.export": { name: "Deals.xlsx", rows: 2_001, path: null, file_base64: "AAAA" },
    });
    render(ListPrint);
    expect((await screen.findByRole("alert")).textContent).toContain(message);
    expect((screen.getByTestId("print-save") as HTMLButtonElement).disabled).toBe(true);
    await fireEvent.click(screen.getByTestId("print-export"));
    await waitFor(() => expect(sent("deals.export")).toEqual([{ filter: open, sort: [{ column: "amount" }], columns: ["name", "probability"], format: "xlsx" }]));
    await waitFor(() => expect(host.saved.at(-1)?.name).toBe("Deals.xlsx"));
  });
});
