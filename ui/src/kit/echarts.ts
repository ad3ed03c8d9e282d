/** The parts of ECharts the program uses; importing this file is what pulls them into a page's bundle. */
import { BarChart, CustomChart, FunnelChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, CustomChart, FunnelChart, LineChart, ScatterChart, AriaComponent, GridComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent, TooltipComponent, CanvasRenderer]);

export { init };
export type { EChartsType as ChartHandle } from "echarts/core";
export type { EChartsOption as ChartOption } from "echarts";
