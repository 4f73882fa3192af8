import { idTypes, queryReasons } from '#central/bureau/code-tables.ts'
import type { PersonalReport } from '#central/bureau/personal-report.ts'
import type { OutlineItem } from '#contract/report-page.ts'
import { type Block, contentWidthPx, filled, horizontal, leftPx, rightPx, textAt, vertical } from './page-block.ts'
import { date, label } from './printed-values.ts'
import { band } from './table.ts'
import { widthOf } from './text-measure.ts'

const ENTRY_PX = 17

/** Title, request, warnings and the list of contents. */
export function frontBlocks(header: PersonalReport['header'], outline: readonly OutlineItem[]): Block[] {
  const { subject, queriedBy, reason, otherDocuments } = header
  const others = otherDocuments.map(({ type, number }) => `${label(idTypes, type)} ${number}`)
  return [
    titleBlock('个人信用报告', header),
    band([
      { label: '被查询者姓名', value: subject.name },
      { label: '被查询者证件类型', value: label(idTypes, subject.idType) },
      { label: '被查询者证件号码', value: subject.idNumber, weight: 1.4 },
      { label: '查询机构', value: queriedBy.name, weight: 1.6 },
      { label: '查询原因', value: label(queryReasons, reason) },
    ]),
    ...(others.length === 0 ? [] : [band([{ label: '其他证件信息', value: others.join('；') }])]),
    ...warningsOf(header).map(warning),
    contents(outline.filter(({ mark }) => mark === null)),
  ]
}

/** The name of the report, its number and its time. */
export function titleBlock(
  title: string,
  { reportNumber, reportedAt }: { reportNumber: string; reportedAt: string },
): Block {
  const middle = leftPx + contentWidthPx / 2
  return {
    height: 92,
    gap: 0,
    keepsWithNext: true,
    draw: (top) => [
      textAt({ x: middle, y: top + 34 }, title, { sizePx: 26, weight: 'bold', align: 'middle' }),
      textAt({ x: middle, y: top + 55 }, '（授信机构版）', { sizePx: 13, colour: 'muted', align: 'middle' }),
      textAt({ x: leftPx, y: top + 82 }, `报告编号：${reportNumber}`, { sizePx: 12 }),
      textAt({ x: rightPx, y: top + 82 }, `报告时间：${shanghai(reportedAt)}`, { sizePx: 12, align: 'end' }),
    ],
  }
}

/** `2026.11.24 10:15:00`, in Asia/Shanghai (UTC+8). */
function shanghai(instant: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return `${date(local.slice(0, 10))} ${local.slice(11, 19)}`
}

function warningsOf({ disputes, fraudAlert }: PersonalReport['header']): string[] {
  const alert = fraudAlert
    ? [
        `防欺诈警示：信息主体声明其身份可能被冒用，联系电话 ${fraudAlert.phone}，生效日期 ${date(fraudAlert.from)}，截止日期 ${date(fraudAlert.until)}。`,
      ]
    : []
  return disputes > 0 ? [...alert, `异议提示：报告中有 ${disputes} 处内容被标注异议，使用时请注意。`] : alert
}

export function warning(text: string): Block {
  return {
    height: 24,
    gap: 8,
    keepsWithNext: false,
    draw: (top) => [
      filled({ x: leftPx, y: top, width: contentWidthPx, height: 24 }, 'warn'),
      textAt({ x: leftPx + 8, y: top + 16 }, text, {
        weight: 'bold',
        colour: 'alert',
        maxWidthPx: contentWidthPx - 16,
      }),
    ],
  }
}

/** Two columns, read down the left one first; parts of a part are indented. */
export function contents(outline: readonly OutlineItem[]): Block {
  const perColumn = Math.ceil(outline.length / 2)
  const height = 34 + perColumn * ENTRY_PX
  return {
    height,
    gap: 16,
    keepsWithNext: false,
    draw(top) {
      const half = contentWidthPx / 2
      const entries = outline.flatMap((entry, index) => {
        const left = leftPx + 14 + (index < perColumn ? 0 : half)
        return contentsEntry(entry, { left, right: left + half - 28, y: top + 42 + (index % perColumn) * ENTRY_PX })
      })
      const frame = [
        horizontal(top),
        horizontal(top + height),
        vertical(leftPx, top, top + height),
        vertical(rightPx, top, top + height),
      ]
      return [
        ...frame,
        textAt({ x: leftPx + half, y: top + 20 }, '目　录', { sizePx: 13, weight: 'bold', align: 'middle' }),
        ...entries,
      ]
    },
  }
}

function contentsEntry({ title, page }: OutlineItem, { left, right, y }: { left: number; right: number; y: number }) {
  const isPart = title.startsWith('（')
  const start = left + (isPart ? 16 : 0)
  const from = start + widthOf(title, 11) + 8
  const name = textAt({ x: start, y }, title, { weight: isPart ? 'regular' : 'bold' })
  const number = textAt({ x: right, y }, String(page), { align: 'end' })
  return [name, horizontal(y - 4, from, right - 22), number]
}
