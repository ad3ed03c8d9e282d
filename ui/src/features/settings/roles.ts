/** The roles, each with what it may do in one line. */
import { m } from "../../i18n.svelte";
import type { Role } from "../../ipc";
import { table } from "../../table";

export const ROLES: readonly Role[] = ["owner", "manager", "sales", "assistant", "viewer"];

const WORDS: Record<Role, [name: () => string, may: () => string]> = table({
  owner: [m.settings_role_owner, m.settings_role_owner_may],
  manager: [m.settings_role_manager, m.settings_role_manager_may],
  sales: [m.settings_role_sales, m.settings_role_sales_may],
  assistant: [m.settings_role_assistant, m.settings_role_assistant_may],
  viewer: [m.settings_role_viewer, m.settings_role_viewer_may],
});
export const roleName = (role: Role): string => WORDS[role][0]();
export const roleMay = (role: Role): string => WORDS[role][1]();
