/** Lays a personal credit report out on A4 pages, in the bureau's order and with its headings. Pure. */

import type { PersonalReport } from '#central/bureau/personal-report.ts'
import type { ReportPage } from '#contract/report-page.ts'
import { basicsParts } from './basics-section.ts'
import { creditParts } from './credit-section.ts'
import { frontBlocks } from './front-page.ts'
import { sectionHeading } from './headings.ts'
import { noteBlocks } from './note-blocks.ts'
import type { Block } from './page-block.ts'
import { nonCreditParts, publicParts, queryParts, statementParts } from './records-sections.ts'
import { reportPages } from './report-pages.ts'
import { sectionBlocks } from './report-part.ts'
import { summaryParts } from './summary-section.ts'

/** @returns The pages in order; page 1 carries the outline. The same report gives the same pages. */
export function layOutPersonalReport(report: PersonalReport): ReportPage[] {
  return reportPages({
    title: '个人信用报告（授信机构版）',
    reportNumber: report.header.reportNumber,
    front: (outline) => frontBlocks(report.header, outline),
    body: bodyBlocks(report),
  })
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
