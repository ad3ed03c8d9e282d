import { describe, expect, it } from "vitest";
import { locale } from "../../i18n.svelte";
import { restoredText } from "../../records/bin/labels";

describe("the recycle bin", () => {
  it("says what came back, and what came along", () => {
    locale.current = "en";
    expect(restoredText({ restored: 1, customers: 0, contacts: 0 })).toBe("1 record restored");
    expect(restoredText({ restored: 2, customers: 1, contacts: 0 })).toBe("2 records restored, with 1 customer");
    expect(restoredText({ restored: 2, customers: 1, contacts: 3 })).toBe("2 records restored, with 1 customer and 3 contacts");
  });
});
