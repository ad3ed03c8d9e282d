/** Every page. To add one, add its line; the shell does the rest. */
import CircleQuestionMark from "@lucide/svelte/icons/circle-question-mark";
import ChartColumn from "@lucide/svelte/icons/chart-column";
import Contact from "@lucide/svelte/icons/contact";
import Building from "@lucide/svelte/icons/building-2";
import CopyCheck from "@lucide/svelte/icons/copy-check";
import Download from "@lucide/svelte/icons/file-input";
import HeartPulse from "@lucide/svelte/icons/heart-pulse";
import Trash from "@lucide/svelte/icons/trash-2";
import History from "@lucide/svelte/icons/history";
import Inbox from "@lucide/svelte/icons/inbox";
import SearchCheck from "@lucide/svelte/icons/search-check";
import ShieldCheck from "@lucide/svelte/icons/shield-check";
import Settings from "@lucide/svelte/icons/settings-2";
import TrendingUp from "@lucide/svelte/icons/trending-up";
import { m } from "./i18n.svelte";
import PipelineIcon from "./shell/PipelineIcon.svelte";
import type { Route } from "./shell/route";

export const HOME = "/pipeline";

export const routes: Route[] = [
  { path: "/leads", page: () => import("./features/leads/list/LeadsPage.svelte"), title: m.leads_title, nav: "main", icon: Inbox, key: "l" },
  { path: "/pipeline", page: () => import("./features/deals/board/BoardPage.svelte"), title: m.shell_pipeline, nav: "main", icon: PipelineIcon, key: "p", covers: ["/deals"] },
  { path: "/deals", page: () => import("./features/deals/list/DealsPage.svelte"), title: m.shell_deals },
  { path: "/deals/print", page: () => import("./features/print/ListPrint.svelte"), title: m.shell_deals },
  { path: "/deals/:id", page: () => import("./features/deals/record/DealPage.svelte"), title: m.shell_deals },
  { path: "/leads/print", page: () => import("./features/print/ListPrint.svelte"), title: m.leads_title },
  { path: "/deals/:id/sheet", page: () => import("./features/print/DealSheetPage.svelte"), title: m.shell_deals },
  { path: "/leads/:id", page: () => import("./features/leads/record/LeadPage.svelte"), title: m.lead_leads },
  { path: "/customers", page: () => import("./features/customers/CustomersPage.svelte"), title: m.shell_customers, nav: "main", icon: Building, key: "c" },
  { path: "/customers/print", page: () => import("./features/print/ListPrint.svelte"), title: m.shell_customers },
  { path: "/customers/:id", page: () => import("./features/customers/CustomerPage.svelte"), title: m.shell_customers },
  { path: "/contacts", page: () => import("./features/contacts/ContactsPage.svelte"), title: m.shell_contacts, nav: "main", roomy: true, icon: Contact, key: "k" },
  { path: "/contacts/print", page: () => import("./features/print/ListPrint.svelte"), title: m.shell_contacts },
  { path: "/contacts/:id", page: () => import("./features/contacts/ContactsPage.svelte"), title: m.shell_contacts },
  { path: "/forecast", page: () => import("./features/forecast/ForecastPage.svelte"), title: m.shell_forecast, nav: "main", icon: TrendingUp, key: "f" },
  { path: "/forecast/print", page: () => import("./features/forecast/PrintPage.svelte"), title: m.shell_forecast },
  { path: "/insights", page: () => import("./features/funnel/FunnelPage.svelte"), title: m.shell_insights, nav: "main", icon: ChartColumn, key: "i" },
  { path: "/look-up", page: () => import("./features/lookup/LookUpPage.svelte"), title: m.lookup_title, nav: "data", icon: SearchCheck, key: "u" },
  { path: "/registrations", page: () => import("./features/registrations/RegistrationsPage.svelte"), title: m.registrations_title, nav: "data", icon: ShieldCheck, key: "r" },
  { path: "/import", page: () => import("./features/imports/ImportPage.svelte"), title: m.shell_import, nav: "data", icon: Download, key: "m" },
  { path: "/duplicates", page: () => import("./features/duplicates/DuplicatesPage.svelte"), title: m.duplicates_title, nav: "data", icon: CopyCheck, key: "d" },
  { path: "/health", page: () => import("./features/health/HealthPage.svelte"), title: m.health_title, nav: "data", icon: HeartPulse, key: "e" },
  { path: "/bin", page: () => import("./features/bin/BinPage.svelte"), title: m.bin_title, nav: "data", icon: Trash, key: "b" },
  { path: "/history", page: () => import("./features/history/HistoryPage.svelte"), title: m.shell_history, nav: "more", icon: History, key: "h" },
  { path: "/settings", page: () => import("./features/settings/SettingsPage.svelte"), title: m.shell_settings, nav: "foot", icon: Settings, key: "s" },
  { path: "/help", page: () => import("./features/help/HelpPage.svelte"), title: m.help_title, nav: "foot", icon: CircleQuestionMark },
];

if (import.meta.env.DEV) routes.push({ path: "/kit", page: () => import("./features/gallery/Gallery.svelte"), title: () => "Kit" });
