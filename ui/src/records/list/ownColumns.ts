/** Fields of one's own in a list: as columns, and what rows can be grouped by. */
import { NOTHING } from "../../format";
import { m } from "../../i18n.svelte";
import type { CustomKind } from "../../ipc";
import type { Column } from "../../kit";
import { groups, isFigures, ownText, sorts, type Own } from "../customFields/customFields";
import type { GroupOf, Numbered } from "./source";
import { table } from "../../table";

const WIDTH: Record<CustomKind, number> = table({ text: 140, long_text: 200, number: 96, money: 96, day: 110, yes_no: 80, choice: 110, choices: 160, person: 104, link: 170 });

/** Shown as long as nobody has chosen columns when the field says so. */
export function ownColumns<Row extends Numbered>({ fields, around }: Own): Column<Row>[] {
  return fields.map((field) => ({
    key: field.key,
    label: field.name,
    text: (row) => ownText(field, row.custom?.[field.key], around, true) || NOTHING,
    width: WIDTH[field.kind],
    num: isFigures(field),
    sortable: sorts(field),
    hidden: !field.listed,
  }));
}

export function ownGroups<Row extends Numbered>({ fields, around }: Own): GroupOf<Row>[] {
  return fields.filter(groups).map((field) => {
    const value = (row: Row) => {
      const said = row.custom?.[field.key];
      return typeof said === "string" || typeof said === "number" ? said : null;
    };
    return { field: field.key, label: () => field.name, value, text: (row) => ownText(field, value(row), around) || m.own_without({ name: field.name }) };
  });
}
