/** ECharts with only what our charts use. A module of its own, so that it is read when the first chart is shown. */

import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { ChartData } from './chart.tsx'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer])

const axis = { axisLine: { lineStyle: { color: '#8c99a8' } }, axisLabel: { color: '#44505e' } }

/** Draws into an element that has a size; `dispose` the result. */
export function drawChart(
  element: HTMLElement,
  { kind, categories, series, isStacked }: ChartData,
  onPick?: (category: number) => void,
): ECharts {
  const chart = init(element)
  chart.setOption({
    animation: false,
    aria: { enabled: true },
    grid: { left: 8, right: 12, top: 32, bottom: 4, containLabel: true },
    legend: { top: 0, right: 0, itemHeight: 10, itemWidth: 14 },
    // Drawn on the canvas: the page's CSP lets no markup with styles in.
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    xAxis: { type: 'category', data: [...categories], ...axis },
    yAxis: { type: 'value', minInterval: 1, ...axis },
    series: series.map(({ name, values, colour }) => ({
      type: kind,
      name,
      data: [...values],
      ...(isStacked && { stack: 'all' }),
      ...(colour && { itemStyle: { color: colour }, lineStyle: { color: colour } }),
      barMaxWidth: 32,
      symbolSize: 6,
    })),
  })
  if (onPick) chart.on('click', ({ dataIndex }) => onPick(dataIndex))
  return chart
}
