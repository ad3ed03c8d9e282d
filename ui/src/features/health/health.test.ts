/** Words of the health page, and what each finding asks for first. */
import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { HealthFinding } from "../../ipc";
import { mainAct, describedFindings, shareText, whyText } from "./labels";

describe("health", () => {
  it("has words for every finding of the core, and for no other", () => {
    const folder = "../crates/core/src/views/health";
    const text = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, "utf8")).join("\n");
    const codes = new Set([...text.matchAll(/"((?:lead|contact|customer)_[a-z_]+)"/g)].map(([, code]) => code));
    expect([...describedFindings].sort()).toEqual([...codes].filter((code) => code !== "customer_id").sort());
    for (const code of describedFindings) expect(whyText(code)).not.toBe("");
  });

  it("never rounds up to a hundred", () => {
    expect(shareText(9_999, 10_000)).toBe("99.9%");
    expect(shareText(10_000, 10_000)).toBe("100%");
    expect(shareText(2, 3)).toBe("66.6%");
    expect(shareText(0, 0)).toBe("100%");
  });

  it("mends what can be mended, else shows it", () => {
    const finding = (more: Partial<HealthFinding>): HealthFinding => ({ code: "x", entity: "leads", urgency: "now", count: 1, looked: 1, parts: [], selection: null, examples: [], fixable: false, shared: false, ...more });
    expect(mainAct(finding({ fixable: true }), true)).toBe("fix");
    expect(mainAct(finding({ fixable: true }), false)).toBe("records");
    expect(mainAct(finding({ selection: {} }), true)).toBe("list");
    expect(mainAct(finding({ shared: true }), true)).toBe("review");
  });
});
