import { Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'

export interface ChartData {
  readonly kind: 'bar' | 'line'
  readonly categories: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly number[]; readonly colour?: string }[]
  /** One series on top of the other. */
  readonly isStacked?: boolean
}

interface ChartProps {
  readonly data: ChartData
  /** What the chart shows, for those who hear it. */
  readonly label: string
  readonly height?: number
  /** The place of the category that was clicked. */
  readonly onPick?: (category: number) => void
}

/** A chart; its figures stand in a table beside it for those who do not see it. */
export function Chart({ data, label, height = 220, onPick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const [isReady, setReady] = useState(false)

  useEffect(() => {
    const element = place.current
    let close = () => {}
    let isGone = false
    void import('./draw-chart.ts').then(({ drawChart }) => {
      if (!element || isGone) return
      const chart = drawChart(element, data, onPick)
      const observer = new ResizeObserver(() => chart.resize())
      observer.observe(element)
      setReady(true)
      close = () => {
        observer.disconnect()
        chart.dispose()
      }
    })
    return () => {
      isGone = true
      close()
    }
  }, [data, onPick])

  return (
    <figure className="chart" aria-label={label}>
      <Spin spinning={!isReady}>
        <div ref={place} style={{ height }} aria-hidden="true" />
      </Spin>
      <table className="only-heard">
        <caption>{label}</caption>
        <thead>
          <tr>
            <th />
            {data.series.map(({ name }) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.categories.map((category, index) => (
            <tr key={category}>
              <th>{category}</th>
              {data.series.map(({ name, values }) => (
                <td key={name}>{values[index]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
