/** Lays a personal credit report out on A4 pages, in the bureau's order and with its headings. Pure. */

import type { PersonalReport } from '#central/bureau/personal-report.ts'
import { type PageItem, pageHeightPx, type ReportPage } from '#contract/report-page.ts'
import { basicsParts } from './basics-section.ts'
import { creditParts } from './credit-section.ts'
import { frontBlocks } from './front-page.ts'
import { paragraph, sectionHeading } from './headings.ts'
import { type Block, contentWidthPx, horizontal, leftPx, rightPx, textAt } from './page-block.ts'
import { flow } from './page-flow.ts'
import { nonCreditParts, publicParts, queryParts, statementParts } from './records-sections.ts'
import { sectionBlocks } from './report-part.ts'
import { summaryParts } from './summary-section.ts'

/** @returns The pages in order; page 1 carries the outline. The same report gives the same pages. */
export function layOutPersonalReport(report: PersonalReport): ReportPage[] {
  const body = bodyBlocks(report)
  const headings = body.flatMap(({ outline }) => (outline === undefined ? [] : [{ ...outline, page: 1, y: 0 }]))
  // The contents take the same room whatever the page numbers are, so the first pass tells them and the second prints them.
  const { outline } = flow([...frontBlocks(report.header, headings), ...body])
  const { pages } = flow([...frontBlocks(report.header, outline), ...body])

  return pages.map((items, index) => ({
    number: index + 1,
    of: pages.length,
    outline: index === 0 ? [...outline] : [],
    items: [...pageFrame(report.header.reportNumber, index + 1, pages.length), ...items],
  }))
}

function bodyBlocks(report: PersonalReport): Block[] {
  const sections = [
    { title: '个人基本信息', parts: basicsParts(report.basics) },
    { title: '信息概要', parts: summaryParts(report.summary) },
    { title: '信贷交易信息明细', parts: creditParts(report.credit) },
    { title: '非信贷交易信息明细', parts: nonCreditParts(report.nonCredit) },
    { title: '公共信息明细', parts: publicParts(report.publicRecords) },
    { title: '本人声明及异议标注', parts: statementParts(report.statements) },
    { title: '查询记录', parts: queryParts(report.queries) },
  ]
  return [...sections.flatMap(sectionBlocks), sectionHeading('报告说明'), ...noteBlocks(report.notes)]
}

/** All on one page. */
function noteBlocks(notes: readonly string[]): Block[] {
  const lines = notes.flatMap((note, index) => paragraph(`${index + 1}. ${note}`))
  return lines.map((line, index) => ({ ...line, keepsWithNext: index < lines.length - 1 }))
}

function pageFrame(reportNumber: string, page: number, of: number): PageItem[] {
  return [
    textAt({ x: leftPx, y: 38 }, '个人信用报告（授信机构版）', { sizePx: 10, colour: 'muted' }),
    textAt({ x: rightPx, y: 38 }, `报告编号：${reportNumber}`, { sizePx: 10, colour: 'muted', align: 'end' }),
    horizontal(45),
    horizontal(pageHeightPx - 46),
    textAt({ x: leftPx + contentWidthPx / 2, y: pageHeightPx - 28 }, `第 ${page} 页 / 共 ${of} 页`, {
      sizePx: 10,
      colour: 'muted',
      align: 'middle',
    }),
  ]
}
