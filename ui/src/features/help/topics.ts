/** What the help page says, topic by topic. */
import { m } from "../../i18n.svelte";

export interface Topic {
  /** In the address: #/help?t=import */
  id: string;
  title: () => string;
  says: (() => string)[];
  /** Keys and what they do. */
  keys?: [keys: string, does: () => string][];
  /** Commands for the shell, as they are typed. */
  code?: string[];
}

export const topics: Topic[] = [
  { id: "first", title: m.help_first, says: [m.help_first_1, m.help_first_2, m.help_first_3, m.help_first_4] },
  {
    id: "board",
    title: m.help_board,
    says: [m.help_board_1, m.help_board_2, m.help_board_3],
    keys: [
      ["arrowleft", m.help_key_move],
      ["space", m.help_key_lift],
      ["escape", m.help_key_return],
      ["enter", m.help_key_open],
      ["n", m.help_key_new],
      ["s", m.help_key_stage],
      ["w", m.help_key_won],
      ["l", m.help_key_lost],
      ["/", m.help_key_search],
      ["mod+z", m.help_key_undo],
    ],
  },
  {
    id: "leads",
    title: m.help_leads,
    says: [m.help_leads_1, m.help_leads_2, m.help_leads_3, m.help_leads_4, m.help_leads_5, m.help_leads_6],
    keys: [
      ["e", m.help_key_edit],
      ["n", m.help_key_note],
      ["a", m.help_key_assign],
      ["s", m.help_key_state],
      ["j", m.help_key_next],
      ["k", m.help_key_previous],
      ["delete", m.help_key_bin],
      ["mod+enter", m.help_key_save],
    ],
  },
  { id: "bin", title: m.help_bin, says: [m.help_bin_1, m.help_bin_2, m.help_bin_3] },
  { id: "doors", title: m.help_doors, says: [m.help_doors_1, m.help_doors_2, m.help_doors_3, m.help_doors_4, m.help_doors_5] },
  { id: "screening", title: m.help_screening, says: [m.help_screening_1, m.help_screening_2, m.help_screening_3] },
  { id: "duplicates", title: m.help_duplicates, says: [m.help_duplicates_1, m.help_duplicates_2, m.help_duplicates_3, m.help_duplicates_4, m.help_aliases_1] },
  { id: "registrations", title: m.help_registrations, says: [m.help_registrations_1, m.help_registrations_2, m.help_registrations_3, m.help_registrations_4, m.help_registrations_5] },
  {
    id: "review",
    title: m.help_review,
    says: [m.help_review_1, m.help_review_2, m.help_review_3, m.help_review_4],
    keys: [
      ["j", m.help_key_pair],
      ["m", m.help_key_merge],
      ["d", m.help_key_two],
      ["x", m.help_key_pick],
      ["enter", m.help_key_record],
    ],
  },
  {
    id: "health",
    title: m.help_health,
    says: [m.help_health_1, m.help_health_2, m.help_health_3, m.help_health_4],
    keys: [
      ["j", m.health_next],
      ["f", m.health_shortcut_fix],
      ["o", m.health_shortcut_show],
    ],
  },
  { id: "import", title: m.help_import, says: [m.help_import_1, m.help_import_2, m.help_import_3, m.help_import_4, m.help_import_5] },
  { id: "folders", title: m.help_folders, says: [m.help_folders_1, m.help_folders_2, m.help_folders_3, m.help_folders_4, m.help_folders_5] },
  { id: "fields", title: m.help_fields, says: [m.help_fields_1] },
  { id: "seeing", title: m.help_seeing, says: [m.help_seeing_1, m.help_seeing_2, m.help_seeing_3, m.help_seeing_4] },
  { id: "forecast", title: m.help_forecast, says: [m.help_forecast_1, m.help_forecast_2, m.help_forecast_3, m.help_forecast_4, m.help_forecast_5, m.help_forecast_6, m.help_forecast_7, m.help_forecast_8] },
  { id: "funnel", title: m.help_funnel, says: [m.help_funnel_1, m.help_funnel_2] },
  { id: "print", title: m.help_print, says: [m.help_print_1, m.help_print_2, m.help_print_3] },
  { id: "undo", title: m.help_undo, says: [m.help_undo_1, m.help_undo_2, m.help_undo_3, m.help_undo_4] },
  {
    id: "keys",
    title: m.help_keys,
    says: [m.help_keys_1],
    keys: [
      ["mod+k", m.help_key_palette],
      ["?", m.help_key_sheet],
      ["g p", m.help_key_go],
      ["mod+shift+z", m.help_key_redo],
    ],
  },
  { id: "file", title: m.help_file, says: [m.help_file_1, m.help_file_2, m.help_file_3, m.help_file_4, m.help_file_5] },
  {
    id: "shell",
    title: m.help_shell,
    says: [m.help_shell_1, m.help_shell_2],
    code: ["leadwell commands", "leadwell --file F.leadwell import customers customers.csv --dry-run", "leadwell --file F.leadwell import deals deals.xlsx", "leadwell --file F.leadwell print forecast --out forecast.pdf", "leadwell --file F.leadwell serve --open"],
  },
];
