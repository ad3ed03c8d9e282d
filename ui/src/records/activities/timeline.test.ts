import { describe, expect, it } from "vitest";
import type { TimelineItem } from "../../ipc";
import { mergeEntries } from "./timeline";

describe("a timeline", () => {
  it("has what is pinned at its top, before what is planned and whatever comes from elsewhere", () => {
    const item = (key: string, at: number, more: Partial<TimelineItem> = {}) => ({ key, at, kind: "note", activity_id: 1, done_at: at, pinned: false, ...more }) as TimelineItem;
    const items = [item("pinned", 1, { pinned: true }), item("task", 9, { kind: "task", done_at: null }), item("late", 5), item("early", 2)];
    expect(mergeEntries(items, [item("other", 3)], true).map((one) => one.key)).toEqual(["pinned", "task", "late", "other", "early"]);
    // Only pinned ones were fetched: what is older than the last of them is not hidden.
    expect(mergeEntries(items.slice(0, 1), [item("other", 0)], false).map((one) => one.key)).toEqual(["pinned", "other"]);
  });
});
