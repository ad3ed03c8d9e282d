import { beforeEach, describe, expect, it, vi } from "vitest";
import { locale } from "../i18n.svelte";
import { ask, browserName, enter, sessions } from "./session";

const letIn = (key: string) => {
  const meta = document.createElement("meta");
  meta.name = "leadwell-session";
  meta.content = key;
  document.head.append(meta);
  history.replaceState(null, "", "/?token=secret#/leads");
};
const answered = (body: unknown, status = 200) => vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(JSON.stringify(body), { status }));
const sent = (asked: ReturnType<typeof answered>, at = 0) => (asked.mock.calls[at]?.[1]?.headers as Record<string, string>)["X-Leadwell-Session"];

beforeEach(() => {
  locale.current = "en";
  localStorage.clear();
});

describe("a session", () => {
  it("takes its key out of the page and the link out of the address, and sends it with each call", async () => {
    letIn("first");
    enter();
    expect(document.querySelector('meta[name="leadwell-session"]')).toBeNull();
    expect(location.pathname + location.search + location.hash).toBe("/#/leads");
    const asked = answered([]);
    await ask("POST", "/rpc/products.list", {}, "products.list");
    await sessions();
    expect([sent(asked), sent(asked, 1)]).toEqual(["first", "first"]);
  });
  it("is that of the last tab that was let in, in all tabs of this address", async () => {
    letIn("first");
    enter();
    localStorage.setItem("leadwell.session", "second");
    enter();
    const asked = answered([]);
    await sessions();
    expect(sent(asked)).toBe("second");
  });
  it("passes on why it was refused", async () => {
    answered({ kind: "forbidden", code: "gateway.no_session", message: "No." }, 401);
    await expect(sessions()).rejects.toMatchObject({ code: "gateway.no_session" });
  });
});

describe("a browser", () => {
  it("is called as people call it", () => {
    expect(browserName("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox · Linux");
    expect(browserName("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0")).toBe("Edge · Windows");
    expect(browserName("curl/8")).toBeNull();
  });
});
